"""Where a learner's parameters are: in its model, or with the compiled steps that train it."""

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn, optim

from training.learner.kernel import cache
from training.settings import Experiment

if TYPE_CHECKING:
    from training.learner.kernel.stepper import FusedStepper

PATIENCE = 120.0
"""Seconds that going on with compiled steps waits for the compiler."""


class Compiled:
    """Hands parameters and an optimizer's memory to compiled steps, and back.

    Parameters
    ----------
    model, optimizer
        What PyTorch trains when these steps do not.
    device
        Where; the steps know the CPU alone.
    """

    def __init__(self, model: nn.Module, optimizer: optim.Optimizer, device: torch.device) -> None:
        self._model, self.optimizer = model, optimizer
        self._is_cpu = device.type == "cpu"
        self.is_there = self._is_cpu and cache.kernel() is not None
        self._stepper: FusedStepper | None = None
        self.is_stored = True
        """Whether the model has the parameters that the steps have come to."""

    def go_on(self, *, is_wanted: bool) -> None:
        """Go on as a checkpoint says that it was begun; compiled steps are waited for.

        Without a kernel on this computer autograd goes on, the same but for rounding.
        """
        self._stepper = None
        self.is_there = is_wanted and self._is_cpu and cache.kernel(patience=PATIENCE) is not None

    def take(self, experiment: Experiment, x: Tensor, y: Tensor) -> "FusedStepper":
        """Return the steps, which go on where model and optimizer are."""
        if self._stepper is None:
            from training.learner.kernel.stepper import FusedStepper  # noqa: PLC0415 - brings numba

            size = min(experiment.trainer.batch_size or len(y), len(y))
            self._stepper = FusedStepper(experiment, x, y, size)
            self._stepper.load(self._model, self.optimizer, experiment.trainer.learning_rate)
        return self._stepper

    def settle(self) -> None:
        """Give the model the parameters that the steps have come to."""
        if self._stepper is not None and not self.is_stored:
            self._stepper.store(self._model, None)
            self.is_stored = True

    def settle_all(self) -> None:
        """Give model and optimizer all that the steps know."""
        if self._stepper is not None:
            self._stepper.store(self._model, self.optimizer)
            self.is_stored = True

    def give_back(self) -> None:
        """Let model and optimizer go on from where the steps are."""
        self.settle_all()
        self._stepper = None
