"""How many bytes the runs of the list take on the disk."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.runs.registry import RunRegistry
from training.store import RunInfo, StoreError

LOOK, SOON = 1000, 20
"""Milliseconds between two looks; until the first one at a run that is new in the list."""


@dataclass(frozen=True, slots=True)
class _Look:
    step: int
    size: int
    is_last: bool
    """What belongs to the step may be written after it was told: so it is looked at twice."""


class RecordedSize(QObject):
    """Follows the list of runs; looks at one run at a time, since each costs milliseconds.

    Signals
    -------
    changed
        Bytes of all runs in the list, in the journal or the project that was opened.
    """

    changed = Signal(object)

    def __init__(self, registry: RunRegistry) -> None:
        super().__init__()
        self._registry = registry
        self._looks: dict[str, _Look] = {}
        """By key of the run, the longest ago first."""
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._look)
        registry.run_list.changed.connect(self._on_list_changed)

    @Slot(object)
    def _on_list_changed(self, runs: tuple[RunInfo, ...]) -> None:
        keys = {run.key for run in runs}
        self._looks = {key: look for key, look in self._looks.items() if key in keys}
        self._tell()
        if not keys <= self._looks.keys():
            self._clock.start(SOON)
        elif not self._clock.isActive():
            self._clock.start(LOOK)

    def _tell(self) -> None:
        self.changed.emit(sum(look.size for look in self._looks.values()))

    def _due(self) -> Iterator[RunInfo]:
        """Yield the runs that are to be looked at: new ones, then those looked at long ago."""
        runs = self._registry.run_list.runs
        yield from (run for run in runs if run.key not in self._looks)
        by_key = {run.key: run for run in runs}
        for key, look in self._looks.items():
            if by_key[key].step != look.step or not look.is_last:
                yield by_key[key]

    @Slot()
    def _look(self) -> None:
        due = [*self._due()]
        for run in due[:1]:
            before = self._looks.pop(run.key, None)
            size = self._size(run.key, before)
            is_last = before is not None and (before.step, before.size) == (run.step, size)
            self._looks[run.key] = _Look(run.step, size, is_last)
            self._tell()
        if due:
            is_next_new = len(due) > 1 and due[1].key not in self._looks
            self._clock.start(SOON if is_next_new else LOOK)

    def _size(self, run: str, before: _Look | None) -> int:
        reader = self._registry.archive.reader_of(run)
        try:
            return reader.size(run) if reader is not None else 0
        except StoreError:  # damaged, or it takes too long
            return before.size if before is not None else 0
