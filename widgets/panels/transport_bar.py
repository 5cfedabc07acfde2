"""The bottom of the window: run, step, reset, speed, and how far the run is."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from superqt import QElidingLabel
from typing_extensions import override

from training.text import Text
from widgets.look.icons import GRID
from widgets.look.tokens import HEIGHT, SPACE
from widgets.panels.play_button import PlayButton
from widgets.panels.timeline_bar import TimelineBar
from widgets.plots.style import PlotStyle
from widgets.text import sentence

SLOWEST, FASTEST = 1.0, 1000.0
TICKS = 60
NARROW, NARROWEST = 1240, 840
"""Pixels of its width: up to which some of it is left out, and which it takes at least."""
SPEED, PROGRESS = 110, 4
"""Pixels: width of the slider, height of the line of progress."""
LEAST_ROOM = 10_000
"""A step for which there is room at least."""
PARTS = 200
"""Parts of the progress bar: each one is a repaint at once, so there are no more than seen."""


class TransportBar(QWidget):
    """Buttons, speed and read-outs of the run."""

    speed_changed = Signal(object)
    """Steps a second as float, or None for as fast as possible."""

    def __init__(self, actions: Iterable[QAction], timeline: TimelineBar) -> None:
        super().__init__()
        self.setObjectName("transport")
        self._timeline, self._scale, self._is_narrow = timeline, 1.0, False
        self.play = PlayButton()
        self._buttons: list[QToolButton] = [self.play]
        self.speed = QSlider(Qt.Orientation.Horizontal)
        self.speed.setRange(0, TICKS)
        self.speed.setValue(TICKS)
        self.speed.setFixedWidth(SPEED)
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed.valueChanged.connect(self._on_speed_moved)
        self.speed_text, self.step_text, self.rate_text = QLabel(), QLabel(), QLabel()
        self.device_text, self.state_text = QLabel(), QElidingLabel()
        self.warning_text = QLabel()
        self.warning_text.setProperty("kind", "problem")
        self.warning_text.hide()
        self._warning: Text | None = None
        self.progress = QProgressBar()
        self.progress.setRange(0, PARTS)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(PROGRESS)
        self._rate, self._step, self._total = 0.0, 0, 0
        self._is_going = False
        self._state = self._device = Text("")
        for label, level in (
            (self.state_text, "2"), (self.rate_text, "2"), (self.device_text, "3")
        ):  # fmt: skip
            label.setProperty("level", level)
        # A long sentence is elided: it must not make the window grow.
        self.state_text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lay_out(actions, timeline)
        self.retranslate()

    def _lay_out(self, actions: Iterable[QAction], timeline: TimelineBar) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.panel_padding_x, 4, SPACE.panel_padding_x, 4)
        row.setSpacing(SPACE.card_gap)
        for number, action in enumerate(actions):
            button = self.play if number == 0 else QToolButton()
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
            if button is not self.play:
                self._buttons.append(button)
        row.addSpacing(SPACE.card_gap)
        row.addWidget(self.step_text)
        said = QHBoxLayout()
        said.addWidget(self.warning_text)
        said.addWidget(self.state_text, 1)
        said.addWidget(self.rate_text)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addWidget(timeline)
        middle.addWidget(self.progress)
        middle.addLayout(said)
        row.addLayout(middle, 1)
        speed = QHBoxLayout()
        speed.setSpacing(SPACE.panel_padding_x)
        speed.addWidget(self.speed)
        speed.addWidget(self.speed_text)
        ends = QVBoxLayout()
        ends.setSpacing(0)
        ends.addStretch(1)
        ends.addLayout(speed)
        ends.addWidget(self.device_text)
        ends.addStretch(1)
        row.addLayout(ends)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._scale = style.scale
        self.setFixedHeight(round(HEIGHT.transport * style.scale))  # the views never move
        self.play.set_scale(style.scale)
        side = round(GRID * style.scale)
        for button in self._buttons:
            button.setIconSize(QSize(side, side))
        self.step_text.setFont(style.font_of("step"))
        self._fit_step()
        for label in (self.state_text, self.rate_text, self.device_text, self.warning_text):
            label.setFont(style.font_of("small"))

    def _fit_step(self) -> None:
        """Leave room for the step that the run ends with: what stands beside it never moves."""
        letters = self.step_text.fontMetrics()
        widest = self.tr("step {step}").format(step=f"{max(self._total, LEAST_ROOM):,}")
        self.step_text.setMinimumWidth(letters.horizontalAdvance(widest))

    def _fit_width(self) -> None:
        """Leave out what is said elsewhere too, where there is little room."""
        is_narrow = self.width() < NARROW * self._scale
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._timeline.set_narrow(is_narrow)
            self.speed_text.setVisible(not is_narrow)
            self.device_text.setVisible(not is_narrow)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(round(NARROWEST * self._scale), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    # --- read-outs ---

    def show_progress(self, step: int, total: int, rate: float, *, is_going: bool = True) -> None:
        """Show the step, of how many, and the steps a second; how long is left while it goes."""
        is_other = total != self._total
        self._step, self._total, self._rate, self._is_going = step, total, rate, is_going
        if is_other:
            self._fit_step()
        self.progress.setValue(round(PARTS * min(1.0, step / max(1, total))))
        self._show_texts()

    def stand_still(self) -> None:
        """Say no longer how much time is left: it waits, or it is over."""
        self._is_going = False
        self._show_texts()

    def _show_texts(self) -> None:
        self.step_text.setText(self.tr("step {step}").format(step=f"{self._step:,}"))
        rate, left = self._rate, self._total - self._step
        # Two digits stand still long enough to be read.
        text = self.tr("{rate} steps/s").format(rate=f"{float(f'{rate:.2g}'):,g}") if rate else ""
        if rate and left > 0 and self._is_going:
            text += " · " + self.tr("{time} left").format(time=_duration(left / rate))
        self.rate_text.setText(text)

    def show_state(self, text: Text) -> None:
        """Show what the run is doing."""
        self._state = text
        self.state_text.setText(sentence(text))
        self.state_text.setToolTip(sentence(text))

    def show_warning(self, problem: Text | None) -> None:
        """Say as long as it lasts that what is measured does not reach the disk."""
        self._warning = problem
        self.warning_text.setVisible(problem is not None)
        self.warning_text.setText("⚠ " + self.tr("not recorded"))
        self.warning_text.setToolTip("" if problem is None else sentence(problem))

    def show_device(self, text: Text) -> None:
        """Show where it trains."""
        self._device = text
        self.device_text.setText(sentence(text))

    # --- controls ---

    @property
    def steps_per_second(self) -> float | None:
        """The chosen speed, None at the right end of the slider."""
        value = self.speed.value()
        if value == TICKS:
            return None
        return float(SLOWEST * (FASTEST / SLOWEST) ** (value / (TICKS - 1)))

    def _on_speed_moved(self) -> None:
        self._show_speed()
        self.speed_changed.emit(self.steps_per_second)

    def _show_speed(self) -> None:
        speed = self.steps_per_second
        self.speed_text.setText(
            self.tr("full speed")
            if speed is None
            else self.tr("{speed}/s").format(speed=f"{speed:.0f}")
        )

    # --- language ---

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self.speed.setToolTip(self.tr("Speed: from one step a second to as fast as possible."))
        self.speed.setAccessibleName(self.tr("Speed"))
        self.speed_text.setMinimumWidth(70)
        self._fit_step()
        self._show_speed()
        self._show_texts()
        self.show_warning(self._warning)
        self.show_state(self._state)
        self.show_device(self._device)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
