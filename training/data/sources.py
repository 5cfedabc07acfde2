"""What the files hold that experiments name: tables, images, collections of images.

An experiment names its file by a path, which says little: the file may lie in the project, be gone
from this computer, or be somebody's whom nobody has asked. So a process is told what paths stand
for: the window by the document that is open, the engine with each request. Without being told, as
in a script, a path stands for what is on the disk.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from training.disk import expanded, open_file
from training.resources import RESOURCES
from training.text import Problem, Text

DATA_FOLDER = RESOURCES / "data"
BUILTIN = "builtin:"
WITH_THE_APP = (BUILTIN, "download:")
"""What paths begin with that lead to no file of a user's."""
MOST_BYTES = 20_000_000
"""Larger files are not kept in a project, and are read where they lie."""

DataSource = bytes | Path | Text
"""What a path stands for: content, the file to read it from, or why it is not to be read."""
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
    """Let a path stand for the file of that name."""
    return expanded(path)


class GivenSources:
    """What somebody else says that paths stand for; all others stand for nothing."""

    def __init__(self) -> None:
        self._sources: Mapping[str, DataSource] = {}

    def add(self, sources: Mapping[str, DataSource]) -> None:
        """Know these from now on."""
        self._sources = {**self._sources, **sources}

    def find(self, path: str) -> DataSource:
        """Return what a path stands for."""
        return self._sources.get(path, Text("“{path}” was not handed over.", {"path": path}))


_find: Find = on_disk


def use(find: Find) -> None:
    """Let paths stand for what ``find`` says, in this process."""
    global _find  # noqa: PLW0603 - as the caches of what is read, it is the process's own
    _find = find


def place(path: str) -> Path:
    """Return where something lies that is read piece by piece; raise SourceError otherwise."""
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
    """Return those that do not come with the app, in order."""
    return sorted(path for path in paths if not path.startswith(WITH_THE_APP))
