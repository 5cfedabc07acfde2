import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import apsw
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.samples import small
from tests.training.store.samples import KEYS, numbers, readings, write_project
from training.messages.readings import LIVE_READINGS, Curve, Fit, PeakReading
from training.store import (
    Reader,
    RunInfo,
    StoreError,
    Writer,
    create,
    create_journal,
    open_to_write,
    save_project,
)
from training.store.arrays import DTYPES, from_row, to_row
from training.store.connection import bounded
from training.store.readings import CODECS, from_arrays, to_arrays
from training.store.writer import PART


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "a project.fanhua"
    write_project(path)
    return path


def test_that_what_was_written_is_read(project: Path) -> None:
    reader = Reader.open(project)
    runs, damaged = reader.runs()
    assert [run.name for run in runs] == ["run 0", "run 1"]
    assert not damaged
    assert runs[1].origin is not None
    curves = reader.series(KEYS[0])
    assert curves["batch_loss"].steps.tolist() == list(range(300))
    assert curves["spectrum_error"].values.shape == (6, 5)
    assert curves["spectrum_error"].steps.tolist() == [0, 1, 2, 5, 10, 20]
    assert reader.snapshot_steps(KEYS[0]).tolist() == [0, 10, 20]
    found = reader.snapshot(KEYS[0], 20)
    assert found[Fit].values.tolist() == [20.0] * 7
    assert found[PeakReading].learned_at == (20, None)
    assert reader.checkpoint_steps(KEYS[1]).tolist() == [10]
    assert reader.checkpoint(KEYS[1], 10) == bytes(range(256)) * 40
    assert reader.checkpoint(KEYS[1], 11) == b""
    assert [event.kind for event in reader.events(KEYS[0])] == ["change", "bookmark"]
    assert not reader.snapshot(KEYS[0], 7)
    reader.close()


@pytest.mark.skipif(os.name != "posix", reason="folders are synced otherwise elsewhere")
def test_that_a_saved_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "source.fanhua", tmp_path / "target.fanhua"
    write_project(source)
    happened: list[tuple[str, int]] = []
    sync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        happened.append(("synced", os.fstat(descriptor).st_ino))
        sync(descriptor)

    def replaced(old: Path, new: Path) -> None:
        happened.append(("named", os.stat(old).st_ino))
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    save_project(target, [source], KEYS, lambda *_: None)
    file, folder = target.stat().st_ino, tmp_path.stat().st_ino
    own = [(what, inode) for what, inode in happened if inode in (file, folder)]
    assert own == [("synced", file), ("named", file), ("synced", folder)]


def test_that_a_removed_run_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.fanhua"
    write_project(path)
    connection = apsw.Connection(str(path))
    with Writer(connection) as writer:
        writer.remove_run(KEYS[0])
    for table in ("run", "curve", "snapshot", "checkpoint", "event"):
        column = "id" if table == "run" else "run"
        assert {k for (k,) in connection.execute(f"SELECT {column} FROM {table}")} == {KEYS[1]}
    connection.close()


def test_that_a_large_checkpoint_is_kept_in_parts(tmp_path: Path) -> None:
    path, content = tmp_path / "a.fanhua", bytes(2 * PART + 5)
    connection = create(path)
    with Writer(connection) as writer:
        writer.add_checkpoint(KEYS[0], 3, content)
    connection.close()
    reader = Reader.open(path)
    assert reader.checkpoint(KEYS[0], 3) == content
    reader.close()


def test_that_every_reading_can_be_stored() -> None:
    assert set(CODECS) == LIVE_READINGS
    assert from_arrays(to_arrays(readings(4))).kinds == set(CODECS)
    assert not from_arrays({"newer.values": np.zeros(2)})


@given(
    st.sampled_from(sorted(DTYPES)).flatmap(
        lambda name: arrays.arrays(DTYPES[name], arrays.array_shapes(min_dims=0, max_dims=3))
    )
)
def test_that_arrays_come_back_bit_for_bit(array: np.ndarray) -> None:
    back = from_row(*to_row(array))
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()
    assert not back.flags.writeable


def statement(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM run; END", "no Fanhua project"),
        ("CREATE VIEW v AS SELECT * FROM run", "no Fanhua project"),
        ("CREATE VIRTUAL TABLE f USING fts5(a)", "no Fanhua project"),
        ("CREATE INDEX i ON run(position)", "no Fanhua project"),
        ("DROP TABLE event", "no Fanhua project"),
        ("PRAGMA user_version = 2", "newer Fanhua"),
        ("PRAGMA user_version = 0", "damaged"),
        ("PRAGMA application_id = 7", "not a Fanhua project"),
    ],
)
def test_that_a_file_that_is_no_project_is_refused(project: Path, sql: str, words: str) -> None:
    statement(project, sql)
    with pytest.raises(StoreError, match=words):
        Reader.open(project)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "not a Fanhua"), (b"SQLite format 3\0" + bytes(200), "not a Fanhua"), (None, "read")],
)
def test_that_other_files_are_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "a.fanhua"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        Reader.open(path)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE run SET info = '{}' WHERE id = (SELECT min(id) FROM run)",
        "UPDATE run SET info = replace(info, '\"seed\":0', '\"seed\":-1')"
        " WHERE id = (SELECT min(id) FROM run)",
    ],
)
def test_that_a_damaged_run_is_left_out_and_named(project: Path, sql: str) -> None:
    statement(project, sql)
    reader = Reader.open(project)
    runs, damaged = reader.runs()
    assert [run.name for run in runs] == ["run 1"]
    assert damaged == [KEYS[0]]
    reader.close()


@pytest.mark.parametrize("change", ["crc = crc + 1", "count = 1000000000", "width = 0"])
def test_that_a_damaged_piece_of_a_curve_costs_that_piece(project: Path, change: str) -> None:
    statement(project, f"UPDATE curve SET {change} WHERE run = '{KEYS[0]}' AND first = 150")
    reader = Reader.open(project)
    runs, lost = reader.runs()
    assert [run.name for run in runs] == ["run 0", "run 1"]
    assert not lost
    curves, damaged = reader.curves(KEYS[0])
    assert damaged == 1
    assert curves["batch_loss"].steps.tolist() == [*range(150)]
    assert len(curves["spectrum_error"].steps) == 6
    assert reader.curves(KEYS[1])[1] == 0
    reader.close()


def test_that_opening_changes_nothing_and_leaves_no_files_beside(project: Path) -> None:
    before = project.read_bytes()
    reader = Reader.open(project)
    reader.runs()
    with pytest.raises(apsw.ReadOnlyError):
        reader._connection.execute("DELETE FROM run")
    reader.close()
    assert project.read_bytes() == before
    assert [p.name for p in project.parent.iterdir()] == [project.name]


def test_that_a_query_in_circles_ends(project: Path) -> None:
    reader = Reader.open(project)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(apsw.InterruptError), bounded(reader._connection):
        list(reader._connection.execute(endless))
    reader.close()


def saved(target: Path, sources: list[Path], runs: tuple[str, ...] = KEYS) -> None:
    infos, _ = Reader.open(sources[0], immutable=False).runs()

    def describe(writer: Writer, _: object) -> None:
        for position, info in enumerate(info for info in infos if info.key in runs):
            writer.set_run(position, info)

    save_project(target, sources, runs, describe)


def test_that_a_saved_project_has_all_of_its_sources_and_only_the_wanted_runs(
    project: Path, tmp_path: Path
) -> None:
    journal, target = tmp_path / "journal", tmp_path / "sub folder" / "数据.fanhua"
    target.parent.mkdir()
    create_journal(journal)
    connection = open_to_write(journal)
    with Writer(connection) as writer:
        writer.add_curve(KEYS[1], "batch_loss", numbers(200))
        writer.add_curve(KEYS[1], "batch_loss", numbers(105, first=200))  # it went on there
    saved(target, [project, journal])
    first = Reader.open(target)
    assert len(first.series(KEYS[0])["batch_loss"].steps) == 300
    assert len(first.series(KEYS[1])["batch_loss"].steps) == 305
    assert not len(first.snapshot_steps(KEYS[1]))  # a run is taken whole from the later source
    assert first.checkpoint(KEYS[0], 10) == bytes(range(256)) * 40
    first.close()
    saved(target, [project], runs=(KEYS[1],))
    second = Reader.open(target)
    assert [run.key for run in second.runs()[0]] == [KEYS[1]]
    assert not second.series(KEYS[0])
    second.close()
    assert [p.name for p in target.parent.iterdir()] == [target.name]
    connection.close()


def test_that_a_save_that_fails_leaves_the_target_as_it_was(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "here" / "mine.fanhua"
    target.parent.mkdir()
    target.write_bytes(b"precious")

    def interrupted(writer: Writer, _: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        save_project(target, [project], KEYS, interrupted)
    assert target.read_bytes() == b"precious"
    assert [p.name for p in target.parent.iterdir()] == [target.name]
    with pytest.raises(StoreError, match="cannot be written"):
        save_project(tmp_path / "missing" / "a.fanhua", [project], KEYS, lambda *_: None)
    with pytest.raises(StoreError, match="cannot be written"):
        save_project(tmp_path / "here", [project], KEYS, lambda *_: None)


def test_that_a_run_without_a_spectrum_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.fanhua"
    none = Curve(np.arange(3, dtype=np.int64), np.empty((3, 0), dtype=np.float32))
    connection = create(path)
    with Writer(connection) as writer:
        writer.set_run(0, RunInfo(key=KEYS[0], experiment=small(), step=3))
        writer.add_curve(KEYS[0], "spectrum_error", none)
        writer.add_curve(KEYS[0], "train_loss", numbers(3))
    connection.close()
    reader = Reader.open(path)
    (run,), damaged = reader.runs()
    assert not damaged
    assert reader.series(run.key)["spectrum_error"].values.shape == (3, 0)
    reader.close()


AS_THE_LAST_ONE = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)  # SQLite's SHARED_FIRST
"""


@pytest.mark.programs
@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_that_reading_a_journal_leaves_the_locks_of_those_who_write_it(tmp_path: Path) -> None:
    """Found by the random walk: whatever closes a file lets go of all locks of its process on it.

    Another process may then take itself for the last one, and the journal's log away.
    """
    path = tmp_path / "journal"
    create_journal(path)
    window = open_to_write(path)
    with Writer(window) as writer:
        writer.set_meta("first", "1")
    Reader.open(path, immutable=False).close()
    other = [sys.executable, "-c", AS_THE_LAST_ONE, str(path)]
    done = subprocess.run(other, capture_output=True, text=True, timeout=60, check=False)
    assert "BlockingIOError" in done.stderr
    window.close()
