"""What the files hold that are named in the document that is open, and which of them may be read.

A path that came with a project or an experiment is not followed before the user allowed it: it may
lead to a private table, which saving would then put into the project. What is in the project
itself needs no permission, and a file that was read stands for what it held then.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from training.data.sources import MOST_BYTES, DataSource, SourceError, content_of, of_users
from training.disk import expanded
from training.plain import printable
from training.text import Problem, Text

IN_THE_WINDOW = Text("press Space, or choose it yourself")
ON_THE_COMMAND_LINE = Text("add --read-files")


class Known(Protocol):
    """Collections of images that the user chose on this computer, for ever: none is ever kept."""

    def __contains__(self, path: object, /) -> bool: ...

    def add(self, path: str, /) -> None:
        """Remember one more."""


class OpenFiles:
    """The files of one document.

    Parameters
    ----------
    known
        Paths that may be read whichever document names them.
    way
        How a user gives permission.
    """

    def __init__(self, known: Known, way: Text = IN_THE_WINDOW) -> None:
        self._known, self._way = known, way
        self._allowed: set[str] = set()
        self._held: dict[str, bytes] = {}

    def begin(self, held: Mapping[str, bytes]) -> None:
        """Begin another document, which comes with some files."""
        self._allowed, self._held = set(), dict(held)

    def find(self, path: str) -> DataSource:
        """Return what a path stands for."""
        if path in self._held:
            return self._held[path]
        if self.may_read(path):
            return expanded(path)
        return Text(
            "“{path}” is named by a file that you opened. It is read only with your permission: "
            "{way}.",
            {"path": path, "way": self._way},
        )

    def may_read(self, path: str) -> bool:
        """Whether a file of the disk may be read."""
        return _absolute(path) in self._allowed or _absolute(path) in self._known

    def allow(self, path: str, *, is_for_ever: bool = False) -> None:
        """Note that the user chose a file, or allowed it to be read."""
        if of_users([path]):
            self._allowed.add(_absolute(path))
            if is_for_ever:
                self._known.add(_absolute(path))

    def unknown(self, paths: Collection[str]) -> list[str]:
        """Return those of some files that may not be read and are not here."""
        return [p for p in of_users(paths) if p not in self._held and not self.may_read(p)]

    @contextmanager
    def reading(self, path: str, chosen: Path | None = None) -> Iterator[None]:
        """Let a path stand for what the file holds now, unless what is made of it is a Problem.

        ``chosen``: the file, where the user has just chosen it: it is read again.
        """
        before = self._held.get(path)
        if chosen is not None:
            self._held.pop(path, None)
            self.allow(path)
        if path and path not in self._held and of_users([path]) and self.may_read(path):
            with suppress(SourceError):  # said by whoever needs it
                self._held[path] = content_of(chosen or expanded(path), MOST_BYTES)
        try:
            yield
        except Problem:
            self._held.pop(path, None)
            if before is not None:
                self._held[path] = before
            raise

    def content(self, path: str) -> bytes | None:
        """Return what a file held when it was read, None where it was not."""
        return self._held.get(path)


def named(path: Path) -> str:
    """Return a file's path as an experiment can have it: names of archives may be no UTF-8."""
    whole = path.resolve()
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return os.fsencode(whole).decode(encoding)
    return printable(str(whole))


def _absolute(path: str) -> str:
    return os.path.abspath(expanded(path))
