"""A recorded stretch of a run, played as if it trained: the same Frames, only faster."""

import time
from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.recording.recordings import recorded_marks, recorded_series
from app.runs.registry import RunRegistry
from training.arrays import Steps
from training.catalog.lessons import Recording
from training.messages.announcements import Frame
from training.messages.readings import Curve, Mark, Series

TICK = 33
"""Milliseconds between two Frames."""
SHORTEST, LONGEST = 1.5, 6.0
"""Seconds that a replay takes, however long the training took."""


class Replay(QObject):
    """Plays one stretch at a time.

    Signals
    -------
    frame_ready
        Frame with the samples since the one before; its readings are those of the timeline.
    ended
        The end is reached, or it was stopped.
    """

    frame_ready = Signal(object)
    ended = Signal()

    def __init__(self, registry: RunRegistry) -> None:
        super().__init__()
        self._registry, self._viewed = registry, registry.viewed
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._on_clock_ticked)
        self._series: Mapping[Series, Curve] = {}
        self._steps: Steps = np.empty(0, dtype=np.int64)
        self._marks: tuple[Mark, ...] = ()
        self._begin = self._end = self._shown = self._marked = 0
        self._started = self._seconds = 0.0

    @property
    def is_playing(self) -> bool:
        """Whether it goes on."""
        return self._clock.isActive()

    def start(self, recording: Recording) -> None:
        """Show a run as it was at the first step, and play it to the last one."""
        run = self._registry.run_list.find(recording.run)
        reader = self._registry.archive.reader_of(recording.run)
        assert run is not None
        assert reader is not None
        if run.member is not None:
            self._registry.run_list.show_race(run.member.race)
        self._begin, self._end = recording.begin, recording.end
        if self._viewed.key != run.key or self._viewed.timeline.replay_limit != self._begin:
            self._viewed.open(run.key, self._begin)
            self._marked = self._begin
        else:  # what was changed at the step where it stood still is not marked yet
            self._marked = self._begin - 1
        self._marks = recorded_marks(run.experiment, reader.events(run.key), self._end - 1)[0]
        self._series = recorded_series(reader, run.key, self._end + 1)
        steps = reader.snapshot_steps(run.key)
        self._steps = steps[(steps > self._begin) & (steps <= self._end)]
        self._shown = self._begin
        share = (self._end - self._begin) / max(1, run.step)
        self._seconds = min(max(SHORTEST, share * run.elapsed), LONGEST)
        self._started = time.monotonic()
        self._clock.start()

    def stop(self) -> None:
        """Leave it where it is."""
        if self._clock.isActive():
            self._clock.stop()
            self.ended.emit()

    @Slot()
    def _on_clock_ticked(self) -> None:
        part = min(1.0, (time.monotonic() - self._started) / self._seconds)
        due = self._begin + round(part * (self._end - self._begin))
        passed = self._steps[self._steps <= due]
        if len(passed) and passed[-1] > self._shown:
            self._show(int(passed[-1]))
        if part == 1.0:
            self._show(self._end)
            self.stop()

    def _show(self, step: int) -> None:
        timeline = self._viewed.timeline
        series = {name: between(c, name, self._shown, step) for name, c in self._series.items()}
        marks = tuple(mark for mark in self._marks if self._marked < mark.step < step)
        self._marked = step - 1
        self._shown = timeline.replay_limit = step
        timeline.poll()
        self.frame_ready.emit(Frame(-1, step, 0.0, series, marks=marks))
        timeline.seek(step)


def between(curve: Curve, name: Series, begin: int, end: int) -> Curve:
    """Return the samples that a Frame at ``end`` has after one at ``begin``."""
    # The loss of a batch belongs to the step that it leads to.
    late = 0 if name is Series.BATCH_LOSS else 1
    first, last = np.searchsorted(curve.steps, (begin + late, end + late))
    return Curve(curve.steps[first:last], curve.values[first:last])
