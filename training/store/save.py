"""Saving: a whole new file beside the target, on the disk, then put in its place."""

import errno
import os
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

import apsw

from training.disk import FileState, replacement
from training.store.connection import lay_out, transaction
from training.store.schema import StoreError
from training.store.writer import Writer

RECORDED = ("curve", "snapshot", "checkpoint", "event")

Progress = Callable[[float], None]
"""Called with the part that is done, 0 to 1; may raise to cancel."""


def save_project(
    target: Path,
    sources: Sequence[Path],
    runs: Iterable[str],
    describe: Callable[[Writer], None],
    progress: Progress = lambda _: None,
) -> FileState | None:
    """Write a project file with what the sources have recorded of some runs.

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
        Writes what is not recorded: the runs' rows, the experiment, the arrangement.
    progress
        See ``Progress``.

    Returns
    -------
    What the file is like, as nobody else has written it yet.

    Raises
    ------
    StoreError
        When the file cannot be written; the sentence says why, and the target is untouched.
    """
    try:
        with replacement(target) as fresh:
            connection = lay_out(fresh)
            try:
                # Nobody else sees the file yet: it reaches the disk once, before it has its name.
                connection.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
                _copy(connection, sources, list(runs), progress)
                with Writer(connection) as writer:
                    describe(writer)
            finally:
                connection.close()
            state = FileState.of(fresh)
    except (OSError, apsw.Error) as error:
        raise _refused(target, error) from None
    progress(1.0)
    return state


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
    connection: apsw.Connection, sources: Sequence[Path], runs: list[str], progress: Progress
) -> None:
    pieces = max(1, len(sources) * len(runs))
    done = 0
    for source in sources:
        connection.execute("ATTACH ? AS source", (f"file:{quote(str(source.resolve()))}?mode=ro",))
        with transaction(connection):  # one moment of the source
            for run in runs:
                _copy_run(connection, run)
                done += 1
                progress(done / pieces)
            connection.execute("INSERT OR REPLACE INTO attachment SELECT * FROM source.attachment")
        connection.execute("DETACH source")


def _copy_run(connection: apsw.Connection, run: str) -> None:
    """Copy a run whole: one that went on in the journal is there from its beginning."""
    found = connection.execute("SELECT 1 FROM source.curve WHERE run = ? LIMIT 1", (run,))
    if found.fetchone() is None:
        return
    for table in RECORDED:
        connection.execute(f"DELETE FROM main.{table} WHERE run = ?", (run,))
        connection.execute(
            f"INSERT INTO main.{table} SELECT * FROM source.{table} WHERE run = ?", (run,)
        )
