"""How far something is that goes on beside what one does, and what cancels it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget
from typing_extensions import override

PARTS = 1000


class WorkStrip(QWidget):
    """Words, a bar and a button, as long as there is work; it never has the focus.

    Signals
    -------
    cancel_asked
        By a click; the window's Escape is the other way.
    """

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text, self.bar, self.button = QLabel(), QProgressBar(), QToolButton()
        self.bar.setRange(0, PARTS)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.text)
        row.addWidget(self.bar, 1)
        row.addWidget(self.button)
        self._told: tuple[str, float, int | None] = ("", 0.0, None)
        self.hide()
        self.retranslate()

    def show_work(self, text: str, part: float, seconds: int | None) -> None:
        """Say what is done, which part of it, and the seconds left where they are known."""
        self._told = text, part, seconds
        if seconds is not None:
            left = self.tr("{seconds} s left")
            text = f"{text} {left.format(seconds=seconds)}"
        self.text.setText(text)
        self.bar.setValue(round(PARTS * part))
        self.show()

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self.button.setText(self.tr("Cancel (Esc)"))
        if self.isVisible():
            self.show_work(*self._told)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
