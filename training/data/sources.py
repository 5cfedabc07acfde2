"""Resolves paths in experiments to the content of files: tables, images, collections.

A path alone is not enough: the file may be stored in the project, be missing on this computer, or
lie on the disk of somebody who opens a stranger's project and has not agreed to its being read. So
each process sets how paths are resolved: the window by the open document, the engine by each
request. By default, as in a script, a path is a file on the disk.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from training.disk import expanded, open_file
from training.resources import RESOURCES
from training.text import Problem, Text

DATA_FOLDER = RESOURCES / "data"
BUILTIN = "builtin:"
WITH_THE_APP = (BUILTIN, "download:")
"""Prefixes of paths that name no file of the user."""
MOST_BYTES = 20_000_000
"""Larger files are not kept in a project, and are read where they lie."""

DataSource = bytes | Path | Text
"""Content, the file to read it from, or the reason why it may not be read."""
Find = Callable[[str], DataSource]


class SourceError(Problem):
    """A file that cannot be read, or may not be; the message says why."""


class TooLarge(SourceError):
    """A file of more bytes than are read."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(
            "The file has {size:.0f} MB; at most {limit:.0f} MB can be read.",
            size=size / 1e6,
            limit=most / 1e6,
        )


def on_disk(path: str) -> DataSource:
    """Resolve a path to the file of that name."""
    return expanded(path)


class GivenSources:
    """A table of paths and sources that came with a request; other paths are refused."""

    def __init__(self) -> None:
        self._sources: Mapping[str, DataSource] = {}

    def add(self, sources: Mapping[str, DataSource]) -> None:
        """Add or replace entries."""
        self._sources = {**self._sources, **sources}

    def find(self, path: str) -> DataSource:
        """Return the source of a path, or a sentence that says it was not passed on."""
        return self._sources.get(
            path, Text("“{path}” was not passed to the engine.", {"path": path})
        )


_find: Find = on_disk


def use(find: Find) -> None:
    """Resolve paths with ``find`` from now on, in this process."""
    global _find  # noqa: PLW0603 - as the caches of what is read, it is the process's own
    _find = find


def place(path: str) -> Path:
    """Return the file or folder of a path that is read piecemeal; raise SourceError otherwise."""
    if path.startswith(BUILTIN):
        return DATA_FOLDER / Path(path.removeprefix(BUILTIN)).name
    match _find(path):
        case Path() as file:
            return file
        case Text(template, values):
            raise SourceError(template, **values)
        case _:
            raise SourceError("“{path}” is one file, not a folder.", path=path)


def content(path: str, most: int) -> bytes:
    """Return what a file holds.

    Raises
    ------
    TooLarge
        When it has more than ``most`` bytes.
    SourceError
        When it cannot be read, or may not be.
    """
    source = DATA_FOLDER if path.startswith(BUILTIN) else _find(path)
    return source if isinstance(source, bytes) else content_of(place(path), most)


def content_of(file: Path, most: int) -> bytes:
    """Return what a file of the disk holds; see ``content``."""
    named = str(file)
    try:
        with open_file(file) as stream:
            data = stream.read(most + 1)
            if len(data) > most:
                raise TooLarge(stream.seek(0, 2), most)
            return data
    except IsADirectoryError:
        raise SourceError("“{path}” is not a file.", path=named) from None
    except OSError as error:
        reason: object = error.strerror or Text("it cannot be opened")
    except ValueError as error:
        if isinstance(error, SourceError):
            raise
        reason = Text("it cannot be opened")
    raise SourceError("“{path}” cannot be read: {reason}.", path=named, reason=reason)


def of_users(paths: Collection[str]) -> list[str]:
    """Return the paths that name files of the user, sorted."""
    return sorted(path for path in paths if not path.startswith(WITH_THE_APP))
