"""A widget that does the work of drawing only while it is visible."""

from abc import abstractmethod

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from typing_extensions import override

from widgets.views.abstract_widget import AbstractWidget


class LazyWidget(AbstractWidget):
    """Remembers that it is stale while it is hidden, and draws when it is shown."""

    visibility_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_stale = False

    @abstractmethod
    def refresh(self) -> None:
        """Draw everything; called while it is visible."""

    @abstractmethod
    def retranslate(self) -> None:
        """Set all texts in the present language."""

    def mark_stale(self) -> None:
        """Draw now if visible, else when it is shown."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.refresh()

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
