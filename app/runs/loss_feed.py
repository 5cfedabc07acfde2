"""The loss of every step of a recorded run: at once where it is short, else in pieces.

Four hours of training are 10^8 steps, which are read in ten seconds; nobody waits for them.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.desktop.long_jobs import Job, JobQueue, Result
from training.data.collections import Progress
from training.messages.announcements import Frame
from training.messages.readings import Curve, Readings, Series
from training.store import Losses, Reader, nothing
from training.text import Text

AT_ONCE = 500_000
"""Steps that are read while the window waits: some 40 ms."""
MOST_MISSING = 10_000_000
"""Steps that were not read, up to which what is trained then is drawn in its place."""
PIECE = 1_000_000
"""Steps between two that are shown."""


class LossFeed(QObject):
    """Reads the losses of one run, as long as it is the one that is shown.

    Signals
    -------
    grew
        Frame with the next steps and nothing else.
    damaged
        Some of it cannot be read: those steps have no loss.
    """

    grew = Signal(object)
    damaged = Signal()
    _found = Signal(int, object)

    def __init__(self, jobs: JobQueue) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: Job | None = None
        self._number = 0
        """Of the run that is read: what is found of another one comes too late."""
        self._run_id = self._next = self._goal = 0
        self._is_cut = False
        """Whether reading ended too early for what is trained now to be drawn in its place."""
        self._held: Frame | None = None
        self._damaged = 0
        self._found.connect(self._on_found)

    def begin(self, reader: Reader, run: str, run_id: int, end: int) -> dict[Series, Curve]:
        """Return the first steps of a run up to ``end``; the others follow by ``grew``."""
        self.stop()
        self._run_id, self._goal = run_id, end
        curves = [*map(self._take, reader.losses(run, 0, min(end, AT_ONCE), PIECE))]
        if self._next < end:
            read = partial(self._read, self._number, reader.opened_again, run, self._next, end)
            ended = partial(self._end, self._number)
            self._job = self._jobs.begin(Text("Reading the loss of every step…"), read, ended)
        elif self._damaged:
            self.damaged.emit()
        return {Series.BATCH_LOSS: Curve.joined(curves)} if curves else {}

    def _read(
        self,
        number: int,
        reopen: Callable[[], Reader],
        run: str,
        begin: int,
        end: int,
        progress: Progress,
    ) -> None:
        """Read the rest, in a thread of its own."""
        reader = reopen()
        try:
            for losses in reader.losses(run, begin, end, PIECE):
                self._found.emit(number, losses)
                progress(losses.end - begin, end - begin)
        finally:
            reader.close()

    @Slot(int, object)
    def _on_found(self, number: int, losses: Losses) -> None:
        if number == self._number:
            series = {Series.BATCH_LOSS: self._take(losses)}
            self.grew.emit(Frame(self._run_id, losses.end, 0.0, series))

    def _take(self, losses: Losses) -> Curve:
        self._damaged += losses.damaged
        self._next = losses.end
        return losses.curve

    def _end(self, number: int, _: Result) -> None:
        """Go on with what was trained meanwhile; steps that were not read have no loss."""
        if number != self._number:
            return
        held, self._job, self._held = self._held, None, None
        missing = self._goal - self._next
        self._is_cut = missing > MOST_MISSING
        if 0 < missing <= MOST_MISSING:
            curve = nothing(self._next, self._goal)
            self.grew.emit(Frame(self._run_id, self._goal, 0.0, {Series.BATCH_LOSS: curve}))
        if held is not None and not self._is_cut:
            self.grew.emit(held)
        if self._damaged:
            self.damaged.emit()

    def behind(self, frame: Frame) -> Frame:
        """Return a live Frame without what must not be shown before what is still read."""
        is_free = self._job is None and not self._is_cut
        if is_free or Series.BATCH_LOSS not in frame.series:
            return frame
        losses = {Series.BATCH_LOSS: frame.series[Series.BATCH_LOSS]}
        if not self._is_cut:
            held = replace(frame, series=losses, readings=Readings(), marks=(), setup=None)
            self._held = held if self._held is None else held.merged_over(self._held)
        others = {name: c for name, c in frame.series.items() if name not in losses}
        return replace(frame, series=others)

    def stop(self) -> None:
        """Read no more: another run is shown."""
        job, self._job, self._held = self._job, None, None
        self._number += 1
        self._next = self._damaged = 0
        self._is_cut = False
        if job is not None:
            self._jobs.drop(job)
