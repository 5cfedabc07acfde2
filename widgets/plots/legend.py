"""What colours and lines stand for: two labels above a plot, where they cover no data."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from widgets.plots.style import PlotStyle

LINE, DASHES, DOTS, POINT, SMALL_POINT, STAR = "━━", "╍╍", "┈┈", "●", "•", "★"
"""Signs of a legend: colour is never the only cue."""
LONG = 28
"""Characters up to which an entry of a legend is in one line."""
BETWEEN = "&nbsp;&nbsp; "


class LegendEntry(NamedTuple):
    """An item of a legend: name of its colour in ``PlotStyle``, sign, translated name."""

    colour: str
    sign: str
    name: str


class Legend(QLabel):
    """What a view draws; it has more than one line where one is too long."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(1)  # a view may be narrower than its legend
        self._written = ("", 0)
        """The text, and the pixels that it was written for."""

    @property
    def is_long(self) -> bool:
        """Whether it needs more than one line."""
        return self.wordWrap()

    def show_entries(self, entries: Iterable[LegendEntry], style: PlotStyle, room: int) -> bool:
        """Write entries for a width in pixels; tell whether anything changed.

        A label that is written lays its view out, which is too dear for each Frame of a race.
        """
        metrics = self.fontMetrics()
        text = BETWEEN.join(
            item(getattr(style, entry.colour), entry.sign, entry.name, metrics, room)
            for entry in entries
        )
        if (text, room) == self._written:
            return False
        self._written = text, room
        self.setWordWrap(False)
        self.setText(text)
        self.setWordWrap(self.sizeHint().width() > room)
        return True

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._written = "", 0  # the same text has another width
        super().changeEvent(event)


class RunLegend(QLabel):
    """Which runs a view draws; it has lines of its own, as many as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setContentsMargins(6, 0, 6, 0)
        self.hide()

    def show_runs(
        self, runs: Sequence[tuple[int, str]], left_out: Sequence[str], style: PlotStyle, width: int
    ) -> None:
        """Name runs, each a number of its style and a name, in a width in pixels.

        ``left_out`` are the names of those that are not drawn, as their losses are others.
        """
        margins, metrics = self.contentsMargins(), self.fontMetrics()
        room = width - margins.left() - margins.right()
        names = [item(style.run_colour(run), LINE, name, metrics, room) for run, name in runs]
        if left_out:
            told = self.tr("not drawn, of another loss: {names}")
            names.append(escape(told.format(names=", ".join(left_out))))
        text = BETWEEN.join(names)
        if text != self.text():
            self.setText(text)


def item(colour: str, sign: str, name: str, metrics: QFontMetrics, room: int) -> str:
    """Write an item of a legend; lines break before and after, and only within a long one.

    What cannot be broken and is wider than ``room`` is elided: half a word tells nothing.
    """
    room -= metrics.horizontalAdvance(sign + " ")
    parts = name.split(" ") if len(name) > LONG else [name]
    fitted = (metrics.elidedText(part, Qt.TextElideMode.ElideRight, room) for part in parts)
    text = " ".join(escape(part).replace(" ", "&nbsp;") for part in fitted)
    return f'<span style="color:{colour}">{sign}</span>&nbsp;{text}'
