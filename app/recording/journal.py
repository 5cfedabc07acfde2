"""The session's journal: what happens is on the disk within a second."""

import logging
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from training.disk import FileState
from training.messages.requests import Destination
from training.settings import Experiment
from training.store import Notebook, Reader, RunInfo, StoreError, Writer, create_journal
from training.store.journal_writer import Item, JournalWriter
from training.text import Text

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that a saving waits for a slow disk."""
SUFFIX = ".journal"


class LeftOver:
    """A journal of a session that was cut off, held: nobody else opens or removes it meanwhile."""

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path, self._lock = path, lock

    def take(self) -> QLockFile:
        """Give the lock to whoever goes on with the journal."""
        lock, self._lock = self._lock, QLockFile("")
        return lock

    def remove(self) -> None:
        """Delete it."""
        remove(self.path)

    def release(self) -> None:
        """Let others have it; nothing where it was taken."""
        if self._lock.isLocked():
            self._lock.unlock()


class Journal(QObject):
    """A file of its own for this session, written by two: the engine its runs, this the rest.

    Where the folder cannot be written the session goes on without one.

    Signals
    -------
    failed
        Text, or None when writing works again. Comes from the writing thread.
    """

    failed = Signal(object)

    def __init__(self, path: Path, lock: QLockFile) -> None:
        super().__init__()
        self.path, self._lock = path, lock
        self._writer: JournalWriter | None = None
        self._reader: Reader | None = None
        self._files: dict[str, bytes] = {}
        """Those that were kept."""
        self.problem: Text | None = None

    @classmethod
    def create(cls, folder: Path) -> "Journal":
        """Make a new one in a folder."""
        path = folder / f"{uuid.uuid4().hex}{SUFFIX}"
        journal = cls(path, lock_of(path))
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            journal._lock.tryLock(0)  # before the file is there: nobody takes it for left over
            create_journal(journal.path)
        except OSError as error:
            log.warning("no journal: %s", error)
            journal.problem = Text(
                "The session is not recorded: “{path}” cannot be written: {reason}.",
                {"path": str(folder), "reason": error.strerror or str(error)},
            )
        else:
            journal._begin()
        return journal

    @classmethod
    def adopt(cls, left: LeftOver) -> "Journal":
        """Go on with one that was left over.

        Raises
        ------
        StoreError
            When it is damaged; it stays where it is.
        """
        reader = Reader.open(left.path, immutable=False)
        journal = cls(left.path, left.take())
        journal._reader = reader
        journal._begin()
        return journal

    def _begin(self) -> None:
        self._writer = JournalWriter(self.path, self.failed.emit)

    @property
    def is_kept(self) -> bool:
        """Whether this session is recorded."""
        return self._writer is not None

    def destination(self, run: str, budget: int) -> Destination | None:
        """Return where the engine is to record a run."""
        return Destination(self.path, run, budget) if self.is_kept else None

    def keep_experiment(self, experiment: Experiment) -> None:
        """Record the experiment on screen."""
        text = experiment.model_dump_json()
        self._put(Item(lambda writer: writer.set_meta("experiment", text), len(text)))

    def keep_notebook(self, notebook: Notebook) -> None:
        """Record bookmarks and notes."""
        text = notebook.model_dump_json()
        self._put(Item(lambda writer: writer.set_meta("notebook", text), len(text)))

    def keep_project(self, path: Path | None, on_disk: FileState | None) -> None:
        """Record which project is open, and as what file: runs of it are read from there."""

        def write(writer: Writer) -> None:
            writer.set_meta("project", os.fsencode(path or "").decode("utf-8", "replace"))
            writer.set_meta("project_bytes", os.fsencode(path or "").hex())
            writer.set_meta("project_state", on_disk.to_json() if on_disk is not None else "")

        self._put(Item(write))

    def keep_run(self, position: int, run: RunInfo) -> None:
        """Record what changed of a run of the list."""
        self._put(Item(lambda writer: writer.set_run(position, run)))

    def keep_runs(self, runs: Sequence[RunInfo]) -> None:
        """Record the list of runs."""
        self._put(Item(lambda writer: writer.set_runs(runs)))

    def keep_file(self, path: str, content: bytes) -> None:
        """Keep what a file holds that the experiment needs."""
        if self._files.get(path) is not content:
            self._files[path] = content
            self._put(Item(lambda writer: writer.add_attachment(path, content), len(content)))

    def write_out(self) -> None:
        """Wait until what was kept so far is on the disk, if it takes it; in any thread."""
        scribe = self._writer
        if scribe is not None:
            scribe.flush(PATIENCE)

    def _put(self, item: Item) -> None:
        if self._writer is not None:
            self._writer.put(item)

    def reader(self) -> Reader | None:
        """Return a reader of what was recorded so far, of this thread alone; None without one."""
        if self._reader is None and self.is_kept:
            try:
                self._reader = Reader.open(self.path, immutable=False)
            except StoreError as error:  # it is tried again
                log.warning("the journal cannot be read now: %s", error)
        return self._reader

    def close(self, *, discard: bool) -> None:
        """Write what waits and let go; ``discard`` removes the file."""
        if self._writer is None:
            return
        self._writer.close()
        self._writer = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        if discard:
            remove(self.path)
        self._lock.unlock()


def lock_of(path: Path) -> QLockFile:
    """Return what says that a session is using a journal; a dead one's does not count."""
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)
    return lock


def left_over(folder: Path) -> Iterator[LeftOver]:
    """Yield what sessions left in a folder, the newest first; each is held until the next one."""
    for path in _newest_first(folder):
        lock = lock_of(path)
        # What was listed may be gone: whoever had it then was just done with it.
        left = LeftOver(path, lock) if lock.tryLock(0) else None
        if left is None:
            continue
        try:
            if path.exists():
                yield left
        finally:
            left.release()


def _newest_first(folder: Path) -> list[Path]:
    dated: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.glob(f"*{SUFFIX}"):
            with suppress(OSError):
                dated.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(dated, reverse=True)]


def remove(path: Path) -> None:
    """Delete a journal."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{path}{ending}").unlink(missing_ok=True)
