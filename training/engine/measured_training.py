"""Steps that are timed, measured at the measured steps, and recorded; no commands, no pauses."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from training.arrays import Floats32
from training.engine.allowance import Allowance
from training.engine.frames import FrameBuilder
from training.engine.readings import CHECKPOINT_PARTS
from training.engine.record import Record
from training.engine.stopping import StopConditions, diverged, first_exploded
from training.engine.turns import Clock
from training.learner.checkpoint import CheckpointError
from training.learner.kernel.step_batch import StepBatch
from training.learner.learner import Learner
from training.messages.announcements import Frame
from training.settings import Experiment
from training.store.recorder import Recorder


class MeasuredTraining:
    """A learner with its curves, stop conditions and checkpoints."""

    def __init__(
        self,
        learner: Learner,
        frames: FrameBuilder,
        allowance: Allowance,
        recorder: Recorder | None,
    ) -> None:
        self.learner, self.frames, self._allowance = learner, frames, allowance
        self._recorder, self.record = recorder, Record(None)
        self.conditions = StopConditions()
        self.elapsed = 0.0
        """Seconds of training so far, waiting excluded."""

    def begin(self) -> None:
        """Record from here on; steps before were recomputed to reach the resume point."""
        self.frames.begin(self._recorder)
        self.record = Record(self._recorder)

    def train(self, count: int) -> Iterator[StepBatch]:
        """Do some steps; raise RunOver where the loss has diverged."""
        clock, first = Clock(), self.learner.step
        progress = yield from clock.without_waiting(self.learner.steps(count))
        self.frames.record(first, progress)
        self._check_losses(first, progress.losses)
        step = self.learner.step
        is_last = step == self.conditions.limit(self.learner.experiment)
        if is_last or self.learner.schedule.next(step - 1) == step:
            self.measure()
        seconds = clock.seconds
        self.elapsed += seconds
        self._allowance.took(count, seconds)

    def measure(self) -> None:
        """Take the scheduled measurements at the present step and keep its parameters."""
        step = self.learner.step
        train_loss, test_loss = self.frames.measure(self.elapsed)
        self.conditions.measured(step, train_loss, test_loss)
        self._check_losses(step, np.array([train_loss], dtype=np.float32))
        self.learner.keep()
        schedule = self.learner.schedule
        if schedule.is_due(step, CHECKPOINT_PARTS) and step % schedule.unit == 0:
            self.checkpoint(is_kept=True)

    def _check_losses(self, first_step: int, losses: Floats32) -> None:
        place = first_exploded(losses, self.conditions.first_loss)
        if place is not None:
            good = self.learner.network.good_step
            raise diverged(first_step + place, float(losses[place]), good)

    def change(self, experiment: Experiment) -> None:
        """Go on with other settings, and note that."""
        learner, before = self.learner, self.learner.experiment
        setup = learner.setup
        learner.change(experiment)
        self.conditions.changed(before, experiment, learner.step)
        self.record.change(learner.step, experiment)
        self.frames.mark(before, setup)

    def frame(self, *, is_last: bool = False) -> Frame:
        """Make a Frame of what came since the last one; see ``FrameBuilder.frame``."""
        return self.frames.frame(self.elapsed, is_last=is_last)

    # --- checkpoints ---

    def checkpoint(self, *, is_kept: bool = False) -> None:
        """Record a checkpoint; see ``Record.checkpoint``."""
        self.record.checkpoint(self.learner.step, self._state, is_kept=is_kept)

    def _state(self) -> dict[str, Any]:
        """Return what a checkpoint holds: all that the next steps depend on."""
        return {
            "experiment": self.learner.experiment.model_dump_json(),
            "learner": self.learner.state(),
            "peaks": self.frames.state(),
            "conditions": self.conditions.state(),
            "elapsed": self.elapsed,
        }

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Go on from a checkpoint; raise CheckpointError where it is damaged."""
        try:
            self.learner.set_state(state["learner"])
            self.frames.set_state(state["peaks"])
            self.conditions.set_state(state["conditions"])
            self.elapsed = float(state["elapsed"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, CheckpointError):
                raise
            raise CheckpointError("The checkpoint is damaged.") from None
