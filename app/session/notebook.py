"""Bookmarks and notes of a project, with undo."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from app.recording.journal import Journal
from training.catalog.lessons import Lesson
from training.store import Bookmark, Notebook


class NotebookKeeper(QObject):
    """Holds one Notebook; what the user changes can be undone.

    Signals
    -------
    changed
        Notebook.
    """

    changed = Signal(object)

    def __init__(self, undo_stack: QUndoStack, journal: Callable[[], Journal]) -> None:
        super().__init__()
        self._undo_stack, self._journal = undo_stack, journal
        self.notebook = Notebook()

    def load(self, notebook: Notebook) -> None:
        """Take that of another project."""
        self._set(notebook)

    def keep_arrangement(self, arrangement: str) -> None:
        """Note how the views are arranged."""
        self._set(self.notebook.evolve(arrangement=arrangement))

    def add(self, bookmark: Bookmark) -> None:
        """Add a bookmark, in the order of steps; one at the same step goes."""
        others = [b for b in self.notebook.bookmarks if (b.run, b.step) != _place(bookmark)]
        bookmarks = tuple(sorted([*others, bookmark], key=lambda b: b.step))
        self._change(self.tr("Add bookmark"), bookmarks=bookmarks)

    def remove(self, bookmark: Bookmark) -> None:
        """Remove a bookmark."""
        left = tuple(b for b in self.notebook.bookmarks if b != bookmark)
        self._change(self.tr("Remove bookmark"), bookmarks=left)

    def write(self, notes: str) -> None:
        """Take the notes; what is typed in one go is one step of undo."""
        self._change(self.tr("Write notes"), notes=notes[:1_000_000])

    def set_lesson(self, lesson: Lesson) -> None:
        """Take another lesson, or an edited one; what is typed in one go is one step of undo."""
        self._change(self.tr("Edit lesson"), lesson=lesson)

    def replace_lesson(self, lesson: Lesson) -> None:
        """Take the same lesson in other words, which cannot be undone."""
        self._set(self.notebook.evolve(lesson=lesson))

    def _change(self, text: str, **changes: Any) -> None:
        changed = self.notebook.evolve(**changes)
        if changed != self.notebook:
            self._undo_stack.push(_Change(self, text, changed, frozenset(changes)))

    def _set(self, notebook: Notebook) -> None:
        if notebook != self.notebook:
            self.notebook = notebook
            self._journal().keep_notebook(notebook)
            self.changed.emit(notebook)


def _place(bookmark: Bookmark) -> tuple[str, int]:
    return bookmark.run, bookmark.step


class _Change(QUndoCommand):
    def __init__(
        self, keeper: NotebookKeeper, text: str, new: Notebook, fields: frozenset[str]
    ) -> None:
        super().__init__(text)
        self._keeper, self._old, self._new = keeper, keeper.notebook, new
        self._fields = fields

    @override
    def id(self) -> int:
        return 2 if self._fields in ({"notes"}, {"lesson"}) else -1

    def _goes_on(self, other: "_Change") -> bool:
        """Tell whether the other edits the same notes, or the same cue."""
        lists = [len(edit.lesson.cues) for edit in (self._old, self._new, other._new)]
        return self._fields == other._fields and len(set(lists)) == 1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or not self._goes_on(other):
            return False
        self._new = other._new
        return True

    @override
    def redo(self) -> None:
        self._keeper._set(self._new)

    @override
    def undo(self) -> None:
        self._keeper._set(self._old)
