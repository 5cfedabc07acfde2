"""The plain steps: forward, backward by autograd, optimizer. All faster ones are held to them."""

from collections.abc import Callable

import torch
from torch import Tensor, optim
from torch.nn import functional

from training.learner import optimizers
from training.learner.cuda_graph import CapturedStep, is_worth_capturing
from training.settings import Experiment, Trainer
from training.settings.choices.losses import LOSSES

LossFunction = Callable[[Tensor, Tensor], Tensor]


def loss_function(trainer: Trainer) -> LossFunction:
    """Return the loss of a trainer, of outputs and targets, both of shape (n, k)."""
    function: LossFunction = getattr(functional, LOSSES[trainer.loss].torch_function)
    return function


class Autograd:
    """Does one step after the other on a network.

    Parameters
    ----------
    run
        Passes inputs through the network.
    parameters
        Of the network.
    device
        Where they are.
    """

    def __init__(
        self, run: Callable[[Tensor], Tensor], parameters: list[Tensor], device: torch.device
    ) -> None:
        self._run, self._parameters, self._device = run, parameters, device
        self._passed: Tensor | None = None
        self.captured: CapturedStep | None = None

    def prepare(self, experiment: Experiment, optimizer: optim.Optimizer, points: int) -> None:
        """Go on with these settings; no step is replayed that depends on what is over.

        ``points``: in a batch.
        """
        self._experiment, self._optimizer = experiment, optimizer
        is_worth_it = is_worth_capturing(experiment, self._device, points)
        self.captured = CapturedStep(self.update) if is_worth_it else None
        self.forget()

    def step(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Do one step; return its loss and its outputs, both from before the update.

        They hold until the next step.
        """
        return (self.captured or self.update)(x, y)

    def update(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Do one step, kernel by kernel."""
        trainer = self._experiment.trainer
        loss_of = loss_function(trainer)
        first: list[tuple[Tensor, Tensor]] = []

        def closure() -> Tensor:
            self._optimizer.zero_grad()
            prediction = self._predict(x)
            loss = loss_of(prediction, y)
            extra = optimizers.penalty(trainer, self._parameters)
            total = loss if extra is None else loss + extra
            total.backward()  # type: ignore[no-untyped-call]
            optimizers.lay_out(self._optimizer, self._parameters)
            if not first:
                first.append((loss.detach(), prediction.detach()))
            return total

        self._optimizer.step(closure)  # type: ignore[arg-type]
        return first[0]

    def _predict(self, x: Tensor) -> Tensor:
        """Run the network on a batch, or use up the pass that a reading has just done."""
        passed, self._passed = self._passed, None
        return self._run(x) if passed is None else passed

    def pass_ahead(self, x: Tensor) -> Tensor:
        """Do the forward pass of the next step, and leave it to that step."""
        if self.captured is not None:  # which repeats a pass of its own
            with torch.no_grad():
                return self._run(x)
        self._passed = self._run(x)
        return self._passed.detach()

    def forget(self) -> None:
        """Leave no pass to the next step: something else has changed."""
        self._passed = None
