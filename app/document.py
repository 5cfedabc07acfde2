"""The document: the experiment on screen, with undo."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from training.settings import Experiment, differences


class Document(QObject):
    """Holds one Experiment; every change of it is one step of undo."""

    experiment_changed = Signal(object)
    path_changed = Signal()

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self._experiment = experiment
        self.path: Path | None = None
        self.undo_stack = QUndoStack(self)
        self._gesture = 0

    @property
    def experiment(self) -> Experiment:
        """The experiment on screen."""
        return self._experiment

    def replace(self, experiment: Experiment, text: str, *, is_drag: bool = False) -> None:
        """Change the experiment; edits of the same settings in one go merge into one undo step.

        Those of a drag do so whatever they change: the first may make other settings of them.
        """
        if experiment != self._experiment:
            paths = tuple(d.path for d in differences(self._experiment, experiment))
            key = self._gesture, () if is_drag else paths
            self.undo_stack.push(_Replace(self, experiment, text, key))

    def end_gesture(self) -> None:
        """Let the next edit be an undo step of its own."""
        self._gesture += 1

    def load(self, experiment: Experiment, path: Path | None) -> None:
        """Begin with another experiment from a file; nothing can be undone then."""
        self.undo_stack.clear()
        self.path = path
        self._set(experiment)
        self.path_changed.emit()

    def saved_as(self, path: Path) -> None:
        """Note that the present experiment is on disk."""
        self.path = path
        self.undo_stack.setClean()
        self.path_changed.emit()

    def _set(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self.experiment_changed.emit(experiment)


class _Replace(QUndoCommand):
    def __init__(self, document: Document, new: Experiment, text: str, key: object) -> None:
        super().__init__(text)
        self._document, self._key = document, key
        self._old, self._new = document.experiment, new

    @override
    def id(self) -> int:
        return 1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Replace) or other._key != self._key:
            return False
        self._new = other._new
        return True

    @override
    def redo(self) -> None:
        self._document._set(self._new)

    @override
    def undo(self) -> None:
        self._document._set(self._old)
