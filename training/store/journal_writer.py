"""Writes to a journal several times a second, in a thread of its own.

What cannot be written stays in memory and is retried.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread

import apsw

from training.store.connection import open_to_write
from training.store.writer import Writer
from training.text import Text

log = logging.getLogger(__name__)

COMMIT_SECONDS = 0.4
"""Seconds from the start of one commit to the next."""
PAUSE = 0.2
"""Seconds before a failed write is retried."""
LAST_TRIES = 3
"""Attempts to write the rest at the end, before giving up."""
MOST_WAITING = 500_000_000
"""Bytes that may wait for a full disk; beyond, checkpoints are dropped, curves never."""

FAILURES = (apsw.Error, OSError)
"""Errors of the disk: the write is retried."""
OF_CONTENT = (apsw.TooBigError, apsw.ConstraintError, apsw.MismatchError)
"""Errors of the content: the item is dropped."""
UNWRITABLE = Text(
    "Part of this session cannot be recorded because of its content. Everything else is recorded."
)

Write = Callable[[Writer], None]
Gather = Callable[[], "list[Item]"]
Report = Callable[[Text | None], None]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to write: how, how many bytes it holds, and whether it may be given up."""

    write: Write
    size: int = 0
    can_be_lost: bool = False


class JournalWriter:
    """A thread that writes items in their order.

    Parameters
    ----------
    path
        Of the journal, which exists.
    report
        Called from the thread with a sentence when writing begins to fail, and with None when
        it works again.
    """

    def __init__(self, path: Path, report: Report) -> None:
        self._path, self._report = path, report
        self._items: list[Item] = []
        self._sources: list[Gather] = []
        self._waiting = 0
        self._is_failing = self._is_closed = False
        self._asked = self._served = 0
        self.changed = Condition()
        self._thread = Thread(target=self._serve, name="journal writer", daemon=True)
        self._thread.start()

    # --- called by anyone; returns at once ---

    def put(self, item: Item) -> None:
        """Write something with the next commit."""
        with self.changed:
            self._items.append(item)
            self._waiting += item.size
            if self._waiting > MOST_WAITING:
                self._give_up()

    def attach(self, source: Gather) -> None:
        """Call a source at each commit, with ``changed`` held, for further items."""
        with self.changed:
            self._sources.append(source)

    def detach(self, source: Gather) -> None:
        """Call it a last time and remove it."""
        with self.changed:
            if source in self._sources:
                self._sources.remove(source)
                self._items += source()

    def flush(self, seconds: float = 0.0) -> bool:
        """Write now what waits; return whether it was on the disk after at most ``seconds``.

        While writing fails nobody is kept waiting.
        """
        with self.changed:
            self._asked += 1
            asked = self._asked
            self.changed.notify_all()
            self.changed.wait_for(lambda: self._served >= asked or self._is_failing, seconds)
            return self._served >= asked

    def close(self, seconds: float = 5.0) -> None:
        """Write what waits and end; give up after a while where the disk does not take it."""
        with self.changed:
            self._is_closed = True
            self.changed.notify_all()
        self._thread.join(seconds)

    def _give_up(self) -> None:
        self._items = [item for item in self._items if not item.can_be_lost]
        self._waiting = sum(item.size for item in self._items)

    # --- the thread ---

    def _serve(self) -> None:
        connection: apsw.Connection | None = None
        tries = LAST_TRIES
        begun = time.monotonic()
        while tries:
            with self.changed:
                rest = max(0.0, begun + COMMIT_SECONDS - time.monotonic())
                self.changed.wait_for(self._is_asked, timeout=rest)
                is_last, asked = self._is_closed, self._asked
                batch = [*self._items, *(item for source in self._sources for item in source())]
                self._items, self._waiting = [], 0
            begun = time.monotonic()
            try:
                connection = connection or open_to_write(self._path)
                self._write(connection, batch)
            except FAILURES as error:
                self._failed(batch, error)
                time.sleep(PAUSE)
                tries -= is_last
            else:
                self._worked(asked)
                tries = 0 if is_last else LAST_TRIES
        if connection is not None:
            connection.close()

    def _write(self, connection: apsw.Connection, batch: list[Item]) -> None:
        """Write items in one transaction; if one is invalid, write each alone and drop that one.

        An invalid item must never end the thread: nothing would be recorded after it.
        """
        try:
            _write_together(connection, batch)
        except Exception as error:
            if isinstance(error, FAILURES) and not isinstance(error, OF_CONTENT):
                raise
            log.exception("something that was to be recorded cannot be written")
            if len(batch) > 1:
                for item in batch:
                    self._write(connection, [item])
            else:
                self._report(UNWRITABLE)

    def _failed(self, batch: list[Item], error: Exception) -> None:
        with self.changed:
            self._items = [*batch, *self._items]
            self._waiting += sum(item.size for item in batch)
            was_failing, self._is_failing = self._is_failing, True
            self.changed.notify_all()
        if not was_failing:
            log.warning("recording fails: %s", error)
            self._report(
                Text(
                    "The session cannot be recorded: {reason}. Training goes on, and what was "
                    "recorded waits in memory.",
                    {"reason": str(error)},
                )
            )

    def _is_asked(self) -> bool:
        return self._is_closed or (self._asked > self._served and not self._is_failing)

    def _worked(self, asked: int) -> None:
        with self.changed:
            self._served = asked
            self.changed.notify_all()
        if self._is_failing:
            self._is_failing = False
            self._report(None)


def _write_together(connection: apsw.Connection, batch: list[Item]) -> None:
    if batch:
        with Writer(connection) as writer:
            for item in batch:
                item.write(writer)
