"""The one QApplication."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override


class Application(QApplication):
    """Takes files that macOS hands over: by an event, when it likes, and not as arguments."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._waiting: list[Path] = []
        self._open: Callable[[Path], object] | None = None

    def open_with(self, opening: Callable[[Path], object] | None) -> None:
        """Say what opens a file; those that came before there was a window wait for it."""
        self._open = opening
        self._open_waiting()

    def _open_waiting(self) -> None:
        while self._open is not None and self._waiting:
            self._open(self._waiting.pop(0))

    @override
    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().event(event)
        self._waiting.append(Path(event.file()))
        # Opening may ask something, and the system waits for the answer to its event.
        QTimer.singleShot(0, self, self._open_waiting)
        return True
