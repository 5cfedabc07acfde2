"""What is recorded and in no file."""

from PySide6.QtCore import QObject, Signal


class Unsaved(QObject):
    """Counts what is recorded, and knows up to which count it is in a file.

    Signals
    -------
    changed
        Something is in no file, or all is now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.revision = self._saved = 0

    @property
    def is_any(self) -> bool:
        """Whether something was recorded that is in no file."""
        return self.revision != self._saved

    def note(self) -> None:
        """Note that something is recorded which is in no file."""
        was_any = self.is_any
        self.revision += 1
        if not was_any:
            self.changed.emit()

    def mark_saved(self, revision: int) -> None:
        """Note that what was recorded up to a revision is in a file, or need not be."""
        was_any, self._saved = self.is_any, revision
        if was_any != self.is_any:
            self.changed.emit()
