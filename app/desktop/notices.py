"""What is said to the user over a window, and asked: in dialogs, or in the status line."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from training.text import Text
from widgets.text import sentence

NAME = "Fanhua"

Button = QMessageBox.StandardButton


class Notices(QObject):
    """Knows the window that dialogs belong to; whoever shows the status line listens.

    Signals
    -------
    status_set
        Text that stays until the next state.
    status_flashed
        Text that stays long enough to be read, whatever state comes next.
    """

    status_set = Signal(object)
    status_flashed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.parent_widget = parent

    @Slot(object)
    def show_warning(self, problem: Text) -> None:
        """Say what is wrong in a dialog."""
        QMessageBox.warning(self.parent_widget, NAME, sentence(problem))

    def show_information(self, text: str) -> None:
        """Say something in a dialog."""
        QMessageBox.information(self.parent_widget, NAME, text)

    def ask(self, question: str, buttons: Button, default: Button = Button.NoButton) -> Button:
        """Ask in a dialog, and return the button that was pressed."""
        return QMessageBox.question(self.parent_widget, NAME, question, buttons, default)

    def set_status(self, text: Text) -> None:
        """Say something in the status line until the next state."""
        self.status_set.emit(text)

    def flash_status(self, text: Text) -> None:
        """Say something in the status line long enough to be read."""
        self.status_flashed.emit(text)
