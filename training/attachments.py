"""Files that an experiment needs, kept in the project: a table, an image.

An experiment names its file by a path. When a project is opened where that file is no more, the
copy in the project is laid into a folder of ours, under a name that is made of the path, and
found there by whoever reads it: the window and the engine's process alike.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path

from training.disk import PRIVATE, write_bytes

MOST_BYTES = 20_000_000
"""Larger files are not kept in a project."""
KEPT_SECONDS = 30 * 86_400
"""After so long a copy is removed; the project has it still."""


def folder() -> Path:
    """Return where copies lie."""
    return user_data_path("fanhua", appauthor=False) / "attachments"


def copy_of(path: str) -> Path:
    """Return where the copy of a file is, if there is one."""
    return folder() / hashlib.sha256(path.encode()).hexdigest()[:32]


def keep(path: str, content: bytes) -> None:
    """Lay a copy of a file into the folder; raise OSError where that cannot be written."""
    target = copy_of(path)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_old(target.parent)
    write_bytes(target, content, PRIVATE)


def files_named(text: str) -> set[str]:
    """Return the files that experiments name which are written in JSON, wherever they stand."""
    with suppress(ValueError, RecursionError):
        return {*_paths(json.loads(text))}
    return set()


def _paths(value: object) -> Iterator[str]:
    match value:
        case dict():
            path = value.get("path")
            if isinstance(path, str):
                yield path
            for part in value.values():
                yield from _paths(part)
        case list():
            for part in value:
                yield from _paths(part)


def _remove_old(kept: Path) -> None:
    with suppress(OSError):
        for file in kept.iterdir():
            if file.stat().st_mtime < time.time() - KEPT_SECONDS:
                file.unlink()


def read(path: Path) -> bytes | None:
    """Return what a file holds, None where it cannot be kept."""
    with suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size <= MOST_BYTES:
            return path.read_bytes()
    return None
