"""Predict, then reveal: a part of a view is hidden, the class draws it, and both are compared."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QMenu, QToolButton
from superqt import QElidingLabel
from typing_extensions import override

from training.number_format import readable
from training.text import Problem
from widgets.plots.legend import DASHES, Entry
from widgets.plots.live_plot import LivePlot
from widgets.plots.overlay_items import XY
from widgets.plots.style import PlotStyle

COMPARED = 200
"""Places at which guess and truth are compared."""
LEAST = 2
"""Places that a guess has at least."""
FUTURE = "future"
FAR = 1e6
"""Times the width of the view that the curtain reaches."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a view can be hidden.

    Attributes
    ----------
    name
        Returns the translated name.
    truth
        Returns the curve that is to be guessed, as it is drawn.
    items
        What is hidden; nothing for the future, before which a curtain falls.
    group
        Number of the curve that is hidden of the other runs too; None: they stay.
    begin
        Returns where the curtain begins, on the axis.
    room
        Returns the range of the axis in which the class draws; None: as it is.
    """

    name: Callable[[], str]
    truth: Callable[[], XY]
    items: tuple[QGraphicsItem, ...] = ()
    group: int | None = None
    begin: Callable[[], float] | None = None
    room: Callable[[], tuple[float, float]] | None = None


class Guessed(Protocol):
    """A view in which something can be hidden."""

    plot: LivePlot
    style_now: PlotStyle
    parts: dict[str, Part]

    def is_log(self) -> bool:
        """Tell whether heights are drawn as logarithms."""


class Stage(Enum):
    """How far a prediction is."""

    NONE = "none"
    HIDDEN = "hidden"
    REVEALED = "revealed"


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """How far a prediction is: what is hidden, from where on, and what was drawn."""

    stage: Stage
    part: str
    begin: float
    drawn: NDArray[np.float64]


class Guess(QObject):
    """The prediction in one view.

    Signals
    -------
    changed
        Hidden, revealed, or taken away.
    """

    changed = Signal()

    def __init__(self, view: Guessed, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.stage, self.part = Stage.NONE, ""
        self._drawn: NDArray[np.float64] = np.empty((0, 2))
        self._stroke: list[tuple[float, float]] = []
        self._line = pg.PlotCurveItem()
        self._curtain = QGraphicsRectItem()
        self._begin = 0.0
        self.button, self.said = QToolButton(), QElidingLabel()
        self.button.setAutoRaise(True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.clicked.connect(self._on_button_clicked)
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(lambda action: self.hide(action.data()))
        self.said.setContentsMargins(6, 0, 6, 0)
        self.said.hide()
        for z, item in ((50, self._curtain), (60, self._line)):
            item.setZValue(z)
            view.plot.addItem(item, ignoreBounds=True)
            item.hide()
        self.button.installEventFilter(self)
        self._show_button()

    @property
    def is_hiding(self) -> bool:
        """Whether something is hidden: nothing may tell of it."""
        return self.stage is Stage.HIDDEN

    @property
    def hidden_group(self) -> int | None:
        """Number of the curve that is hidden of other runs too."""
        return self._view.parts[self.part].group if self.is_hiding else None

    @property
    def is_shown(self) -> bool:
        """Whether a guess may be drawn."""
        return self.stage is not Stage.NONE

    # --- hide, draw, reveal ---

    def hide(self, part: str = "") -> None:
        """Hide a part, by default the first one, and let the class draw.

        Raises
        ------
        Problem
            When the view has no such part.
        """
        parts = self._view.parts
        part = part or next(iter(parts), "")
        if part not in parts:
            raise Problem("Nothing called “{part}” can be hidden in this view.", part=part)
        self.clear()
        self.part, self.stage = part, Stage.HIDDEN
        found, plot = parts[part], self._view.plot
        if found.begin is not None:
            self._begin = found.begin()
        self._hold()
        for item in found.items:
            item.hide()
        self._draw_curtain()
        plot.box.drag = self._drag
        plot.setCursor(Qt.CursorShape.CrossCursor)
        self._tell()

    @property
    def prediction(self) -> Prediction:
        """How far it is, to come back to it."""
        return Prediction(self.stage, self.part, self._begin, self._drawn)

    def come_back(self, to: Prediction) -> None:
        """Hide and draw what was hidden and drawn then."""
        self.clear()
        if to.stage is Stage.NONE:
            return
        self.hide(to.part)
        self._begin, self._drawn = to.begin, to.drawn
        self._line.setData(to.drawn[:, 0], to.drawn[:, 1])
        self._line.setVisible(len(to.drawn) > 0)
        self._draw_curtain()
        if to.stage is Stage.REVEALED:
            self.reveal()

    def _drag(self, event: Any) -> None:
        """Take a stroke; where it goes it replaces what was drawn before."""
        if event.isStart():
            self._stroke = [self._at(event.buttonDownPos())]
        self._stroke.append(self._at(event.pos()))
        stroke = _by_x(np.array(self._stroke))
        left, right = stroke[0, 0], stroke[-1, 0]
        outside = self._drawn[(self._drawn[:, 0] < left) | (self._drawn[:, 0] > right)]
        joined = _by_x(np.concatenate([outside, stroke]))
        if event.isFinish():
            self._drawn, self._stroke = joined, []
        self._line.setData(joined[:, 0], joined[:, 1])
        self._line.show()

    def _at(self, position: Any) -> tuple[float, float]:
        point = self._view.plot.box.mapToView(position)
        return point.x(), point.y()

    def reveal(self) -> None:
        """Show what was hidden, over what was drawn, and say how far apart they are."""
        if self.stage is not Stage.HIDDEN:
            return
        self.stage = Stage.REVEALED
        for item in self._view.parts[self.part].items:
            item.show()
        self._curtain.hide()
        self._end_drawing()
        self._show_all()
        self._tell()

    def _show_all(self) -> None:
        """Let the axes hold guess and truth."""
        x, y = self._truth()
        parts = [np.column_stack([x, y]), self._drawn]
        known = np.concatenate([p for p in parts if len(p)] or [np.empty((0, 2))])
        known = known[np.isfinite(known).all(axis=1)]
        if not len(known):
            return
        (left, right), (bottom, top) = self._view.plot.box.viewRange()
        low, high = known.min(axis=0), known.max(axis=0)
        self._view.plot.box.setRange(
            xRange=(min(left, low[0]), max(right, high[0])),
            yRange=(min(bottom, low[1]), max(top, high[1])),
            padding=0,
        )

    def clear(self) -> None:
        """Take guess and curtain away."""
        if self.stage is Stage.NONE:
            return
        self.reveal()
        self.stage = Stage.NONE
        self._drawn = np.empty((0, 2))
        self._line.setData([], [])
        self._line.hide()
        self._view.plot.follow_again()
        self._tell()

    def run_begun(self) -> None:
        """Keep what is hidden, in the axes in which the class draws; a guess of before goes."""
        if self.stage is Stage.REVEALED:
            self.clear()
        elif self.is_hiding:
            self._hold()

    def _hold(self) -> None:
        """Let the axes stay where the class draws, as far as the run is to go."""
        room, plot = self._view.parts[self.part].room, self._view.plot
        plot.is_following = False
        if room is not None:
            plot.box.setRange(xRange=room(), padding=0)

    def _end_drawing(self) -> None:
        self._view.plot.box.drag = None
        self._view.plot.setCursor(Qt.CursorShape.ArrowCursor)

    # --- how far apart ---

    def _truth(self) -> XY:
        """Return the curve that was to be guessed; of the future what came after the curtain."""
        part = self._view.parts[self.part]
        x, y = part.truth()
        if part.begin is None:
            return x, y
        after = x >= self._begin
        return x[after], y[after]

    def difference(self) -> tuple[float, float] | None:
        """Return the mean distance of guess and truth, and the part of the truth that was guessed.

        The distance is in units of the axis; of its logarithm where the axis has one. None where
        there is nothing to compare.
        """
        x, y = (np.asarray(values, dtype=np.float64) for values in self._truth())
        known = np.isfinite(x) & np.isfinite(y)
        x, y = x[known], y[known]
        if len(x) < LEAST or len(self._drawn) < LEAST:
            return None
        begin, end = max(x[0], self._drawn[0, 0]), min(x[-1], self._drawn[-1, 0])
        if end <= begin:
            return None
        at = np.linspace(begin, end, COMPARED)
        guess = np.interp(at, self._drawn[:, 0], self._drawn[:, 1])
        distance = float(np.abs(guess - np.interp(at, x, y)).mean())
        return distance, float((end - begin) / (x[-1] - x[0]))

    def entries(self) -> list[Entry]:
        """Return what the legend says of the guess."""
        return [Entry("guess", DASHES, self.tr("guess"))] if self.is_shown else []

    def _sentence(self) -> str:
        found = self.difference() if self.stage is Stage.REVEALED else None
        if found is None:
            hidden = self.tr(
                "Draw with the mouse what you expect; what you draw again replaces it."
            )
            return hidden if self.stage is Stage.HIDDEN else ""
        distance, share = found
        if self._view.is_log():
            text = self.tr("Guess and truth differ by a factor of {number} on average")
            number = readable(10**distance)
        else:
            text = self.tr("Guess and truth are {number} apart on average")
            number = readable(distance)
        told = text.format(number=number)
        if share < 0.95:
            told += self.tr(", over {share} % of the axis").format(share=f"{100 * share:.0f}")
        return told + "."

    # --- look ---

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._line.setPen(style.pen("guess", 3, Qt.PenStyle.DashLine))
        self._curtain.setPen(Qt.PenStyle.NoPen)
        self._curtain.setBrush(QBrush(style.colour("background")))
        self.said.setFont(style.font(10))

    def refresh(self) -> None:
        """Follow what the view draws: the truth may have gone on."""
        if self.stage is Stage.REVEALED:
            self.said.setText(self._sentence())

    def _draw_curtain(self) -> None:
        part = self._view.parts[self.part]
        self._curtain.setVisible(part.begin is not None)
        if part.begin is not None:
            (left, right), (bottom, top) = self._view.plot.box.viewRange()
            far = FAR * max(right - left, top - bottom, 1.0)
            self._curtain.setRect(QRectF(self._begin, -far, far, 2 * far))

    def _tell(self) -> None:
        self._show_button()
        self.changed.emit()

    @property
    def is_under_mouse(self) -> bool:
        """Whether the mouse is over the plot."""
        return bool(self._view.plot.underMouse())

    def go_on(self) -> None:
        """Hide the first part, or reveal what is hidden, or take the guess away."""
        {Stage.NONE: self.hide, Stage.HIDDEN: self.reveal, Stage.REVEALED: self.clear}[self.stage]()

    @Slot()
    def _on_button_clicked(self) -> None:
        if self.stage is not Stage.NONE:  # else the menu opens
            self.go_on()

    def _fill(self) -> None:
        self._menu.clear()
        for key, part in self._view.parts.items():
            self._menu.addAction(part.name()).setData(key)

    def _show_button(self) -> None:
        texts = {
            Stage.NONE: (self.tr("Predict"), self.tr("Hide something, for the class to draw it.")),
            Stage.HIDDEN: (self.tr("Reveal"), self.tr("Show what was hidden over the guess.")),
            Stage.REVEALED: (self.tr("Clear"), self.tr("Take the guess away.")),
        }
        text, tip = texts[self.stage]
        self.button.setText(text)
        self.button.setToolTip(tip)
        self.button.setMenu(self._menu if self.stage is Stage.NONE else None)  # type: ignore[arg-type]
        told = self._sentence()
        self.said.setText(told)
        self.said.setVisible(bool(told))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()  # the legend has another room beside the button
        return super().eventFilter(watched, event)


def _by_x(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Order points, shape (n, 2), by x; of each x the last one counts."""
    _, last = np.unique(points[::-1, 0], return_index=True)
    return points[::-1][last]
