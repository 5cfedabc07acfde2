"""The runs of a session, as a list that the user orders, names, hides and deletes, with undo."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from app.journal import Journal
from training.store import RunInfo

Runs = tuple[RunInfo, ...]


class RunList(QObject):
    """Frozen values in an order.

    Parameters
    ----------
    undo_stack
        Takes what the user does; what happens by itself cannot be undone.
    journal
        Returns where the list is recorded.

    Signals
    -------
    changed
        All runs, in order.
    """

    changed = Signal(object)

    def __init__(self, undo_stack: QUndoStack, journal: Callable[[], Journal]) -> None:
        super().__init__()
        self._undo_stack, self._journal = undo_stack, journal
        self.runs: Runs = ()

    def find(self, key: str) -> RunInfo | None:
        """Return a run by its key."""
        return next((run for run in self.runs if run.key == key), None)

    @property
    def shown(self) -> Runs:
        """The runs that are shown."""
        return tuple(run for run in self.runs if run.is_shown)

    def free_style(self) -> int:
        """Return the lowest style that no shown run has."""
        taken = {run.style for run in self.shown}
        return next(style for style in range(len(taken) + 1) if style not in taken)

    # --- what happens by itself ---

    def load(self, runs: Iterable[RunInfo]) -> None:
        """Take other runs, of a project that was opened."""
        self._set(tuple(runs))

    def add(self, run: RunInfo) -> None:
        """Add a run at the end."""
        number = 1 + max((run.number for run in self.runs), default=0)
        self._set((*self.runs, run.model_copy(update={"number": number})))

    def update(self, key: str, **changes: Any) -> None:
        """Say something else of a run."""
        self.update_all({key: changes})

    def update_all(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Say something else of several runs, by their keys."""
        runs = tuple(run.model_copy(update=changes.get(run.key, {})) for run in self.runs)
        changed = [(n, run) for n, run in enumerate(runs) if run != self.runs[n]]
        if not changed:
            return
        self.runs = runs
        for position, run in changed:
            self._journal().keep_run(position, run)
        self.changed.emit(self.runs)

    def drop(self, keys: Iterable[str]) -> None:
        """Leave out runs that are of no use."""
        gone = frozenset(keys)
        if gone:
            self._set(tuple(run for run in self.runs if run.key not in gone))

    def show_none(self) -> None:
        """Hide all runs."""
        self._set(tuple(run.model_copy(update={"is_shown": False}) for run in self.runs))

    # --- what the user does ---

    def rename(self, key: str, name: str) -> None:
        """Give a run a name."""
        run = self.find(key)
        if run is not None and name != run.name:
            self._undo_stack.push(_Edit(self, self.tr("Rename run"), {key: {"name": name[:200]}}))

    def show(self, keys: Iterable[str], is_shown: bool) -> None:
        """Show or hide runs in the views."""
        edits = {
            key: {"is_shown": is_shown}
            for key in keys
            if (run := self.find(key)) is not None and run.is_shown != is_shown
        }
        if edits:
            text = self.tr("Show run") if is_shown else self.tr("Hide run")
            self._undo_stack.push(_Edit(self, text, edits))

    def delete(self, keys: Sequence[str]) -> None:
        """Delete runs; what was recorded of them stays until the session ends."""
        found = [key for key in keys if self.find(key) is not None]
        if found:
            self._undo_stack.push(_Delete(self, self.tr("Delete run"), found))

    def _set(self, runs: Runs) -> None:
        if runs != self.runs:
            self.runs = runs
            self._journal().keep_runs(runs)
            self.changed.emit(runs)


class _Edit(QUndoCommand):
    def __init__(self, runs: RunList, text: str, edits: dict[str, dict[str, Any]]) -> None:
        super().__init__(text)
        self._runs, self._new = runs, edits
        self._old = {
            run.key: {name: getattr(run, name) for name in edits[run.key]}
            for run in runs.runs
            if run.key in edits
        }

    @override
    def redo(self) -> None:
        self._apply(self._new)

    @override
    def undo(self) -> None:
        self._apply(self._old)

    def _apply(self, edits: dict[str, dict[str, Any]]) -> None:
        self._runs.update_all(edits)


class _Delete(QUndoCommand):
    def __init__(self, runs: RunList, text: str, keys: Sequence[str]) -> None:
        super().__init__(text)
        self._runs, self._keys = runs, frozenset(keys)
        self._gone: list[tuple[int, RunInfo]] = []

    @override
    def redo(self) -> None:
        self._gone = [(i, r) for i, r in enumerate(self._runs.runs) if r.key in self._keys]
        self._runs.drop(self._keys)

    @override
    def undo(self) -> None:
        runs = list(self._runs.runs)
        for position, run in self._gone:
            runs.insert(position, run)
        self._runs.load(runs)
