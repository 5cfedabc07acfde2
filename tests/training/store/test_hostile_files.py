"""Files that claim more than they hold, or hold what we never write: none costs the rest."""

import json
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest

from app.recording.recordings import recorded_losses, recorded_run
from tests.training.store.samples import KEYS, write_project
from training.messages.readings import Series
from training.store import Reader, StoreError, connection, create_journal
from training.store.arrays import checksum

BYTES = 300_000_000


def with_info(connection: apsw.Connection, change: Callable[[dict[str, Any]], None]) -> None:
    ((text,),) = connection.execute("SELECT info FROM run WHERE id = ?", (KEYS[0],))
    info = json.loads(text)
    change(info)
    connection.execute("UPDATE run SET info = ? WHERE id = ?", (json.dumps(info), KEYS[0]))


def nested(depth: int) -> dict[str, Any]:
    """A sentence that holds another twice, and so on."""
    inner: Any = nested(depth - 1) if depth else "x"
    return {"template": "{a}{a}", "values": {"a": inner}}


def device(value: object) -> Callable[[apsw.Connection], None]:
    return lambda c: with_info(c, lambda info: info.update(device=json.dumps(value)))


def formula(text: str) -> Callable[[apsw.Connection], None]:
    return lambda c: with_info(c, lambda info: info["experiment"]["dataset"].update(formula=text))


def many_empty(connection: apsw.Connection) -> None:
    for number in range(1500):
        row = (KEYS[0], "spectrum_error", 10_000_000 * (number + 1), 8_000_000, 0, b"", 0)
        connection.execute("INSERT INTO curve VALUES(?, ?, ?, ?, ?, NULL, ?, ?)", row)


def many_series(connection: apsw.Connection) -> None:
    for number in range(2000):
        row = (KEYS[0], f"spectrum_error@{number}", 0, 1000, 0, b"", 0)
        connection.execute("INSERT INTO curve VALUES(?, ?, ?, ?, ?, NULL, ?, ?)", row)


def huge_segment(connection: apsw.Connection) -> None:
    name, data = f"batch_loss@{'9' * 5000}", bytes(4)
    row = (KEYS[0], name, 0, 1, 1, data, checksum(data))
    connection.execute("INSERT INTO curve VALUES(?, ?, ?, ?, ?, NULL, ?, ?)", row)


def infinite_step(connection: apsw.Connection) -> None:
    data = b"\0\0\0\0\0\0\xf0\x7f"
    statement = "UPDATE snapshot SET dtype = 'f8', shape = '[]', data = ?, crc = ? WHERE name = ?"
    for name in ("peaks.every", "best.step", "landscape.step"):
        connection.execute(statement, (data, checksum(data), name))


CASES: dict[str, Callable[[apsw.Connection], None]] = {
    "templates within templates": device(nested(40)),
    "half of a letter": device({"template": "\ud800", "values": {}}),
    "half of a letter in a value": device({"template": "{a}", "values": {"a": "\udfff"}}),
    "an integer of 310 digits": formula("9" * 310),
    "an integer of 310 digits that is no power": formula(f"x^{'9' * 310}"),
    "samples without values": many_empty,
    "series without end": many_series,
    "a step of 5,000 digits": huge_segment,
    "an infinite step": infinite_step,
}


@pytest.mark.parametrize("name", CASES)
def test_that_a_hostile_file_costs_no_memory_and_no_other_run(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.fanhua"
    write_project(path)
    connection = apsw.Connection(str(path))
    CASES[name](connection)
    connection.close()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    reader = Reader.open(path)
    runs, lost = reader.runs()
    assert {run.key for run in runs} | {*lost} == {*KEYS}
    assert KEYS[1] in {run.key for run in runs}
    for run in runs:
        started, frame = recorded_run(reader, run, 1)
        losses = recorded_losses(reader, run.key, frame.step)
        assert len(losses[Series.BATCH_LOSS].steps) >= 1
        str(started.device).encode()
        run.model_dump_json().encode()  # what is read can be written
    reader.close()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before < BYTES


def test_that_rows_that_share_their_bytes_are_no_more_than_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.fanhua"
    write_project(path)
    reader = Reader.open(path)
    size = path.stat().st_size
    rows = reader._rows((bytes,), "SELECT zeroblob(?1) UNION ALL SELECT zeroblob(?1)", size)
    assert len(next(rows)[0]) == size
    with pytest.raises(StoreError, match="damaged"):
        next(rows)
    reader.close()


def test_that_a_file_that_somebody_else_has_locked_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by the random walk: a journal that was being recovered by its engine."""
    path = tmp_path / "journal"
    create_journal(path)
    monkeypatch.setattr(connection, "PATIENCE", 10)
    other = apsw.Connection(str(path))
    other.pragma("journal_mode", "DELETE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match=r"cannot be read: .*locked"):
        Reader.open(path, immutable=False)
    other.execute("ROLLBACK")
    Reader.open(path, immutable=False).close()
    other.close()
