"""The document: the experiment on screen, with undo."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from training.disk import FileState
from training.settings import Experiment, differences


class Document(QObject):
    """Holds one Experiment; every change of it is one step of undo."""

    experiment_changed = Signal(object)
    path_changed = Signal()

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self._experiment = experiment
        self.identity = 0
        """Another one with each document: what comes late of one before is known by it."""
        self.path: Path | None = None
        self._on_disk: FileState | None = None
        self.undo_stack = QUndoStack(self)
        self.is_undoing = False
        """Whether the change that is told is one of undo or redo."""
        self._gesture = 0

    @property
    def was_changed_on_disk(self) -> bool:
        """Whether its file is another than the one that was opened or saved."""
        state = FileState.of(self.path) if self.path is not None else None
        return state is not None and state != self._on_disk

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

    def change(self, experiment: Experiment, text: str = "") -> None:
        """Change the experiment, as one step of undo that no other merges with."""
        self.end_gesture()
        self.replace(experiment, text or self.tr("Change"))
        self.end_gesture()

    def end_gesture(self) -> None:
        """Let the next edit be an undo step of its own."""
        self._gesture += 1

    def load(self, experiment: Experiment, path: Path | None, on_disk: FileState | None) -> None:
        """Begin with another experiment from a file; nothing can be undone then.

        ``on_disk`` is the state of the file when it was read.
        """
        self.undo_stack.clear()
        self.identity += 1
        self.path, self._on_disk = path, on_disk
        self._set(experiment)
        self.path_changed.emit()

    def saved_as(self, path: Path, on_disk: FileState | None, undo_index: int) -> None:
        """Note that the experiment is on disk as it was at a place of the undo stack."""
        self.path, self._on_disk = path, on_disk
        if undo_index == self.undo_stack.index():
            self.undo_stack.setClean()
        else:
            self.undo_stack.resetClean()  # what is in the file is no longer on screen
        self.path_changed.emit()

    @contextmanager
    def _undoing(self) -> Iterator[None]:
        self.is_undoing = True
        try:
            yield
        finally:
            self.is_undoing = False

    def _set(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self.experiment_changed.emit(experiment)


class _Replace(QUndoCommand):
    def __init__(self, document: Document, new: Experiment, text: str, key: object) -> None:
        super().__init__(text)
        self._document, self._key = document, key
        self._old, self._new = document.experiment, new
        self._is_first = True

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
        if self._is_first:  # what the user does, which is done by being pushed
            self._is_first = False
            self._document._set(self._new)
            return
        with self._document._undoing():
            self._document._set(self._new)

    @override
    def undo(self) -> None:
        with self._document._undoing():
            self._document._set(self._old)
