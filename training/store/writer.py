"""Writing to a project file or journal: rows in, one transaction at a time."""

from collections.abc import Iterable, Mapping
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from training.messages.readings import Curve
from training.store.arrays import checksum, to_row
from training.store.connection import MOST_BYTES_A_VALUE, transaction
from training.store.runs import RunInfo

PART = MOST_BYTES_A_VALUE // 2


class Writer:
    """Writes rows; ``with writer:`` makes what happens inside one transaction."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> "Writer":
        self._transaction = transaction(self._connection)
        self._transaction.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._transaction.__exit__(*error)

    def set_meta(self, key: str, value: str) -> None:
        """Set one line of what holds for the whole project."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    def set_run(self, position: int, run: RunInfo) -> None:
        """Add a run, or say something else of it."""
        self._connection.execute(
            "INSERT OR REPLACE INTO run VALUES(?, ?, ?)",
            (run.key, position, run.model_dump_json()),
        )

    def set_runs(self, runs: Iterable[RunInfo]) -> None:
        """Set the whole list; what was recorded of runs that it leaves out stays."""
        self._connection.execute("DELETE FROM run")
        for position, run in enumerate(runs):
            self.set_run(position, run)

    def remove_run(self, run: str) -> None:
        """Remove a run and all that was recorded of it."""
        self._connection.execute("DELETE FROM run WHERE id = ?", (run,))
        for table in ("curve", "snapshot", "checkpoint", "event"):
            self._connection.execute(f"DELETE FROM {table} WHERE run = ?", (run,))

    def forget_from(self, run: str, step: int) -> None:
        """Remove what was recorded of a run from a step on; curves are removed whole."""
        self._connection.execute("DELETE FROM curve WHERE run = ?", (run,))
        for table in ("snapshot", "checkpoint", "event"):
            self._connection.execute(f"DELETE FROM {table} WHERE run = ? AND step > ?", (run, step))

    def add_curve(self, run: str, series: str, curve: Curve) -> None:
        """Add samples of a series; their steps come after all that are there."""
        steps, first = curve.steps, int(curve.steps[0])
        follow = np.array_equal(steps, np.arange(first, first + len(steps)))
        packed = None if follow else steps.astype("<i8").tobytes()
        data = curve.values.astype("<f4").tobytes()
        width = curve.values.shape[1] if curve.values.ndim > 1 else 1
        self._connection.execute(
            "INSERT OR REPLACE INTO curve VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (run, series, first, len(steps), width, packed, data, checksum(data + (packed or b""))),
        )

    def add_snapshot(self, run: str, step: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Add the readings at a step, as named arrays."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO snapshot VALUES(?, ?, ?, ?, ?, ?, ?)",
            [(run, step, name, *to_row(array)) for name, array in arrays.items()],
        )

    def has_checkpoint(self, run: str, step: int) -> bool:
        """Tell whether there is a checkpoint."""
        statement = "SELECT 1 FROM checkpoint WHERE run = ? AND step = ? LIMIT 1"
        return self._connection.execute(statement, (run, step)).fetchone() is not None

    def add_checkpoint(self, run: str, step: int, content: bytes) -> None:
        """Add a checkpoint, in parts that no limit forbids."""
        parts = [content[start : start + PART] for start in range(0, len(content), PART)]
        self._connection.executemany(
            "INSERT OR REPLACE INTO checkpoint VALUES(?, ?, ?, ?, ?)",
            [(run, step, number, part, checksum(part)) for number, part in enumerate(parts)],
        )

    def remove_snapshots(self, run: str, steps: Iterable[int]) -> None:
        """Remove snapshots, to save room."""
        self._connection.executemany(
            "DELETE FROM snapshot WHERE run = ? AND step = ?", [(run, step) for step in steps]
        )

    def remove_checkpoints(self, run: str, steps: Iterable[int]) -> None:
        """Remove checkpoints, to save room."""
        self._connection.executemany(
            "DELETE FROM checkpoint WHERE run = ? AND step = ?", [(run, step) for step in steps]
        )

    def add_attachment(self, name: str, content: bytes) -> None:
        """Add a file that an experiment needs, or what it holds now."""
        self._connection.execute(
            "INSERT OR REPLACE INTO attachment VALUES(?, ?, ?)", (name, content, checksum(content))
        )

    def add_event(self, run: str, step: int, kind: str, value: str) -> None:
        """Add what happened to a run at a step."""
        self._connection.execute(
            "INSERT INTO event SELECT ?1, 1 + coalesce(max(number), 0), ?2, ?3, ?4 "
            "FROM event WHERE run = ?1",
            (run, step, kind, value),
        )
