"""The runs of a session, as a list that the user orders, names, hides and deletes, with undo."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from app.recording.journal import Journal
from training.store import RunInfo
from widgets.plots.style import STYLES

Runs = tuple[RunInfo, ...]


class RunList(QObject):
    """Frozen values in an order.

    Parameters
    ----------
    undo_stack
        Takes what the user does; what happens by itself cannot be undone.
    journal
        Returns where the list is recorded.
    trains
        Whether a run trains: it stays in the list, whatever is done again.

    Signals
    -------
    changed
        All runs, in order.
    """

    changed = Signal(object)

    def __init__(
        self,
        undo_stack: QUndoStack,
        journal: Callable[[], Journal],
        trains: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__()
        self.trains = trains
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
        """Return the lowest style that no run has; where all are taken, that no shown one has."""
        return _free_style(self.runs)

    # --- what happens by itself ---

    def load(self, runs: Iterable[RunInfo]) -> None:
        """Take other runs, of a project that was opened."""
        self._set(tuple(runs))

    def add(self, run: RunInfo) -> None:
        """Add a run at the end."""
        number = 1 + max((run.number for run in self.runs), default=0)
        self._set((*self.runs, run.evolve(number=number)))

    def update(self, key: str, **changes: Any) -> None:
        """Say something else of a run."""
        self.update_all({key: changes})

    def update_all(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Say something else of several runs, by their keys."""
        runs = tuple(run.evolve(**changes.get(run.key, {})) for run in self.runs)
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
        self._set(tuple(run.evolve(is_shown=False) for run in self.runs))

    def show_race(self, race: str) -> None:
        """Show the runs of a race, and no others."""
        members = {run.key for run in self.runs if run.member and run.member.race == race}
        self.update_all({run.key: {"is_shown": run.key in members} for run in self.runs})

    # --- what the user does ---

    def rename(self, key: str, name: str) -> None:
        """Give a run a name."""
        run = self.find(key)
        if run is not None and name != run.name:
            self._undo_stack.push(_Edit(self, self.tr("Rename run"), {key: {"name": name[:200]}}))

    def show(self, keys: Collection[str], is_shown: bool) -> None:
        """Show or hide runs in the views; one whose style is taken meanwhile gets another."""
        runs, edits = [*self.runs], {}
        for number, run in enumerate(self.runs):
            if run.key in keys and run.is_shown != is_shown:
                style = _told_apart(run, runs).style if is_shown else run.style
                edits[run.key] = {"is_shown": is_shown, "style": style}
                runs[number] = run.evolve(**edits[run.key])
        if edits:
            text = self.tr("Show run") if is_shown else self.tr("Hide run")
            self._undo_stack.push(_Edit(self, text, edits))

    def delete(self, keys: Sequence[str]) -> None:
        """Delete runs; what was recorded of them stays until the session ends."""
        deleted = [key for key in keys if self.find(key) is not None and not self.trains(key)]
        if deleted:
            self._undo_stack.push(_Delete(self, self.tr("Delete run"), deleted))

    def _set(self, runs: Runs) -> None:
        if runs != self.runs:
            self.runs = runs
            self._journal().keep_runs(runs)
            self.changed.emit(runs)


def _free_style(runs: Sequence[RunInfo]) -> int:
    shown = [run for run in runs if run.is_shown]
    for others in (runs, shown):
        taken = {run.style % STYLES for run in others}
        free = next((style for style in range(STYLES) if style not in taken), None)
        if free is not None:
            return free
    return len(shown) % STYLES


def _told_apart(run: RunInfo, others: Sequence[RunInfo]) -> RunInfo:
    """Return a run with another style where one that is shown has it already."""
    taken = {other.style % STYLES for other in others if other.is_shown}
    is_taken = run.style % STYLES in taken
    return run.evolve(style=_free_style(others)) if is_taken else run


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
        gone = {key for key in self._keys if not self._runs.trains(key)}
        self._gone = [(i, r) for i, r in enumerate(self._runs.runs) if r.key in gone]
        self._runs.drop(gone)

    @override
    def undo(self) -> None:
        runs = list(self._runs.runs)
        for position, run in self._gone:  # its style may be that of one that began meanwhile
            runs.insert(position, _told_apart(run, runs) if run.is_shown else run)
        self._runs.load(runs)
