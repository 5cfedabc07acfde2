"""Connections to project files: our own to write, untrusted ones to read."""

import itertools
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import apsw

from training.disk import PRIVATE, open_file
from training.store import held
from training.store.schema import (
    APPLICATION_ID,
    DAMAGED_FILE,
    TABLES,
    VERSION,
    StoreError,
    expected_schema,
)

MAGIC = b"SQLite format 3\0"
HEADER = 100
"""Bytes."""
MOST_BYTES_A_VALUE = 32_000_000
"""Larger values are written in parts; a file that claims more is refused by SQLite itself."""
STEPS_A_BYTE = 2
"""Steps of SQLite's machine for each byte of a file: reading a whole file takes a fifth of it.

A damaged file can make SQLite loop; steps, unlike seconds, do not depend on a slow machine.
"""
STEPS_AT_LEAST = 2_000_000
STEPS_BETWEEN_LOOKS = 20_000

PATIENCE = 2000
"""Milliseconds to wait for another process's lock."""
NOT_NOW = (apsw.BusyError, apsw.LockedError, apsw.CantOpenError)
"""Errors that are not about the content of a file."""


def uri(path: Path) -> str:
    """Return the SQLite URI of a file; its name need not be Unicode."""
    return f"file:{quote(os.fsencode(path.absolute()))}"


def create(path: Path, mode: int = 0o666) -> apsw.Connection:
    """Make a new file for writing; other connections may read it meanwhile.

    Raises
    ------
    OSError
        When it exists already or the folder cannot be written.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    return lay_out(path)


def lay_out(path: Path) -> apsw.Connection:
    """Make the tables of a project in an empty file."""
    connection = apsw.Connection(uri(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
    connection.pragma("page_size", 8192)
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", VERSION)
    with connection:
        for statement in TABLES.values():
            connection.execute(statement)
    return connection


def create_journal(path: Path) -> None:
    """Make a new file in WAL mode, which several connections can use; private to the user."""
    connection = create(path, PRIVATE)
    connection.pragma("journal_mode", "WAL")
    connection.close()


def open_to_write(path: Path) -> apsw.Connection:
    """Open a file of our own, made by ``create_journal``; each commit reaches the disk."""
    connection = apsw.Connection(uri(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
    connection.set_busy_timeout(PATIENCE)
    connection.pragma("synchronous", "FULL")
    return connection


def open_read_only(path: Path, *, immutable: bool = True) -> apsw.Connection:
    """Open a file that someone else may have made, after checking what it is.

    Nothing in it is executed, nothing beside it is read or written when ``immutable``.

    Raises
    ------
    StoreError
        With a sentence for the user.
    """
    if immutable:
        _check_kind(path, *_in_header(path))
    query = ("immutable=1" if immutable else "mode=ro") + held.query(path)
    with translated_errors(path):
        connection = apsw.Connection(
            f"{uri(path)}?{query}",
            flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI,
        )
        try:
            connection.set_busy_timeout(PATIENCE)
            if not immutable:  # closing the file here would drop SQLite's POSIX locks on it
                kinds = map(connection.pragma, ("application_id", "user_version"))
                _check_kind(path, *map(int, kinds))
            _restrict(connection)
            _check_schema(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _in_header(path: Path) -> tuple[int, int]:
    """Return application id and version from the header, before SQLite opens the file."""
    try:
        with open_file(path) as file:
            header = file.read(HEADER)
    except OSError as error:
        raise StoreError(
            "“{path}” cannot be read: {reason}.", path=str(path), reason=error.strerror
        ) from None
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise StoreError("“{path}” is not a Fanhua project.", path=str(path))
    version, application = struct.unpack(">I4xI", header[60:72])
    return application, version


def _check_kind(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise StoreError("“{path}” is not a Fanhua project.", path=str(path))
    if version > VERSION:
        raise StoreError(
            "“{path}” was made by a newer Fanhua (format {version}, this one reads {known}). "
            "Update Fanhua to open it.",
            path=str(path),
            version=version,
            known=VERSION,
        )
    if version < 1:
        raise StoreError(DAMAGED_FILE, path=str(path))


def _restrict(connection: apsw.Connection) -> None:
    for option, value in (
        (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
        (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
        (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
        (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
    ):
        connection.config(option, value)
    connection.enable_load_extension(False)
    for limit, value in (
        (apsw.SQLITE_LIMIT_LENGTH, MOST_BYTES_A_VALUE),
        (apsw.SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (apsw.SQLITE_LIMIT_ATTACHED, 0),
        (apsw.SQLITE_LIMIT_WORKER_THREADS, 0),
    ):
        connection.limit(limit, value)
    connection.execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA query_only=ON")


def _check_schema(connection: apsw.Connection, path: Path) -> None:
    with bounded(connection):
        schema = set(connection.execute("SELECT type, name, sql FROM sqlite_schema LIMIT 100"))
    if schema != expected_schema():
        raise StoreError("“{path}” has tables that no Fanhua project has.", path=str(path))


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """Run the block in one transaction.

    apsw's own context manager holds the GIL during the commit, which would stall the window. BEGIN
    IMMEDIATE waits for the write lock here; upgrading a reader later would fail at once.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(apsw.Error):  # the first error is the one to report
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def size_of(connection: apsw.Connection) -> int:
    """Return the bytes of a file, including pages that are still in the WAL."""
    return int(connection.pragma("page_count")) * int(connection.pragma("page_size"))


@contextmanager
def bounded(connection: apsw.Connection, steps: int | None = None) -> Iterator[None]:
    """Interrupt a query whose work is out of proportion to the file (apsw.InterruptError)."""
    most = steps or STEPS_AT_LEAST + STEPS_A_BYTE * size_of(connection)
    looks = itertools.count(1)
    connection.set_progress_handler(
        lambda: next(looks) * STEPS_BETWEEN_LOOKS > most, STEPS_BETWEEN_LOOKS
    )
    try:
        yield
    finally:
        connection.set_progress_handler(None)


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Translate SQLite's errors on damaged or inaccessible files to StoreError."""
    try:
        yield
    except (apsw.FullError, apsw.ReadOnlyError):
        raise
    except apsw.NotADBError:
        raise StoreError("“{path}” is not a Fanhua project.", path=str(path)) from None
    except NOT_NOW as error:
        raise StoreError(
            "“{path}” cannot be read: {reason}.", path=str(path), reason=str(error)
        ) from None
    except (apsw.Error, MemoryError, OverflowError, UnicodeDecodeError):
        raise StoreError(DAMAGED_FILE, path=str(path)) from None
