"""What every view is: a widget fed with messages, that draws only while it is visible."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from superqt import QElidingLabel
from typing_extensions import override

from training.data import Setup
from training.messages import Frame, RunStarted
from widgets.style import LIGHT, PlotStyle

LINE, DASHES, DOTS, POINT = "━━", "╍╍", "┈┈", "●"
"""Signs of a legend: colour is never the only cue."""


class View(QWidget):
    """Base of the views.

    Subclasses take what they need in ``absorb``, cheaply, and paint it in ``redraw``, which is
    called only while they are visible.
    """

    key: ClassVar[str]
    needs: ClassVar[frozenset[type]] = frozenset()
    """Types of the live readings that the engine must compute for this view."""

    enlarge_asked = Signal()
    visibility_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.style_now: PlotStyle = LIGHT
        self._is_stale = False
        self.legend = QLabel()
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

    def title(self) -> str:
        """Return the translated name of the view."""
        raise NotImplementedError

    # --- messages ---

    def show_setup(self, setup: Setup) -> None:
        """Take other data: before a run, or when they changed during one."""

    def begin_run(self, started: RunStarted) -> None:
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

    def mark_stale(self) -> None:
        """Draw now if visible, else when it is shown."""
        if self.isVisible():
            self._is_stale = False
            self.redraw()
        else:
            self._is_stale = True

    # --- look ---

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.style_now = style
        self.note.setFont(style.font(9))
        self.legend.setFont(style.font(9))
        self.show_legend()

    def retranslate(self) -> None:
        """Set all texts in the present language."""

    def entries(self) -> list[tuple[str, str, str]]:
        """Return (colour of the style, sign, translated name) of each item in the legend."""
        return []

    def show_legend(self) -> None:
        """Show the legend above the plot, where it covers no data."""
        parts = [
            f'<span style="color:{getattr(self.style_now, colour)}">{sign}</span> {name}'
            for colour, sign, name in self.entries()
        ]
        self.legend.setText("&nbsp;&nbsp; ".join(parts))

    def add_toggle(self, is_on: bool = False) -> QToolButton:
        """Add a button that stays pressed to the bar above the plot."""
        button = QToolButton(self)
        button.setCheckable(True)
        button.setChecked(is_on)
        button.setAutoRaise(True)
        self.bar.addWidget(button)
        return button

    # --- Qt ---

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

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
