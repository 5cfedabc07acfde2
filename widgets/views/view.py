"""What every view is: a widget fed with messages, that draws only while it is visible."""

from collections.abc import Sequence
from html import escape
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from superqt import QElidingLabel
from typing_extensions import override

from training.data.kinds import Data
from training.messages.announcements import Frame, RunStarted
from training.setup.setup import Setup
from widgets.plots.live_plot import LivePlot
from widgets.plots.overlay import Overlay
from widgets.plots.overlay_items import NOTHING, XY, OverlayItems
from widgets.plots.prediction import Guess, Part
from widgets.plots.style import LIGHT, PlotStyle

LINE, DASHES, DOTS, POINT, SMALL_POINT, STAR = "━━", "╍╍", "┈┈", "●", "•", "★"
"""Signs of a legend: colour is never the only cue."""
LONG = 28
"""Characters up to which an entry of a legend is in one line."""
NOTE = 40
"""Pixels that the note beside the legend has at least."""


class View(QWidget):
    """Base of the views.

    Subclasses take what they need in ``absorb``, cheaply, and paint it in ``redraw``, which is
    called only while they are visible. ``read_out`` says what is under the mouse.
    """

    key: ClassVar[str]
    needs: ClassVar[frozenset[type]] = frozenset()
    """Types of the live readings that the engine must compute for this view."""

    draws: ClassVar[tuple[type[Data], ...]] = (Data,)
    """Kinds of data that it can show; views of one key show different ones in one place."""

    is_default: ClassVar[bool] = True
    """Whether it is shown where nothing says which views are."""

    names_runs: ClassVar[bool] = True
    """Whether the other runs are named above what is drawn of them."""

    draws_others: ClassVar[bool] = True
    """Whether other runs are drawn; where not, only the one that is drawn is named."""

    draws_losses: ClassVar[bool] = False
    """Whether it draws losses of runs, which must be the same on one axis."""

    enlarge_asked = Signal()
    visibility_changed = Signal()

    def __init__(self, plot: LivePlot | None = None) -> None:
        super().__init__()
        self.style_now: PlotStyle = LIGHT
        self._is_stale = False
        self.overlays: tuple[Overlay, ...] = ()
        self.left_out: tuple[str, ...] = ()
        """Names of runs that cannot be drawn on these axes: their losses are others."""
        self.started: RunStarted | None = None
        """How the run on screen began; None where a view needs it no more."""
        self.loss = "mse"
        """What the run on screen is trained with, or would be."""
        self._run_name = ""
        self._written = ("", 0)
        """The legend as it is, and the pixels that it was written for."""
        self.plot = plot or LivePlot()
        self.parts: dict[str, Part] = {}
        """What can be hidden for the class to predict it; see ``let_guess``."""
        self.guess: Guess | None = None
        self.overlay_items = OverlayItems(self.plot)
        self.plot.hovered.connect(self._on_plot_hovered)
        self.plot.double_clicked.connect(self.enlarge_asked)
        self._hovered: QPointF | None = None
        self.readout = self.plot.readout
        self.toggles: list[QToolButton] = []
        """Those that change how the view looks."""
        self.legend = QLabel()
        self.legend.setMinimumWidth(1)  # a view may be narrower than its legend
        self.overlay_legend = QLabel()  # has a line of its own, and more where they are many
        self.overlay_legend.setWordWrap(True)
        self.overlay_legend.setMinimumWidth(1)
        self.overlay_legend.setContentsMargins(6, 0, 6, 0)
        self.overlay_legend.hide()
        self.note = QElidingLabel()
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.note.setSizePolicy(
            self.note.sizePolicy().Policy.Ignored, self.note.sizePolicy().Policy.Fixed
        )
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(6, 2, 6, 0)
        self.bar.setSpacing(12)
        self.bar.addWidget(self.legend)
        self.bar.addWidget(self.note, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.bar)
        self.column.addWidget(self.overlay_legend)
        self.body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body.addWidget(self.plot, 1)
        self.column.addLayout(self.body, 1)

    def title(self) -> str:
        """Return the translated name of the view."""
        raise NotImplementedError

    # --- messages ---

    def show_setup(self, setup: Setup) -> None:
        """Take other data: before a run, or when they changed during one."""

    def set_loss(self, loss: str) -> None:
        """Take what the run on screen is trained with, or would be; axes are named after it."""
        self.loss = loss

    def begin_run(self, started: RunStarted) -> None:
        """Begin with a new run."""
        self.forget()
        self.started = started
        if self.guess is not None:
            self.guess.run_begun()

    def forget(self) -> None:
        """Forget the last run."""

    def show_frame(self, frame: Frame) -> None:
        """Take a Frame, and draw it if anyone can see it."""
        if frame.setup is not None:
            self.show_setup(frame.setup)
        self.absorb(frame)
        self.mark_stale()

    def absorb(self, frame: Frame) -> None:
        """Keep what this view draws."""

    def redraw(self) -> None:
        """Draw what was kept."""

    def show_overlays(self, overlays: tuple[Overlay, ...], name: str = "") -> None:
        """Draw other runs behind the one that is shown, whose name is given."""
        self.overlays, self._run_name = overlays, name
        self.draw_overlays()
        self.show_legend()
        self.mark_stale()

    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:  # noqa: ARG002
        """Return what is drawn of an overlay; a view may draw nothing."""
        return ()

    def draw_overlays(self) -> None:
        """Draw them anew: they or the axes changed."""
        self.overlay_items.draw(self.overlays, self._seen_curves, self.style_now)

    def _seen_curves(self, overlay: Overlay) -> Sequence[XY]:
        """Return the curves of an overlay but for one that the class is to predict."""
        hidden = self.guess.hidden_group if self.guess is not None else None
        curves = self.overlay_curves(overlay)
        return [NOTHING if group == hidden else xy for group, xy in enumerate(curves)]

    def show_cursor(self, step: int | None) -> None:
        """Point at the recorded step that is shown; None: what is live is shown."""

    def mark_stale(self) -> None:
        """Draw now if visible, else when it is shown."""
        if self.isVisible():
            self._is_stale = False
            self.redraw()
            self._show_readout()
            if self.guess is not None:
                self.guess.refresh()
        else:
            self._is_stale = True

    # --- under the mouse ---

    def read_out(self, x: float, y: float) -> str:
        """Say in the present language what is drawn at a position, in the plot's coordinates."""
        raise NotImplementedError

    @Slot(object)
    def _on_plot_hovered(self, position: QPointF | None) -> None:
        self._hovered = position
        self._show_readout()

    def _show_readout(self) -> None:
        at = self._hovered
        is_secret = self.guess is not None and self.guess.is_hiding
        self.readout.say("" if at is None or is_secret else self.read_out(at.x(), at.y()))

    # --- look ---

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.style_now = style
        self.plot.set_style(style)
        if self.guess is not None:
            self.guess.set_style(style)
        self.setFont(style.font(9))
        self._written = ("", 0)
        self.show_legend()
        self.draw_overlays()

    def retranslate(self) -> None:
        """Set all texts in the present language."""

    def entries(self) -> list[tuple[str, str, str]]:
        """Return (colour of the style, sign, translated name) of each item in the legend."""
        return []

    def show_legend(self) -> None:
        """Show the legend above the plot, where it covers no data."""
        room = self._legend_room()
        parts = [
            self._entry(getattr(self.style_now, colour), sign, name, room)
            for colour, sign, name in [*self.entries(), *self._guess_entries()]
        ]
        text = "&nbsp;&nbsp; ".join(parts)
        # Overlays come with each Frame of a race, and a label that is written lays the view out.
        if (text, room) != self._written:
            self._written = text, room
            self.legend.setWordWrap(False)
            self.legend.setText(text)
            is_long = self.legend.sizeHint().width() > room
            self.legend.setWordWrap(is_long)  # it has more than one line where one is too long
            self.bar.setStretchFactor(self.legend, 4 if is_long else 0)
        self._show_overlay_legend()

    def _guess_entries(self) -> list[tuple[str, str, str]]:
        is_shown = self.guess is not None and self.guess.is_shown
        return [("guess", DASHES, self.tr("guess"))] if is_shown else []

    def _show_overlay_legend(self) -> None:
        others = self.overlays if self.draws_others else ()
        runs = [(overlay.style, overlay.name) for overlay in others]
        if self._run_name:
            runs.insert(0, (self.style_now.run, self._run_name))
        margins = self.overlay_legend.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        names = [
            self._entry(self.style_now.run_colour(style), LINE, name, room) for style, name in runs
        ]
        if self.left_out:
            told = self.tr("not drawn, of another loss: {names}")
            names.append(escape(told.format(names=", ".join(self.left_out))))
        text = "&nbsp;&nbsp; ".join(names)
        if text != self.overlay_legend.text():
            self.overlay_legend.setText(text)
        is_needed = bool(self.overlays or self.left_out)
        self.overlay_legend.setVisible(self.names_runs and is_needed)

    def _legend_room(self) -> int:
        """Return the pixels that buttons and note leave to the legend."""
        items = (self.bar.itemAt(index) for index in range(self.bar.count()))
        others = [item.widget() for item in items if item is not None]
        taken = sum(
            widget.sizeHint().width() + self.bar.spacing()
            for widget in others
            if isinstance(widget, QToolButton | QComboBox)
        )
        taken += NOTE if self.note.text() else 0
        return self.width() - taken - 2 * self.bar.spacing()

    def _entry(self, colour: str, sign: str, name: str, room: int) -> str:
        """Write an entry; lines break before and after, and only within a long one.

        What cannot be broken and is wider than ``room`` is elided: half a word tells nothing.
        """
        metrics = self.legend.fontMetrics()
        room -= metrics.horizontalAdvance(sign + " ")
        parts = name.split(" ") if len(name) > LONG else [name]
        fitted = (metrics.elidedText(part, Qt.TextElideMode.ElideRight, room) for part in parts)
        text = " ".join(escape(part).replace(" ", "&nbsp;") for part in fitted)
        return f'<span style="color:{colour}">{sign}</span>&nbsp;{text}'

    def show_plot_alone(self) -> None:
        """Leave out what stands beside the plot: one of many such views has no room for it."""
        items = (self.bar.itemAt(index) for index in range(self.bar.count()))
        for item in items:
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()

    def let_guess(self, parts: dict[str, Part]) -> None:
        """Let the class predict parts of the view."""
        self.parts = parts
        self.guess = Guess(self, self)
        self.guess.changed.connect(self.show_legend)
        self.guess.changed.connect(self.draw_overlays)
        self.bar.addWidget(self.guess.button)
        self.column.addWidget(self.guess.said)

    def is_log(self) -> bool:
        """Tell whether heights are drawn as logarithms."""
        return False

    def add_toggle(self, is_on: bool = False, *, is_look: bool = True) -> QToolButton:
        """Add a button that stays pressed to the bar above the plot; most change its look."""
        button = QToolButton(self)
        button.setCheckable(True)
        button.setChecked(is_on)
        button.setAutoRaise(True)
        self.bar.addWidget(button)
        if is_look:
            self.toggles.append(button)
        return button

    # --- Qt ---

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_legend()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visibility_changed.emit()
        if self._is_stale:
            self.mark_stale()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.visibility_changed.emit()
