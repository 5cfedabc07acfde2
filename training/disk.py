"""Atomic replacement of files: write a temporary file, sync it, rename it."""

import errno
import json
import os
import platform
import re
import stat
import time
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import BinaryIO

from training.text import Problem

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
ENDING = ".new"
FORGOTTEN = 86_400
"""Age in seconds from which a left-over temporary file is removed, whoever wrote it."""
_OWNED = re.compile(r"([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.new(-journal)?")
"""Host, process and a random number."""


def not_written(path: Path, error: OSError) -> Problem:
    """Say why something cannot be written."""
    reason = error.strerror or str(error)
    return Problem("“{path}” cannot be written: {reason}.", path=str(path), reason=reason)


def expanded(path: str) -> Path:
    """Expand ``~``; return the path unchanged where there is no such user."""
    with suppress(RuntimeError):
        return Path(path).expanduser()
    return Path(path)


def open_file(path: Path) -> BinaryIO:
    """Open a file to read; raise OSError where it is a pipe, a device or anything else.

    Opening one of those can wait for ever, or do something.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is not a file")
    return os.fdopen(descriptor, "rb")


@dataclass(frozen=True, slots=True)
class FileState:
    """Identity of a file's content: if it differs, another program has written the file."""

    device: int
    inode: int
    size: int
    modified_ns: int

    @staticmethod
    def of(path: Path) -> "FileState | None":
        """Return the state of a file, None where there is none."""
        try:
            status = path.stat()
        except OSError:
            return None
        return FileState(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

    def to_json(self) -> str:
        """Return it as text."""
        return json.dumps(astuple(self))

    @staticmethod
    def from_json(text: str) -> "FileState | None":
        """Read what ``to_json`` wrote; None where it is anything else."""
        with suppress(ValueError, RecursionError):
            values = json.loads(text)
            if isinstance(values, list) and [type(value) for value in values] == [int] * 4:
                return FileState(*values)
        return None


PRIVATE = 0o600
"""Permissions of files that only the user may read."""


@contextmanager
def replacement(target: Path, mode: int | None = None) -> Iterator[Path]:
    """Yield an empty file next to ``target``, which replaces it when the block ends.

    Permissions: ``mode``, else those of the target, else the user's default. Temporary files that
    killed processes have left next to the target are removed.

    Raises
    ------
    OSError
        When it cannot be written; what was there before stays.
    """
    remove_left_over(target)
    name = f"{_prefix(target)}{_host()}-{os.getpid()}-{uuid.uuid4().hex[:8]}{ENDING}"
    fresh = target.with_name(name)
    with fresh.open("xb") as file:
        usual = os.fstat(file.fileno()).st_mode
    try:
        if mode is not None:
            fresh.chmod(mode)  # before anything is in it
        yield fresh
        with suppress(OSError):
            usual = target.stat().st_mode
        with suppress(OSError):  # a file system without permissions
            fresh.chmod((usual if mode is None else mode) & 0o777)
        put_in_place(fresh, target)
    finally:
        for path in (fresh, fresh.with_name(f"{name}-journal")):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def write_bytes(target: Path, content: bytes, mode: int | None = None) -> FileState | None:
    """Replace a file atomically, and return its state right after writing.

    Raises
    ------
    OSError
        When it cannot be written; what was there before stays.
    """
    with replacement(target, mode) as fresh:
        fresh.write_bytes(content)
        return FileState.of(fresh)


def put_in_place(fresh: Path, target: Path) -> None:
    """Rename a complete file over the target in the same folder; sync content and folder.

    Raises
    ------
    OSError
        When it cannot be; what was there before stays.
    """
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    fresh.replace(target)
    if os.name == "posix":  # the new name must reach the disk too
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _host() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _prefix(target: Path) -> str:
    """Return the prefix of temporary names for a target, of fixed length."""
    return f".fanhua-{zlib.crc32(os.fsencode(target.name)):08x}."


def remove_left_over(target: Path) -> None:
    """Remove temporary files of a target whose writers are gone."""
    prefix = _prefix(target)
    with suppress(OSError):
        for path in target.parent.iterdir():
            if path.name.startswith(prefix) and _is_left_over(path, path.name[len(prefix) :]):
                path.unlink(missing_ok=True)


def _is_left_over(path: Path, rest: str) -> bool:
    owner = _OWNED.fullmatch(rest)
    if owner is None:
        return False
    if path.stat().st_mtime < time.time() - FORGOTTEN:
        return True
    return os.name == "posix" and owner[1] == _host() and not _is_alive(int(owner[2]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
