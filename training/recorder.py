"""Writes what a run measures to a journal, about once a second, in a thread of its own.

Training never waits for the disk. What cannot be written stays in memory and is tried again.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread

import apsw

from training.messages import Curve, Reading, Series
from training.store import Writer, open_to_write
from training.store.readings import to_arrays
from training.text import Text

log = logging.getLogger(__name__)

COMMIT_SECONDS = 0.8
"""Between two commits: with the time that one takes, within a second of what happened."""
MOST_WAITING = 500_000_000
"""Bytes that may wait for a disk that is full; then checkpoints are given up, curves never."""

Write = Callable[[Writer], None]


@dataclass(frozen=True, slots=True)
class _Item:
    write: Write
    size: int
    can_be_lost: bool


class Recorder:
    """Keeps one run in a journal.

    Parameters
    ----------
    path
        Of the journal, which exists.
    run
        Key of the run.
    report
        Called from the recorder's thread with a sentence when writing begins to fail, and with
        None when it works again.
    """

    def __init__(self, path: Path, run: str, report: Callable[[Text | None], None]) -> None:
        self._path, self._run, self._report = path, run, report
        self._curves: dict[str, list[Curve]] = {}
        self._names: dict[Series, str] = {}
        self._items: deque[_Item] = deque()
        self._waiting = 0
        self._temporary: int | None = None
        self._is_failing = self._is_closed = self._is_urgent = False
        self._changed = Condition()
        self._thread = Thread(target=self._serve, name="recorder", daemon=True)
        self._thread.start()

    # --- what the engine tells; returns at once ---

    def curve(self, series: Series, curve: Curve) -> None:
        """Keep samples of a series."""
        with self._changed:
            self._curves.setdefault(self._names.get(series, series.value), []).append(curve)

    def restart(self, series: Series, step: int) -> None:
        """Begin a series anew, under a name that says where."""
        with self._changed:
            self._names[series] = f"{series.value}@{step}"

    def snapshot(self, step: int, readings: Mapping[type, Reading]) -> None:
        """Keep the readings at a step."""
        arrays = to_arrays(readings)
        size = sum(array.nbytes for array in arrays.values())
        self._put(_Item(lambda w: w.add_snapshot(self._run, step, arrays), size, True))

    def checkpoint(self, step: int, content: bytes, *, is_kept: bool) -> None:
        """Keep a checkpoint; one that is not to be kept only until the next."""
        gone, self._temporary = self._temporary, None if is_kept else step

        def write(writer: Writer) -> None:
            if gone is not None and gone != step:
                writer.remove_checkpoints(self._run, [gone])
            writer.add_checkpoint(self._run, step, content)

        self._put(_Item(write, len(content), True))

    def event(self, step: int, kind: str, value: str) -> None:
        """Keep what happened at a step."""
        self._put(_Item(lambda w: w.add_event(self._run, step, kind, value), len(value), False))

    def flush(self) -> None:
        """Write now what waits, without waiting for it."""
        with self._changed:
            self._is_urgent = True
            self._changed.notify()

    def close(self, seconds: float = 5.0) -> None:
        """Write what waits and end; give up after a while where the disk does not take it."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join(seconds)

    def _put(self, item: _Item) -> None:
        with self._changed:
            self._items.append(item)
            self._waiting += item.size
            if self._waiting > MOST_WAITING:
                kept = [item for item in self._items if not item.can_be_lost]
                self._items = deque(kept)
                self._waiting = sum(item.size for item in kept)

    # --- the thread ---

    def _serve(self) -> None:
        connection: apsw.Connection | None = None
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._is_closed or self._is_urgent, timeout=COMMIT_SECONDS
                )
                is_last, self._is_urgent = self._is_closed, False
                batch = self._take()
            try:
                connection = connection or open_to_write(self._path)
                self._write(connection, batch)
            except (apsw.Error, OSError) as error:
                self._failed(batch, error)
                if is_last:
                    break
                time.sleep(COMMIT_SECONDS / 4)
                continue
            self._worked()
            if is_last:
                break
        if connection is not None:
            connection.close()

    def _take(self) -> list[_Item]:
        batch = list(self._items)
        self._items.clear()
        self._waiting = 0
        for name, parts in self._curves.items():
            curve = Curve.joined(parts)
            size = curve.steps.nbytes + curve.values.nbytes
            batch.append(_Item(self._curve_writer(name, curve), size, False))
        self._curves.clear()
        return batch

    def _curve_writer(self, name: str, curve: Curve) -> Write:
        return lambda writer: writer.add_curve(self._run, name, curve)

    @staticmethod
    def _write(connection: apsw.Connection, batch: list[_Item]) -> None:
        if batch:
            with Writer(connection) as writer:
                for item in batch:
                    item.write(writer)

    def _failed(self, batch: list[_Item], error: Exception) -> None:
        with self._changed:
            self._items.extendleft(reversed(batch))
            self._waiting += sum(item.size for item in batch)
        if not self._is_failing:
            self._is_failing = True
            log.warning("recording fails: %s", error)
            self._report(
                Text(
                    "The session cannot be recorded: {reason}. Training goes on, and what was "
                    "recorded waits in memory.",
                    {"reason": str(error)},
                )
            )

    def _worked(self) -> None:
        if self._is_failing:
            self._is_failing = False
            self._report(None)
