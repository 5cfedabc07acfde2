"""Files that stay readable when another program removes or replaces them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import apsw

from training.disk import open_file
from training.store.schema import StoreError

VFS = "fanhua-held"
_LINKS = Path("/proc")


class HeldFile:
    """A file that is open in this process; others of the same user can open it by ``link``.

    It is open as long as anybody holds this object: the link would lead to another file later.

    Raises
    ------
    StoreError
        When it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO | None = None
        try:
            self._file = open_file(path)
        except OSError as error:
            raise StoreError(
                "“{path}” cannot be read: {reason}.", path=str(path), reason=error.strerror
            ) from None
        link = _LINKS / str(os.getpid()) / "fd" / str(self._file.fileno())
        self.link = link if link.exists() else path
        """Path of the open file's content; the plain path where the system has no such links."""

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


def query(path: Path) -> str:
    """Return the URI parameters with which SQLite opens such a link."""
    return f"&vfs={VFS}" if path.is_relative_to(_LINKS) else ""


class _OpenFile:
    """A read-only VFS file: SQLite's own open would not follow the link."""

    def __init__(self, name: str) -> None:
        self._descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return os.pread(self._descriptor, amount, offset)

    def xFileSize(self) -> int:  # noqa: N802
        return os.fstat(self._descriptor).st_size

    def xClose(self) -> None:  # noqa: N802
        os.close(self._descriptor)

    def xLock(self, _level: int) -> None:  # noqa: N802
        """No lock is needed: project files are replaced, never written in place."""

    xUnlock = xLock  # noqa: N815

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, _operation: int, _pointer: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return int(apsw.SQLITE_IOCAP_IMMUTABLE)


class _Vfs(apsw.VFS):
    def __init__(self) -> None:
        super().__init__(VFS, "")

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name

    def xAccess(self, _name: str, _flags: int) -> bool:  # noqa: N802
        return False  # there is no journal file

    def xOpen(  # type: ignore[override]  # noqa: N802
        self, name: apsw.URIFilename | str | None, _flags: Sequence[int]
    ) -> _OpenFile:
        filename = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        try:
            return _OpenFile(filename)
        except OSError as error:
            raise apsw.CantOpenError(str(error)) from None


_vfs = _Vfs()
