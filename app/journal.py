"""The session's journal: what happens is on the disk within a second."""

import logging
import uuid
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from training.messages import Destination
from training.settings import Experiment
from training.store import Reader, RunInfo, create_journal
from training.store.scribe import Item, Scribe
from training.text import Text

log = logging.getLogger(__name__)

SUFFIX = ".journal"


class Journal(QObject):
    """A file of its own for this session, written by two: the engine its runs, this the rest.

    Where the folder cannot be written the session goes on without one.

    Signals
    -------
    failed
        Text, or None when writing works again. Comes from the writing thread.
    """

    failed = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / f"{uuid.uuid4().hex}{SUFFIX}"
        self._lock = QLockFile(f"{self.path}.lock")
        self._scribe: Scribe | None = None
        self._reader: Reader | None = None
        self.problem: Text | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            create_journal(self.path)
        except OSError as error:
            log.warning("no journal: %s", error)
            self.problem = Text(
                "The session is not recorded: “{path}” cannot be written: {reason}.",
                {"path": str(folder), "reason": error.strerror},
            )
            return
        self._lock.tryLock(0)
        self._scribe = Scribe(self.path, self.failed.emit)

    @property
    def is_kept(self) -> bool:
        """Whether this session is recorded."""
        return self._scribe is not None

    def destination(self, run: str) -> Destination | None:
        """Return where the engine is to record a run."""
        return Destination(self.path, run) if self.is_kept else None

    def keep_experiment(self, experiment: Experiment) -> None:
        """Record the experiment on screen."""
        text = experiment.model_dump_json()
        self._put(Item(lambda writer: writer.set_meta("experiment", text), len(text)))

    def keep_run(self, position: int, run: RunInfo) -> None:
        """Record a run of the list, or what changed of it."""
        self._put(Item(lambda writer: writer.set_run(position, run)))

    def _put(self, item: Item) -> None:
        if self._scribe is not None:
            self._scribe.put(item)

    def reader(self) -> Reader | None:
        """Return a reader of what was recorded so far, of this thread alone."""
        if self._reader is None and self.is_kept:
            self._reader = Reader.open(self.path, immutable=False)
        return self._reader

    def close(self, *, discard: bool) -> None:
        """Write what waits and let go; ``discard`` removes the file."""
        if self._scribe is None:
            return
        self._scribe.close()
        self._scribe = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self._lock.unlock()
        if discard:
            for ending in ("", "-wal", "-shm", "-journal"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
