"""Reading a project file or journal; every row is checked where it comes in."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any

import apsw
import numpy as np
from pydantic import ValidationError

from training.arrays import Steps
from training.messages.readings import Curve, Readings
from training.store.arrays import MOST_VALUES, checked, from_row
from training.store.connection import bounded, open_read_only, size_of, translated_errors
from training.store.readings import from_arrays
from training.store.recorded import BATCH_LOSS, recorded_steps
from training.store.runs import RunInfo
from training.store.schema import DAMAGED, DAMAGED_FILE, StoreError
from training.store.segments import newest_segments

Kinds = tuple[type | UnionType, ...]
CURVE: Kinds = (str, object, object, object, object, object, object)
Row = tuple[Any, ...]
SNAPSHOT: Kinds = (str, str, str, bytes, int)

SIZES = {
    "curve": "coalesce(sum(length(data) + coalesce(length(steps), 0)), 0)",
    **dict.fromkeys(("snapshot", "checkpoint"), "coalesce(sum(length(data)), 0)"),
    "event": "coalesce(sum(length(value)), 0)",
}
"""Table to the bytes of its rows; the length of a value is known without reading it."""
BATCH_LOSSES = (
    "SELECT DISTINCT series FROM curve WHERE run = ? AND series GLOB 'batch_loss*' LIMIT ?"
)
MEASURED = "AND series NOT GLOB 'batch_loss*'"
MOST_MISSING = 10_000_000
"""Steps of a run without a loss."""
MOST_RUNS = 10_000
MOST_ATTACHED = 1000
MOST_TEXT = 5_000_000
MOST_EMPTY = 1000
"""Samples without values that are recorded in one go, and how often."""
MOST_SERIES = 200
"""Of one run; one that began anew counts as another."""


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """The losses of consecutive steps; nan where one is missing.

    Attributes
    ----------
    end
        The step after the last one.
    damaged
        How many pieces of the file were left out.
    """

    end: int
    curve: Curve
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a run at a step; ``value`` depends on ``kind``."""

    step: int
    kind: str
    value: str


class Reader:
    """Reads one file.

    Raises
    ------
    StoreError
        From every method, where the file is damaged there.
    """

    def __init__(self, connection: apsw.Connection, path: Path, *, immutable: bool = True) -> None:
        self._connection, self._path, self._is_immutable = connection, path, immutable

    @classmethod
    def open(cls, path: Path, *, immutable: bool = True) -> "Reader":
        """Open a file; see ``open_read_only``."""
        return cls(open_read_only(path, immutable=immutable), path, immutable=immutable)

    def opened_again(self) -> "Reader":
        """Return another reader of the same file, for another thread."""
        return Reader.open(self._path, immutable=self._is_immutable)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _rows(self, kinds: Kinds, statement: str, *values: Any) -> Iterator[Row]:
        """Yield rows after checking the types of their values, which SQLite does not enforce.

        Their total size is limited by that of the file: rows of a damaged one can share pages.
        """
        with translated_errors(self._path), bounded(self._connection):
            file_size = read = 0
            for row in self._connection.execute(statement, values):
                if not all(map(isinstance, row, kinds)):
                    raise StoreError(DAMAGED)
                read += sum(len(value) for value in row if isinstance(value, bytes))
                if read > file_size:
                    file_size = size_of(self._connection)
                if read > file_size:
                    raise StoreError(DAMAGED_FILE, path=str(self._path))
                yield row

    def meta(self, key: str) -> str | None:
        """Return a value of the table ``meta``."""
        rows = self._rows((str,), "SELECT value FROM meta WHERE key = ?", key)
        return next((value for (value,) in rows), None)

    def runs(self) -> tuple[list[RunInfo], list[str]]:
        """Return the runs in their order, and the names of those that are damaged."""
        runs, damaged = [], []
        statement = "SELECT id, info FROM run ORDER BY position, id LIMIT ?"
        for key, info in self._rows((object, object), statement, MOST_RUNS):
            try:
                runs.append(self._checked_run(key, info))
            except StoreError:
                damaged.append(str(key)[:40])
        return runs, damaged

    def _checked_run(self, key: object, info: object) -> RunInfo:
        if not isinstance(info, str) or len(info) > MOST_TEXT:
            raise StoreError(DAMAGED)
        try:
            run = RunInfo.model_validate_json(info)
        except ValidationError:
            raise StoreError(DAMAGED) from None
        if run.key != key:
            raise StoreError(DAMAGED)
        return run

    # --- curves ---

    def size(self, run: str) -> int:
        """Return the bytes of all that was recorded of a run."""
        statements = (f"SELECT {size} FROM {table} WHERE run = ?" for table, size in SIZES.items())
        rows = (row for statement in statements for row in self._rows((int,), statement, run))
        return sum(size for (size,) in rows)

    def series(self, run: str) -> dict[str, Curve]:
        """Return all curves of a run, each joined; pieces that are damaged are left out."""
        return self.curves(run)[0]

    def steps(self, run: str) -> int:
        """Return how many steps of a run are recorded, without reading its curves."""
        with translated_errors(self._path), bounded(self._connection):
            return recorded_steps(self._connection, run)

    def curve_bytes(self, run: str) -> int:
        """Return how many bytes the curves of a run have."""
        statement = f"SELECT {SIZES['curve']} FROM curve WHERE run = ?"
        return sum(size for (size,) in self._rows((int,), statement, run))

    def losses(self, run: str, begin: int, end: int, most: int) -> Iterator[Losses]:
        """Yield the losses of the steps from ``begin`` to ``end``, about ``most`` at a time."""
        names = (name for (name,) in self._rows((str,), BATCH_LOSSES, run, MOST_SERIES))
        name = newest_segments(names, end).get(BATCH_LOSS)
        statement = (
            "SELECT first, count, width, steps, data, crc FROM curve "
            "WHERE run = ? AND series = ? AND first + count > ? AND first < ? ORDER BY first"
        )
        pieces, step, damaged, left = list[Curve](), begin, 0, MOST_MISSING
        for row in self._rows((object,) * 6, statement, run, name, begin, end):
            try:
                for piece in _pieces((), *row):
                    filled = _behind(step, piece, end, left)
                    pieces += [filled]
                    left -= len(filled.steps) - len(piece.steps)
                    step += len(filled.steps)
            except StoreError:
                damaged += 1
            if step >= begin + most:
                yield Losses(step, Curve.joined(pieces), damaged)
                pieces, begin, damaged = [], step, 0
        if pieces or damaged:
            yield Losses(step, Curve.joined(pieces or [nothing(step, step)]), damaged)

    def measured(self, run: str) -> dict[str, Curve]:
        """Return the curves of a run but for the losses of every step, each joined."""
        return self.curves(run, MEASURED)[0]

    def curves(self, run: str, where: str = "") -> tuple[dict[str, Curve], int]:
        """Return all curves of a run, each joined, and how many of their pieces are damaged."""
        pieces: dict[str, list[Curve]] = {}
        damaged = 0
        statement = (
            "SELECT series, first, count, width, steps, data, crc FROM curve "
            f"WHERE run = ? {where} ORDER BY series, first"
        )
        try:
            for name, *row in self._rows(CURVE, statement, run):
                read = pieces.setdefault(name, [])
                if len(pieces) > MOST_SERIES:
                    raise StoreError(DAMAGED)
                try:
                    read += _pieces(read, *row)
                except StoreError:
                    damaged += 1
        except StoreError:  # rows after a damaged page cannot be reached
            damaged += 1
        return {name: Curve.joined(parts) for name, parts in pieces.items() if parts}, damaged

    # --- snapshots ---

    def snapshot_steps(self, run: str) -> Steps:
        """Return the steps of which there are snapshots, in order."""
        return self._steps("snapshot", run)

    def snapshot(self, run: str, step: int) -> Readings:
        """Return the readings that were taken at a step."""
        statement = "SELECT name, dtype, shape, data, crc FROM snapshot WHERE run = ? AND step = ?"
        rows = self._rows(SNAPSHOT, statement, run, step)
        return from_arrays({name: from_row(*row) for name, *row in rows})

    # --- checkpoints ---

    def checkpoint_steps(self, run: str) -> Steps:
        """Return the steps of which there are checkpoints, in order."""
        return self._steps("checkpoint", run)

    def checkpoint_sizes(self, run: str, until: int) -> dict[int, int]:
        """Return the bytes of each checkpoint up to a step."""
        statement = (
            "SELECT step, sum(length(data)) FROM checkpoint WHERE run = ? AND step <= ? "
            "GROUP BY step"
        )
        return dict(self._rows((int, int), statement, run, until))

    def checkpoint(self, run: str, step: int) -> bytes:
        """Return a checkpoint; empty where there is none."""
        statement = (
            "SELECT part, data, crc FROM checkpoint WHERE run = ? AND step = ? ORDER BY part"
        )
        parts: list[bytes] = []
        for number, data, crc in self._rows((int, bytes, int), statement, run, step):
            if number != len(parts):
                raise StoreError(DAMAGED)
            parts.append(checked(data, crc))
        return b"".join(parts)

    def checkpoint_before(self, run: str, step: int) -> tuple[int, bytes] | None:
        """Return the newest checkpoint up to a step that is whole; None where there is none."""
        steps = self.checkpoint_steps(run)
        for begin in reversed(steps[steps <= step].tolist()):
            with suppress(StoreError):
                return begin, self.checkpoint(run, begin)
        return None

    def _steps(self, table: str, run: str) -> Steps:
        statement = f"SELECT DISTINCT step FROM {table} WHERE run = ? ORDER BY step"
        return np.array([step for (step,) in self._rows((int,), statement, run)], dtype=np.int64)

    # --- attachments ---

    def attachments(self) -> Iterator[tuple[str, bytes]]:
        """Yield names and contents of the files that experiments need; damaged ones are not."""
        statement = "SELECT name, data, crc FROM attachment ORDER BY name LIMIT ?"
        for name, data, crc in self._rows((str, bytes, int), statement, MOST_ATTACHED):
            with suppress(StoreError):
                yield name, checked(data, crc)

    def files(self) -> dict[str, bytes]:
        """Return the attachments that can be read, by name."""
        contents: dict[str, bytes] = {}
        with suppress(StoreError):
            for name, content in self.attachments():
                contents[name] = content
        return contents

    # --- events ---

    def events(self, run: str) -> list[Event]:
        """Return what happened to a run, in order."""
        statement = "SELECT step, kind, value FROM event WHERE run = ? ORDER BY number"
        return [Event(*row) for row in self._rows((int, str, str), statement, run)]


def _pieces(before: Sequence[Curve], *row: object) -> list[Curve]:
    """Return what a row holds of a series: a curve, or none where its samples have no values.

    Raises
    ------
    StoreError
        When the row is damaged, or does not continue where the one before ends.
    """
    match row:
        case (int(first), int(count), int(width), None | bytes() as steps, bytes(data), int(crc)):
            pass
        case _:
            raise StoreError(DAMAGED)
    if width == 0:
        return [_empty(len(before), first, count, steps, data)]
    if not (0 < count <= MOST_VALUES and 0 < width <= MOST_VALUES and 0 <= first <= 2**53):
        raise StoreError(DAMAGED)
    if len(data) != 4 * count * width:
        raise StoreError(DAMAGED)
    checked(data + (steps or b""), crc)
    values = np.frombuffer(data, dtype="<f4").astype(np.float32)
    values = values if width == 1 else values.reshape(count, width)
    curve = Curve(_numbers(first, count, steps), values)
    if before and not _goes_on(before[-1], curve):
        raise StoreError(DAMAGED)
    return [curve]


def _empty(number: int, first: int, count: int, steps: bytes | None, data: bytes) -> Curve:
    """Return samples of width 0; their number is limited, as a few bytes can claim any."""
    is_possible = 0 < count <= MOST_EMPTY and number < MOST_EMPTY and 0 <= first <= 2**53
    if data or not is_possible:
        raise StoreError(DAMAGED)
    return Curve(_numbers(first, count, steps), np.empty((count, 0), dtype=np.float32))


def _numbers(first: int, count: int, steps: bytes | None) -> Steps:
    if steps is None:
        return np.arange(first, first + count, dtype=np.int64)
    if len(steps) != 8 * count:
        raise StoreError(DAMAGED)
    numbers = np.frombuffer(steps, dtype="<i8").astype(np.int64)
    if numbers[0] < 0 or not (np.diff(numbers) > 0).all():
        raise StoreError(DAMAGED)
    return numbers


def _behind(step: int, piece: Curve, end: int, most: int) -> Curve:
    """Return the losses of a piece from ``step`` on, gaps filled with nan.

    Raises
    ------
    StoreError
        When more than ``most`` are missing: a few bytes of a damaged file can claim any number.
    """
    chosen = (piece.steps >= step) & (piece.steps < end)
    steps, values = piece.steps[chosen], piece.values[chosen]
    missing = int(steps[-1]) + 1 - step - len(steps) if len(steps) else 0
    if values.ndim != 1 or missing > most:
        raise StoreError(DAMAGED)
    if not missing:
        return Curve(steps, values)
    whole = nothing(step, int(steps[-1]) + 1)
    filled = whole.values.copy()
    filled[steps - step] = values
    return Curve(whole.steps, filled)


def nothing(begin: int, end: int) -> Curve:
    """Return steps without a loss: nan at each."""
    values = np.full(end - begin, np.nan, dtype=np.float32)
    return Curve(np.arange(begin, end, dtype=np.int64), values)


def _goes_on(before: Curve, after: Curve) -> bool:
    is_same_kind = before.values.shape[1:] == after.values.shape[1:]
    return is_same_kind and bool(after.steps[0] > before.steps[-1])
