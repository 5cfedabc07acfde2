"""When a run has done enough: a number of steps, a training loss, no progress in the test loss.

Conditions are tested at measured steps only, so that a run stops at the same step on every machine.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from training.arrays import Floats32
from training.messages.announcements import End, Pause
from training.settings import Experiment
from training.settings.experiment import measures_alike
from training.text import Text

FINISHED = {
    Pause.STEPS: "Finished: {step} steps.",
    Pause.TARGET_LOSS: "Finished: the training loss is below the target at step {step}.",
    Pause.PATIENCE: "Finished: no better test loss for long; step {step}.",
}
EXPLODED = 1e6
"""Ratio to the first loss (at least 1) from which a finite loss counts as diverged."""
ONE_STEP = Text("Finished: 1 step.")


def finished(reason: Pause, step: int) -> Text:
    """Say which condition was met."""
    is_first = reason is Pause.STEPS and step == 1
    return ONE_STEP if is_first else Text(FINISHED[reason], {"step": step})


class RunOver(Exception):
    """Ends a run from anywhere inside it; ``step``: the last valid one."""

    def __init__(self, reason: End, step: int, detail: Text) -> None:
        super().__init__()
        self.reason, self.step, self.detail = reason, step, detail


def first_exploded(losses: Floats32, first_loss: float | None) -> int | None:
    """Return the index of the first loss that is not finite or has exploded; shape (k,)."""
    limit = EXPLODED * max(1.0, first_loss or 1.0)
    with np.errstate(invalid="ignore"):
        bad = np.flatnonzero(~(losses <= limit))
    return int(bad[0]) if len(bad) else None


def diverged(step: int, loss: float, good_step: int) -> RunOver:
    """Make the RunOver of a diverged loss; it says which step is kept."""
    detail = Text(
        "Diverged at step {step}: the loss became {loss:.3g}. The last good state, "
        "of step {good}, is kept. A smaller learning rate or initialisation helps.",
        {"step": step, "loss": loss, "good": good_step},
    )
    return RunOver(End.DIVERGED, step, detail)


class StopConditions:
    """The stop conditions of a trainer, along one run."""

    def __init__(self) -> None:
        self.first_loss: float | None = None
        self._train_loss = math.inf
        self._best_test, self._best_step = math.inf, 0
        self._start = 0
        self._ignore_target = False

    def state(self) -> dict[str, Any]:
        """Return its state, for a checkpoint."""
        return dict(vars(self))

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Restore a state; raise KeyError where it is incomplete."""
        vars(self).update({name: state[name] for name in vars(self)})

    @property
    def train_loss(self) -> float:
        """The training loss that was measured last; infinite before."""
        return self._train_loss

    def limit(self, experiment: Experiment) -> int:
        """Return the step at which the number of steps is reached."""
        return self._start + experiment.trainer.steps

    def measured(self, step: int, train_loss: float, test_loss: float | None) -> None:
        """Take the losses of a measured step."""
        self._train_loss = train_loss
        if self.first_loss is None:
            self.first_loss = train_loss
        if test_loss is not None and test_loss < self._best_test:
            self._best_test, self._best_step = test_loss, step

    def met(self, step: int, experiment: Experiment) -> Pause | None:
        """Return the condition that is met now, if any."""
        trainer = experiment.trainer
        if step >= self.limit(experiment):
            return Pause.STEPS
        if not self._ignore_target and self._train_loss < trainer.target_loss:
            return Pause.TARGET_LOSS
        waited = step - self._best_step
        if trainer.patience and math.isfinite(self._best_test) and waited >= trainer.patience:
            return Pause.PATIENCE
        return None

    def start_again(self, reason: Pause, step: int) -> None:
        """Go on although ``reason`` was met: its condition counts from this step."""
        if reason is Pause.STEPS:
            self._start = step
        elif reason is Pause.TARGET_LOSS:
            self._ignore_target = True
        elif reason is Pause.PATIENCE:
            self._best_step = step

    def changed(self, before: Experiment, after: Experiment, step: int) -> None:
        """Take new settings; the best test loss is reset where losses are not comparable."""
        if not measures_alike(before, after):
            self.first_loss, self._train_loss = None, math.inf
            self._best_test, self._best_step = math.inf, step
        if before.trainer.target_loss != after.trainer.target_loss:
            self._ignore_target = False
        if before.trainer.steps != after.trainer.steps and after.trainer.steps > step:
            self._start = 0
