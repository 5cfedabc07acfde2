"""Long work beside the window: one thing after the other, with progress, and until it is cancelled.

No widgets: the window shows what is told.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from training.data.collections import Cancelled, Progress
from training.text import Problem, Text

log = logging.getLogger(__name__)

SHOWN_AFTER = 300
"""Milliseconds; what takes less is not worth a word."""
PARTS = 1000
LONG_ENOUGH = 2.0
"""Seconds after which the time that is left can be told."""


@dataclass(frozen=True, slots=True)
class Result:
    """How some work ended."""

    problem: Problem | None = None
    is_cancelled: bool = False

    @property
    def is_done(self) -> bool:
        """Whether all of it was done."""
        return self.problem is None and not self.is_cancelled


Then = Callable[[Result], None]


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Something to do: ``work`` is given what it tells its progress to, ``then`` how it ended."""

    text: Text
    work: Callable[[Progress], object]
    then: Then


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How far some work is: the part that is done, and the seconds left where they can be told."""

    text: Text
    part: float = 0.0
    seconds: int | None = None


class Timing:
    """Turns parts that are done into what is told of them."""

    def __init__(self, text: Text) -> None:
        self._text, self._begun = text, time.monotonic()

    def at(self, part: float) -> JobStatus:
        """Return what is told now."""
        seconds = time.monotonic() - self._begun
        left = round(seconds * (1 - part) / part) if part and seconds > LONG_ENOUGH else None
        return JobStatus(self._text, part, left)


class WorkThread(QThread):
    """Does one thing; ``progressed`` tells the part that is done, in parts of ``PARTS``."""

    progressed = Signal(int)

    def __init__(self, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self._work = work
        self.result = Result()

    def run(self) -> None:
        """Work; called by Qt in the new thread."""
        try:
            self._work(self._report)
        except Problem as error:
            self.result = Result(error)
        except Cancelled:
            self.result = Result(is_cancelled=True)
        except Exception as error:  # whatever it is: nobody may take it for done
            log.exception("work beside the window failed")
            reason = f"{type(error).__name__}: {error}"
            self.result = Result(Problem("{reason}", reason=reason))

    def _report(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        self.progressed.emit(round(PARTS * done / max(1, total)))


class JobQueue(QObject):
    """Does what it is given in threads of their own, one after the other.

    Signals
    -------
    advanced
        JobStatus, or None where nothing is worth a word any more.
    rested
        All is done.
    """

    advanced = Signal(object)
    rested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._thread: WorkThread | None = None
        self._timing = Timing(Text(""))
        self._pause = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._pause.timeout.connect(self._tell)
        self._part = 0.0

    @property
    def is_going(self) -> bool:
        """Whether something is under way."""
        return self._thread is not None

    def begin(self, text: Text, work: Callable[[Progress], object], then: Then) -> Job:
        """Do something when all before it is done."""
        job = Job(text, work, then)
        self._waiting.append(job)
        self._next()
        return job

    @Slot()
    def cancel(self) -> None:
        """End what is under way as soon as it looks up."""
        if self._thread is not None:
            self._thread.requestInterruption()

    def drop(self, job: Job) -> None:
        """Do something no more, be it under way or not; nobody is told."""
        if job is self._job:
            self.cancel()
        elif job in self._waiting:
            self._waiting.remove(job)

    def _next(self) -> None:
        if self._thread is not None or not self._waiting:
            return
        self._job = self._waiting.popleft()
        self._timing, self._part = Timing(self._job.text), 0.0
        self._thread = WorkThread(self._job.work)
        self._thread.progressed.connect(self._on_progressed)
        self._thread.finished.connect(self._on_finished)
        self._pause.start()
        self._thread.start()

    @Slot(int)
    def _on_progressed(self, done: int) -> None:
        self._part = done / PARTS
        if not self._pause.isActive():
            self._tell()

    @Slot()
    def _tell(self) -> None:
        self.advanced.emit(self._timing.at(self._part))

    @Slot()
    def _on_finished(self) -> None:
        thread, job = self._thread, self._job
        if thread is None or job is None:
            return
        thread.wait()
        self._thread = self._job = None
        self._pause.stop()
        self.advanced.emit(None)
        job.then(thread.result)
        self._next()
        if self._thread is None:
            self.rested.emit()

    def close(self) -> None:
        """Cancel everything, and wait for the end; nobody is told."""
        self._waiting.clear()
        thread, self._thread, self._job = self._thread, None, None
        self._pause.stop()
        if thread is not None:
            thread.requestInterruption()
            thread.wait()
