"""A folder or an archive as a tree of files; an archive is read and never unpacked."""

import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Protocol

from training.data.collections.collection import CollectionError
from training.disk import open_file
from training.text import Text

MOST_FILES = 2_000_000
MOST_BYTES = 200_000_000
"""Of one file: the largest of CIFAR-10 has 31 MB."""


class Tree(Protocol):
    """Files by their relative paths, with ``/`` between the parts."""

    def names(self) -> list[str]:
        """Return the paths of all files, in order."""

    def read(self, name: str) -> bytes:
        """Return what a file holds; raise CollectionError where it cannot be read."""


def _too_large(name: str) -> CollectionError:
    return CollectionError(
        "“{name}” is too large: more than {most} MB.", name=name, most=MOST_BYTES // 1_000_000
    )


class FolderTree:
    """The files of a folder and of those in it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        """Return the paths of all files, in order."""
        paths = []
        for folder, folders, files in os.walk(self._path):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            inner = Path(folder).relative_to(self._path)
            paths += [(inner / name).as_posix() for name in files]
            if len(paths) > MOST_FILES:
                raise CollectionError("This folder has too many files to be a collection.")
        return sorted(paths)

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        path = self._path / name
        try:
            with open_file(path) as file:  # a link may lead to an endless device
                content = file.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise _too_large(name)
            return content
        except OSError as error:
            raise _unreadable(name, error.strerror or str(error)) from None


class ZipTree:
    """The files of a zip archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        infos = (info for info in archive.infolist() if not info.is_dir())
        self._infos = {info.filename: info for info in infos if _is_name(info.filename)}

    def names(self) -> list[str]:
        """Return the paths of all files, in order."""
        return sorted(map(_harmless, self._infos))

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        if self._infos[name].file_size > MOST_BYTES:
            raise _too_large(name)
        try:
            return self._archive.read(self._infos[name])
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
            raise _unreadable(name, str(error)) from None
        except NotImplementedError:
            raise _unreadable(name, Text("it is packed in an unknown way")) from None


class TarTree:
    """The files of a tar archive, packed or not."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        infos = (info for info in archive if info.isfile())
        self._infos = {info.name: info for info in infos if _is_name(info.name)}

    def names(self) -> list[str]:
        """Return the paths of all files, in order."""
        return sorted(map(_harmless, self._infos))

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        info = self._infos[name]
        if info.size > MOST_BYTES:
            raise _too_large(name)
        try:
            file = self._archive.extractfile(info)
            content = file.read() if file is not None else b""
        except (tarfile.TarError, zlib.error, OSError, EOFError) as error:
            raise _unreadable(name, str(error)) from None
        if len(content) != info.size:
            raise _unreadable(name, Text("the archive is cut off"))
        return content


def _unreadable(name: str, reason: str | Text) -> CollectionError:
    return CollectionError("“{path}” cannot be read: {reason}.", path=name, reason=reason)


def _is_name(name: str) -> bool:
    """Whether an entry names anything: “.” does not."""
    return bool(PurePosixPath(name.replace("\\", "/")).parts)


def _harmless(name: str) -> str:
    """Refuse a path that leads out of the archive (path traversal)."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise CollectionError(
            "The archive has a file “{name}”, which leads out of it. It is not read.", name=name
        )
    return name


@contextmanager
def open_tree(path: Path) -> Iterator[Tree]:
    """Open a folder or an archive.

    Raises
    ------
    CollectionError
        When it is neither, or is damaged.
    """
    try:
        if path.is_dir():
            yield FolderTree(path)
        elif not path.exists():
            raise CollectionError("“{path}” does not exist.", path=str(path))
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as zipped:
                yield ZipTree(zipped)
        elif tarfile.is_tarfile(path):
            with tarfile.open(path) as archive:
                yield TarTree(archive)
        else:
            raise CollectionError(
                "“{path}” is neither a folder nor a zip or tar archive.", path=str(path)
            )
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise _unreadable(
            str(path), Text("the archive is damaged ({why})", {"why": str(error)})
        ) from None
    except OSError as error:
        raise _unreadable(str(path), error.strerror or str(error)) from None
