"""Saves a project atomically: a new file next to the target, synced, then renamed."""

import errno
import logging
import os
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from training.disk import FileState, replacement
from training.settings.files import files_named
from training.store import held
from training.store.connection import lay_out, transaction, uri
from training.store.recorded import recorded_steps
from training.store.schema import APPLICATION_ID, DAMAGED_FILE, StoreError
from training.store.writer import Writer

log = logging.getLogger(__name__)

RECORDED = ("curve", "snapshot", "checkpoint", "event")
UNREADABLE = (apsw.SQLITE_IOERR_READ, apsw.SQLITE_IOERR_SHORT_READ)

DescribeProject = Callable[[Writer, Mapping[str, int]], None]
"""Writes what is not recorded, given the runs of which something is, and up to which step."""
SaveProgress = Callable[[float], None]
"""Called with the part that is done, 0 to 1; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class SavedProject:
    """What a saved file holds.

    Attributes
    ----------
    runs
        Keys of the runs of which something was recorded and could be read, and up to which step.
    state
        Of the file, as long as nobody else writes it.
    """

    runs: Mapping[str, int]
    state: FileState | None


def save_project(
    target: Path,
    sources: Sequence[Path],
    runs: Iterable[str],
    describe: DescribeProject,
    progress: SaveProgress = lambda _: None,
    files: Collection[str] = (),
) -> SavedProject:
    """Write a project file with what the sources have recorded of some runs.

    What cannot be read in a source that was damaged or taken away is left out; the answer says
    which runs are in the file.

    Parameters
    ----------
    target
        The file; what was there stays until the new one is complete.
    sources
        Journals and project files; a later one goes before an earlier one. They may grow
        meanwhile: what is written is their state at one moment.
    runs
        Keys of the runs to keep.
    describe
        Writes the runs' rows, the experiment, the arrangement.
    progress
        See ``SaveProgress``.
    files
        Names of the attachments that the present experiment needs; those that the runs do are
        kept too, and no others.

    Raises
    ------
    StoreError
        When the file cannot be written; the sentence says why, and the target is untouched.
    """
    try:
        with replacement(target) as fresh, closing(lay_out(fresh)) as connection:
            # Not visible to others yet: synced once, before it is renamed.
            connection.execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
            keys = _copy(connection, sources, list(runs), progress)
            last_steps = {key: recorded_steps(connection, key) for key in keys}
            with Writer(connection) as writer:
                describe(writer, last_steps)
                _leave_out_files(connection, files)
            connection.close()  # complete before it is renamed
            state = FileState.of(fresh)
    except (OSError, apsw.Error) as error:
        raise _refused(target, error) from None
    progress(1.0)
    return SavedProject(last_steps, state)


def check_writable(target: Path) -> None:
    """Raise StoreError where a project could not be saved, before any work is done for it."""
    probe = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise _refused(target, error) from None


def _refused(target: Path, error: Exception) -> StoreError:
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError("“{path}” cannot be written: {reason}.", path=str(target), reason=reason)


def _copy(
    connection: apsw.Connection, sources: Sequence[Path], runs: list[str], progress: SaveProgress
) -> frozenset[str]:
    pieces = max(1, len(sources) * len(runs))
    copied: set[str] = set()
    for number, source in enumerate(sources):
        with _going_on_without(source), _attached(connection, source):
            for done, run in enumerate(runs):
                if _copy_run(connection, run):
                    copied.add(run)
                progress((number * len(runs) + done) / pieces)
            connection.execute("INSERT OR REPLACE INTO attachment SELECT * FROM source.attachment")
    return frozenset(copied)


@contextmanager
def _going_on_without(source: Path) -> Iterator[None]:
    """Skip a source that cannot be read; errors of writing are raised."""
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError, apsw.CantOpenError, StoreError) as error:
        log.warning("a source of what is saved cannot be read: %s: %s", source, error)
    except apsw.IOError as error:
        if getattr(error, "extendedresult", None) not in UNREADABLE:
            raise
        log.warning("a source of what is saved cannot be read: %s: %s", source, error)


@contextmanager
def _attached(connection: apsw.Connection, source: Path) -> Iterator[None]:
    """Attach a source and read one consistent state of it."""
    name = f"{uri(source)}?mode=ro{held.query(source)}"
    connection.execute("ATTACH ? AS source", (name,))
    try:
        if connection.pragma("application_id", schema="source") != APPLICATION_ID:
            raise StoreError(DAMAGED_FILE, path=str(source))
        with transaction(connection):
            yield
    finally:
        with suppress(apsw.Error):  # the earlier error is the one to report
            connection.execute("DETACH source")


def _copy_run(connection: apsw.Connection, run: str) -> bool:
    """Copy a run whole: one that went on in the journal is there from its beginning.

    Returns False where the source has nothing of it, or not all of it can be read: what an
    earlier source had of it stays.
    """
    statement = "SELECT 1 FROM source.curve WHERE run = ? LIMIT 1"
    if connection.execute(statement, (run,)).fetchone() is None:
        return False
    connection.execute("SAVEPOINT run")
    try:
        for table in RECORDED:
            connection.execute(f"DELETE FROM main.{table} WHERE run = ?", (run,))
            connection.execute(
                f"INSERT INTO main.{table} SELECT * FROM source.{table} WHERE run = ?", (run,)
            )
    except apsw.CorruptError:
        connection.execute("ROLLBACK TO run")
        return False
    finally:
        connection.execute("RELEASE run")
    return True


def _leave_out_files(connection: apsw.Connection, wanted: Collection[str]) -> None:
    """Leave out files that no saved experiment names: they are private."""
    texts = connection.execute(
        "SELECT info FROM run UNION ALL SELECT value FROM event WHERE kind = 'change'"
    )
    used = {*wanted, *(name for (text,) in texts for name in files_named(text))}
    for (name,) in connection.execute("SELECT name FROM attachment").fetchall():
        if name not in used:
            connection.execute("DELETE FROM attachment WHERE name = ?", (name,))
