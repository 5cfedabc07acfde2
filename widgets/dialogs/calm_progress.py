"""How far something is, beside what one does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from typing_extensions import override


class CalmProgress(QProgressDialog):
    """Is cancelled by a click or by Escape, and by no key that was meant for the window."""

    def __init__(self, text: str, cancel: str, most: int, parent: QWidget) -> None:
        super().__init__(text, "", 0, most, parent)
        button = QPushButton(cancel)
        button.setAutoDefault(False)
        self.setCancelButton(button)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoReset(False)
        self.setAutoClose(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.canceled.emit()
        else:
            super().keyPressEvent(event)
