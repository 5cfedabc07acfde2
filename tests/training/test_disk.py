"""Files are replaced whole, keep their permissions, and nothing is left beside them."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from training.disk import (
    FORGOTTEN,
    FileState,
    expanded,
    open_file,
    put_in_place,
    replacement,
    write_bytes,
)
from training.resources import RESOURCES, ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="permissions are others elsewhere")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@posix
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_that_permissions_are_the_users_or_those_of_the_file_before(
    tmp_path: Path, umask: int
) -> None:
    target, private = tmp_path / "a", tmp_path / "private"
    before = os.umask(umask)
    try:
        write_bytes(target, b"1")
        assert mode(target) == 0o666 & ~umask
        target.chmod(0o640)
        write_bytes(target, b"2")
        assert mode(target) == 0o640
        write_bytes(private, b"3", 0o600)
        assert mode(private) == 0o600
    finally:
        os.umask(before)
    assert names(tmp_path) == ["a", "private"]


def test_that_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_bytes(target, b"before")

    def fail() -> None:
        with replacement(target) as fresh:
            fresh.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == b"before"
    assert names(tmp_path) == ["a"]
    with pytest.raises(FileNotFoundError):
        write_bytes(tmp_path / "no folder" / "a", b"")


def test_that_a_name_may_be_as_long_as_the_disk_takes(tmp_path: Path) -> None:
    target = tmp_path / ("课" * 80)
    write_bytes(target, b"x")
    assert names(tmp_path) == [target.name]


@posix
def test_that_what_a_killed_process_left_is_removed_with_the_next_one(tmp_path: Path) -> None:
    target = tmp_path / "a"
    script = (
        "import os, sys; from pathlib import Path; from training.disk import replacement\n"
        f"with replacement(Path({str(target)!r})) as fresh:\n"
        "    Path(f'{fresh}-journal').touch(); os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -9
    assert len(names(tmp_path)) == 2
    with replacement(target) as mine:
        with replacement(target) as other:  # which is alive and is left alone
            assert mine.exists()
            other.write_bytes(b"1")
        mine.write_bytes(b"2")
    assert names(tmp_path) == ["a"]
    assert target.read_bytes() == b"2"


def test_that_what_nobody_finished_for_a_day_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with replacement(target) as fresh:
        forgotten = fresh.with_name(fresh.name.replace(f"-{os.getpid()}-", "-1-"))
        forgotten.touch()
        os.utime(forgotten, (1, time.time() - FORGOTTEN - 60))
    write_bytes(target, b"x")
    assert names(tmp_path) == ["a"]


def test_that_a_file_that_somebody_else_wrote_has_another_state(tmp_path: Path) -> None:
    target = tmp_path / "a"
    state = write_bytes(target, b"mine")
    assert state == FileState.of(target)
    assert FileState.from_json(state.to_json()) == state  # type: ignore[union-attr]
    write_bytes(target, b"mine")  # the same bytes, but written again
    assert FileState.of(target) != state
    assert FileState.of(tmp_path / "none") is None
    assert FileState.from_json("[1, 2, 3, true]") is None
    assert FileState.from_json("{") is None


@posix
def test_that_only_files_are_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match="not a file"):
            open_file(path)
    (tmp_path / "a").write_bytes(b"x")
    with open_file(tmp_path / "a") as file:
        assert file.read() == b"x"


def test_that_a_home_of_nobody_is_a_path_like_any_other() -> None:
    assert expanded("~nosuchuser/x.csv") == Path("~nosuchuser/x.csv")
    assert expanded("~/x.csv") == Path.home() / "x.csv"


def test_that_a_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        done.append("sync")
        sync(descriptor)

    def replaced(*places: Path) -> None:
        done.append("replace")
        replace(*places)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    fresh, target = tmp_path / "a.part", tmp_path / "a"
    fresh.write_bytes(b"whole")
    put_in_place(fresh, target)
    assert target.read_bytes() == b"whole"
    assert names(tmp_path) == ["a"]
    assert done == ["sync", "replace", *["sync"] * (os.name == "posix")]


def test_that_the_files_of_the_app_are_found() -> None:
    assert (RESOURCES / "presets" / "frequency-principle.json").is_file()
    assert (ROOT / "LICENSE").is_file()
