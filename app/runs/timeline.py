"""Going back in what was recorded: from a step to the Frame that all views show."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from training.arrays import Steps
from training.messages.announcements import Frame
from training.messages.readings import Readings
from training.store import Reader, StoreError

LOOK = 1000
"""Milliseconds between two looks for newly recorded steps."""


class Timeline(QObject):
    """The steps of one run that can be shown, and the one that is shown.

    Signals
    -------
    steps_changed
        Steps: those of which there are snapshots.
    moved
        Frame of a recorded step with its readings and no samples; None: what is live.
    """

    steps_changed = Signal(object)
    moved = Signal(object)

    def __init__(self, reader_of: Callable[[str], Reader | None]) -> None:
        super().__init__()
        self._reader_of = reader_of
        self._run: str | None = None
        self._run_id = 0
        self.steps: Steps = np.empty(0, dtype=np.int64)
        self.step: int | None = None
        self.replay_limit: int | None = None
        """The step up to which a run is shown, as if nothing came after it; None: all of it."""
        self._is_resting = False
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self.poll)

    @property
    def is_live(self) -> bool:
        """Whether the present is shown, not a recording."""
        return self.step is None

    def follow(self, run: str, run_id: int) -> None:
        """Begin with a new run, live."""
        self._run, self._run_id, self.replay_limit = run, run_id, None
        self.steps = np.empty(0, dtype=np.int64)
        self.steps_changed.emit(self.steps)
        self.seek(None)
        self.start_polling()

    def forget(self) -> None:
        """Show no run."""
        self._clock.stop()
        self._run = self.replay_limit = None
        self.steps = np.empty(0, dtype=np.int64)
        self.steps_changed.emit(self.steps)

    def start_polling(self) -> None:
        """Look for recorded steps from time to time."""
        self._is_resting = False
        self._clock.start()

    def stop_polling(self) -> None:
        """Nothing more comes for now: look until all is written."""
        self._is_resting = True
        self._clock.start()

    @Slot()
    def poll(self) -> None:
        """Look for steps that were recorded since."""
        reader = self._reader_of(self._run) if self._run is not None else None
        if reader is None or self._run is None:
            return
        try:
            steps = reader.snapshot_steps(self._run)
        except StoreError:
            return  # the writer is at it; the next look will do
        if self.replay_limit is not None:
            steps = steps[steps <= self.replay_limit]
        if len(steps) != len(self.steps):
            self.steps = steps
            self.steps_changed.emit(steps)
        elif self._is_resting and len(steps):
            self._clock.stop()

    @Slot(object)
    def seek(self, step: int | None) -> None:
        """Show the newest recorded step up to ``step``, or with None what is live."""
        step = self.replay_limit if step is None else step
        if step is None:
            self.step = None
            self.moved.emit(None)
            return
        index = int(np.searchsorted(self.steps, step, side="right")) - 1
        if index < 0 or self._run is None:
            return
        self.step = int(self.steps[index])
        readings = self._readings()
        self.moved.emit(Frame(self._run_id, self.step, 0.0, {}, readings))

    def _readings(self) -> Readings:
        assert self._run is not None
        reader = self._reader_of(self._run)
        try:
            if reader is None:
                return Readings()
            return reader.snapshot(self._run, self.step or 0)
        except StoreError:
            return Readings()

    def close(self) -> None:
        """Stop looking."""
        self._clock.stop()
