"""Records a run in a journal, without blocking the engine."""

from training.messages.budget import BUDGET
from training.messages.readings import Curve, Readings, Series
from training.messages.requests import ResumePoint
from training.store import Reader, StoreError, Writer
from training.store.branch import copy_until
from training.store.journal_writer import Item, JournalWriter, Write
from training.store.readings import to_arrays
from training.store.segments import newest_segments
from training.store.thinning import surplus

CLOSE = 5.0
"""Seconds that the end of a run waits for the disk."""


class Recorder:
    """Records one run.

    Parameters
    ----------
    journal_writer
        Writes for it, and for others.
    run
        Key of the run.
    budget
        See ``Destination``.
    """

    def __init__(self, journal_writer: JournalWriter, run: str, budget: int = BUDGET) -> None:
        self._journal_writer, self._run, self._budget = journal_writer, run, budget
        self._snapshots: dict[int, int] = {}
        self._checkpoints: dict[int, int] = {}
        self._curves: dict[str, list[Curve]] = {}
        self._names: dict[Series, str] = {}
        self._passing: int | None = None
        journal_writer.attach(self._gathered)

    def go_on(self, start: ResumePoint) -> None:
        """Begin with the recording of a run up to a step, this one or another.

        Raises
        ------
        Problem
            When there is no checkpoint to resume from.
        """
        reader = Reader.open(start.path, immutable=False)
        try:
            stored = newest_segments(reader.series(start.run), start.step)
            if reader.checkpoint_before(start.run, start.step) is None:
                raise StoreError("There is no checkpoint up to step {step}.", step=start.step)
            if start.run == self._run:
                self._checkpoints = reader.checkpoint_sizes(self._run, start.step)
        finally:
            reader.close()
        names = frozenset(Series)
        self._names = {Series(name): kept for name, kept in stored.items() if name in names}
        self._journal_writer.put(Item(lambda writer: copy_until(writer, start, self._run)))

    def curve(self, series: Series, curve: Curve) -> None:
        """Keep samples of a series."""
        with self._journal_writer.changed:
            self._curves.setdefault(self._names.get(series, series.value), []).append(curve)

    def restart(self, series: Series, step: int) -> None:
        """Restart a series under a name that contains the step."""
        with self._journal_writer.changed:
            self._names[series] = f"{series.value}@{step}"

    def snapshot(self, step: int, readings: Readings) -> None:
        """Keep the readings at a step."""
        arrays = to_arrays(readings)
        size = sum(array.nbytes for array in arrays.values())
        gone = _thin(self._snapshots, step, size, self._budget // 2)

        def write(writer: Writer) -> None:
            writer.remove_snapshots(self._run, gone)
            writer.add_snapshot(self._run, step, arrays)

        self._journal_writer.put(Item(write, size, True))

    def checkpoint(self, step: int, content: bytes, *, is_kept: bool) -> None:
        """Keep a checkpoint; a passing one only until the next comes."""
        passed, self._passing = self._passing, None if is_kept else step
        gone = [passed] if passed is not None and passed != step else []
        if is_kept:
            gone += _thin(self._checkpoints, step, len(content), self._budget)

        def write(writer: Writer) -> None:
            writer.remove_checkpoints(self._run, gone)
            writer.add_checkpoint(self._run, step, content)

        self._journal_writer.put(Item(write, len(content), True))

    def event(self, step: int, kind: str, value: str) -> None:
        """Keep what happened at a step."""
        self._journal_writer.put(Item(lambda w: w.add_event(self._run, step, kind, value)))

    def flush(self, seconds: float) -> None:
        """Wait until all is on the disk, at most so long."""
        self._journal_writer.flush(seconds)

    def close(self) -> None:
        """Write pending items and end."""
        self._journal_writer.detach(self._gathered)
        self._journal_writer.flush(CLOSE)

    def _gathered(self) -> list[Item]:
        """Join samples, so that each curve gets one row per commit, not per chunk of steps."""
        items = []
        for name, parts in self._curves.items():
            curve = Curve.joined(parts)
            size = curve.steps.nbytes + curve.values.nbytes
            items.append(Item(self._curve_writer(name, curve), size))
        self._curves.clear()
        return items

    def _curve_writer(self, name: str, curve: Curve) -> Write:
        return lambda writer: writer.add_curve(self._run, name, curve)


def _thin(kept: dict[int, int], step: int, size: int, budget: int) -> list[int]:
    """Add a state and return the steps of those to remove for the budget."""
    kept[step] = size
    gone = surplus(kept, budget)
    for old in gone:
        del kept[old]
    return gone
