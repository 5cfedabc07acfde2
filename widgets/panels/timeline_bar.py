"""One scrubber under all views: back to any recorded step, play, and back to what is live."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRect, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)
from superqt import QElidingLabel
from typing_extensions import override

from widgets.plots.style import PlotStyle

SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
TICK = 33
"""Milliseconds between two steps of playing."""
PLAY_SECONDS = 10.0
"""That a whole run takes at speed 1; recorded steps are dense at the beginning."""
NARROWEST = 110
"""Pixels of the slider: the docks beside it give way."""
SAID = 60
"""Pixels of what is said of the step, at least."""
PLAY, PAUSE = "▶", "❚❚"


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A step with a name."""

    step: int
    name: str


class MarkedSlider(QSlider):
    """A slider with a line at each marked position."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.positions: list[int] = []
        self.setMinimumWidth(NARROWEST)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the mouse is, and let it drag the handle from there."""
        at = event.position().toPoint()
        is_beside = event.button() == Qt.MouseButton.LeftButton and not self._handle().contains(at)
        if is_beside:
            self.setValue(self._value_at(at.x()))
        if is_beside and not self._handle().contains(at):  # few steps: it stands beside the mouse
            event.accept()
        else:
            super().mousePressEvent(event)

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        parts = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(parts[0], option, parts[1], self)

    def _value_at(self, x: int) -> int:
        handle = self._handle().width()
        return QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), x - handle // 2, self.width() - handle
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 2))
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        for position in self.positions:
            x = handle // 2 + QStyle.sliderPositionFromValue(
                self.minimum(), self.maximum(), position, self.width() - handle
            )
            painter.drawLine(x, 0, x, self.height() // 3)
        painter.end()


STRETCH = {MarkedSlider: 6, QElidingLabel: 1}
"""Of the width that is left."""


class TimelineBar(QWidget):
    """A slider over the recorded steps; its right end is the present.

    Signals
    -------
    step_chosen
        int, or None for what is live.
    mark_chosen, mark_removed
        Step of a mark.
    mark_asked
        The step that is shown is to be marked.
    """

    step_chosen = Signal(object)
    mark_chosen = Signal(int)
    mark_removed = Signal(int)
    mark_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._steps: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._is_live, self._position = True, 0.0
        self._trains = True
        self._is_narrow = False
        self._actions: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.play = QToolButton()
        self.play.setText(PLAY)
        self.play.setCheckable(True)
        self.play.toggled.connect(self._on_play_toggled)
        self.speed = QComboBox()
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g}×", speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.slider = MarkedSlider()
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.slider.installEventFilter(self)
        self.text = QElidingLabel()
        policy = self.text.sizePolicy().Policy
        self.text.setSizePolicy(policy.Ignored, policy.Preferred)
        self.text.setMinimumWidth(SAID)
        self.live = QToolButton()
        self.live.clicked.connect(self.go_live)
        self._marks: list[TimelineMark] = []
        self.marks = QToolButton()
        self.marks.setText("⚑")
        self.marks.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.marks.setMenu(QMenu(self.marks))
        self.marks.menu().aboutToShow.connect(self._fill_marks)
        for widget in (self.play, self.speed, self.slider, self.text, self.marks, self.live):
            row.addWidget(widget, STRETCH.get(type(widget), 0))
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._on_clock_ticked)
        self.retranslate()
        self.set_steps(self._steps)

    def add_action(self, action: QAction) -> None:
        """Add a button to the right end."""
        button = QToolButton()
        button.setDefaultAction(action)
        self._actions.append(button)
        self.set_narrow(self._is_narrow)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out what is said elsewhere too, where there is little room."""
        self._is_narrow = is_narrow
        self.speed.setVisible(not is_narrow)
        self.text.setVisible(not is_narrow)
        style = Qt.ToolButtonStyle
        for button in self._actions:
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextBesideIcon
            )

    # --- what is told ---

    @Slot(object)
    def set_steps(self, steps: NDArray[np.int64]) -> None:
        """Take the steps that can be shown; the one that is shown stays, or the one before it."""
        was_live, shown = self._is_live, self._shown
        self._steps, self._is_live = steps, was_live or not len(steps)
        position = len(steps) if self._is_live else self._position_of(shown)
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(len(steps))
            self.slider.setValue(position)
        self.setEnabled(len(steps) > 0)
        self._show_text()
        if self._shown != shown:
            self.step_chosen.emit(self._shown)

    @property
    def _shown(self) -> int | None:
        """The step that is shown; None: what is live."""
        return None if self._is_live else int(self._steps[self.slider.value()])

    def _position_of(self, step: int | None) -> int:
        """Return the place of the last step up to one that was shown; the first, if none is."""
        return max(0, int(np.searchsorted(self._steps, step or 0, side="right")) - 1)

    def set_trains(self, trains: bool) -> None:
        """Take whether the run goes on at the right end, or has come to its last step there."""
        self._trains = trains
        self._show_text()

    def set_marks(self, marks: Sequence[TimelineMark]) -> None:
        """Take the steps that have names."""
        self._marks = list(marks)
        steps = [mark.step for mark in marks]
        self.slider.positions = np.searchsorted(self._steps, steps).tolist()
        self.slider.update()

    def show_step(self, step: int) -> None:
        """Put the slider to a step without telling anyone."""
        position = int(np.searchsorted(self._steps, step, side="right")) - 1
        if 0 <= position < len(self._steps):
            self._is_live = False
            with QSignalBlocker(self.slider):
                self.slider.setValue(position)
            self._show_text()

    def set_style(self, style: PlotStyle) -> None:
        """Take sizes."""
        self.setFont(style.font(9))

    # --- what is done ---

    @Slot()
    def go_live(self) -> None:
        """Show the present."""
        self.slider.setValue(self.slider.maximum())

    def _on_slider_moved(self, position: int) -> None:
        self._is_live = position >= len(self._steps)
        if not self._clock.isActive():
            self._position = float(position)
        self._show_text()
        self.step_chosen.emit(None if self._is_live else int(self._steps[position]))

    def _on_play_toggled(self, is_on: bool) -> None:
        self._show_play()
        if not is_on:
            self._clock.stop()
            return
        if self._is_live:  # at the end: from the beginning
            self.slider.setValue(0)
        self._position = float(self.slider.value())
        self._clock.start()

    def _on_clock_ticked(self) -> None:
        count = len(self._steps)
        self._position += self.speed.currentData() * count * TICK / 1000 / PLAY_SECONDS
        self.slider.setValue(min(count, int(self._position)))
        if self._position >= count:
            self.play.setChecked(False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (  # on the slider Left and Right go through time; Right alone is a shortcut elsewhere
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _fill_marks(self) -> None:
        menu = self.marks.menu()
        menu.clear()
        for mark in self._marks:
            menu.addAction(mark.name, partial(self.mark_chosen.emit, mark.step))
        menu.addSeparator()
        menu.addAction(self.tr("Bookmark this step…"), self.mark_asked.emit)
        if self._marks:
            removing = menu.addMenu(self.tr("Remove"))
            for mark in self._marks:
                removing.addAction(mark.name, partial(self.mark_removed.emit, mark.step))

    # --- texts ---

    def _show_play(self) -> None:
        is_on = self.play.isChecked()
        self.play.setText(PAUSE if is_on else PLAY)
        self.play.setToolTip(
            self.tr("Stop playing.") if is_on else self.tr("Play what was recorded.")
        )

    def _show_text(self) -> None:
        step = self._shown
        if step is None:
            self.text.setText(self.tr("live") if self._trains else self.tr("last step"))
            return
        self.text.setText(self.tr("● recorded, step {step}").format(step=f"{step:,}"))

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self._show_play()
        self.speed.setToolTip(self.tr("How fast to play; 1× shows a whole run in ten seconds."))
        self.slider.setToolTip(
            self.tr("Recorded steps, dense at the beginning; the right end is the present.")
        )
        self.slider.setAccessibleName(self.tr("Timeline"))
        self.marks.setToolTip(self.tr("Bookmarks of this run."))
        self.live.setText(self.tr("Live"))
        self.live.setToolTip(self.tr("Back to the present."))
        self._show_text()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
