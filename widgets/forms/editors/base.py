"""What every editor is, and the plainest: a line of text."""

from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

Guarded = TypeVar("Guarded", bound=QWidget)

TYPING_PAUSE = 300
"""Milliseconds without a key after which typed text is taken."""


class _WheelGuard(QObject):
    """Lets the wheel scroll the panel: over a number or list it must not change it unseen."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ignore the wheel, so that the scroll area below takes it."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Editor(QWidget):
    """Base of the editors."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self._wheel_guard = _WheelGuard(self)

    def guarded(self, widget: Guarded) -> Guarded:
        """Return a spin box, combo box or slider that leaves the wheel alone."""
        widget.installEventFilter(self._wheel_guard)
        return widget

    def set_name(self, name: str, description: str) -> None:
        """Name all that can be operated, for those who do not see the label beside it."""
        for widget in (self, *self.findChildren(QWidget)):
            if widget is self or widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.setAccessibleName(name)
                widget.setAccessibleDescription(description)

    def value(self) -> Any:
        """Return the typed value as JSON would hold it."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without telling that it changed."""
        raise NotImplementedError


class TextEditor(Editor):
    """A line of text, taken when the typing pauses."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setMinimumWidth(40)
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.line.textEdited.connect(self._pause.start)
        self.line.editingFinished.connect(self._on_line_finished)
        # After Enter the keys of the window work again: Space trains.
        self.line.returnPressed.connect(self.line.clearFocus)

    def _on_line_finished(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()

    def value(self) -> Any:
        """Return the text."""
        return self.line.text()

    def set_value(self, value: Any) -> None:
        """Show a text; one that means the same is left as the user typed it."""
        if self.value() != value:
            self.line.setText(self.text_of(value))

    def text_of(self, value: Any) -> str:
        """Write a value as text."""
        return str(value)
