"""What only the lecturer sees: what the class sees, the cue, the next one, notes, and the time."""

import time

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTime, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from widgets.plots.style import PlotStyle

MIRROR = 200
"""Milliseconds between two looks at what the class sees: each paints all of it once more."""


class Mirror(QWidget):
    """A small picture of another widget, as it looks now."""

    def __init__(self) -> None:
        super().__init__()
        self._watched: QWidget | None = None
        self._picture = QPixmap()
        self.setMinimumSize(320, 180)
        self._clock = QTimer(self, interval=MIRROR)
        self._clock.timeout.connect(self._look)

    def watch(self, widget: QWidget | None) -> None:
        """Show a widget from now on, or none."""
        self._watched = widget
        if widget is None:
            self._clock.stop()
        else:
            self._clock.start()

    @Slot()
    def _look(self) -> None:
        if self._watched is not None and self.isVisible():
            picture = self._watched.grab()
            ratio = self.devicePixelRatioF()
            self._picture = picture.scaled(
                self.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._picture.setDevicePixelRatio(ratio)
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        place = QRect(QPoint(), self._picture.deviceIndependentSize().toSize())
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.drawPixmap(place, self._picture)
        painter.end()


class PresenterPanel(QWidget):
    """Stands in the window where the views were, while the class has them."""

    def __init__(self) -> None:
        super().__init__()
        self.mirror = Mirror()
        self.current, self.note, self.following = QLabel(), QLabel(), QLabel()
        self.elapsed, self.clock, self._again = QLabel(), QLabel(), QPushButton()
        for label in (self.current, self.note, self.following):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(1)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._again.clicked.connect(self.begin)
        self._again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        times = QHBoxLayout()
        times.addWidget(self.elapsed)
        times.addWidget(self._again)
        times.addStretch(1)
        times.addWidget(self.clock)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.mirror, 3)
        column.addLayout(times)
        column.addWidget(self.current)
        column.addWidget(self.note, 2)
        column.addWidget(self.following)
        self._started = time.monotonic()
        self._ticking = QTimer(self, interval=500)
        self._ticking.timeout.connect(self._tick)
        self.retranslate()

    @Slot()
    def begin(self) -> None:
        """Count the time from now."""
        self._started = time.monotonic()
        self._ticking.start()
        self._tick()

    def end(self) -> None:
        """Count no longer."""
        self._ticking.stop()

    def show_cue(self, current: str, note: str, following: str) -> None:
        """Show the cue, what the lecturer wants to say, and what comes next."""
        self.current.setText(current)
        self.note.setText(note)
        self.following.setText(self.tr("Next: {cue}").format(cue=following) if following else "")

    @Slot()
    def _tick(self) -> None:
        minutes, seconds = divmod(int(time.monotonic() - self._started), 60)
        self.elapsed.setText(f"{minutes}:{seconds:02}")
        self.clock.setText(QTime.currentTime().toString("HH:mm"))

    def set_style(self, style: PlotStyle) -> None:
        """Take sizes."""
        sizes = {
            self.current: 13,
            self.note: 15,
            self.following: 11,
            self.elapsed: 18,
            self.clock: 18,
        }
        for label, points in sizes.items():
            label.setFont(style.font(points))

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self._again.setText(self.tr("From 0:00"))
        self._again.setToolTip(self.tr("Count the time of the talk from now."))
        self.mirror.setAccessibleName(self.tr("What the class sees"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
