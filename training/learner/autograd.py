"""The reference steps: forward, backward by autograd, optimizer; faster ones must agree."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext

import torch
from torch import Tensor

from training.learner import optimizers
from training.learner.losses import loss_function
from training.learner.memory import explained
from training.learner.step_engine import EngineResults, EngineSteps
from training.learner.trained_network import TrainedNetwork
from training.learner.training_data import TrainingData
from training.settings import Experiment


class AutogradSteps:
    """Does one step after the other, on the network itself; a ``StepEngine``.

    Parameters
    ----------
    threads
        Of the CPU, with which PyTorch computes.
    """

    def __init__(self, network: TrainedNetwork, data: TrainingData, threads: int) -> None:
        self._network, self._data, self._threads = network, data, threads
        self._passed: Tensor | None = None

    @property
    def threads(self) -> int:
        """How many threads of the CPU the next steps take."""
        return self._threads

    def supports(self, experiment: Experiment) -> bool:  # noqa: ARG002
        """Return True: autograd can do every experiment."""
        return True

    def steps(self, first: int, count: int, read_peaks: Callable[[], Tensor]) -> EngineSteps:
        """Do some steps; see ``StepEngine``. Nothing leaves the device before the last of them."""
        yield from ()  # no step batches to yield
        data = self._data
        with explained(data.experiment, data.points, data.device), self._drawing():
            return self._do(first, count, read_peaks)

    def _drawing(self) -> AbstractContextManager[None]:
        return self._data.dropout.in_default() if self._data.experiment.dropout else nullcontext()

    def _do(self, first: int, count: int, read_peaks: Callable[[], Tensor]) -> EngineResults:
        data, network, every = self._data, self._network, self._data.peaks_every
        losses = torch.empty(count, device=data.device)
        peaks: list[Tensor] = []
        network.module.train()
        for step in range(first, first + count):
            x, y = data.next_batch()
            if data.has_schedule:  # else it was set when the optimizer was made
                optimizers.set_rate(network.optimizer, float(data.rates(step, 1)[0]))
            is_measured = every > 0 and step % every == 0
            if is_measured and every > 1:
                peaks.append(read_peaks())
                network.module.train()
            loss, prediction = self.step(x, y)
            losses[step - first] = loss
            if is_measured and every == 1:
                peaks.append(torch.mv(data.peak_basis, prediction.squeeze(1))[None])
        return EngineResults(losses.cpu().numpy(), peaks)

    def step(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Do one step; return its loss and its outputs, both from before the update.

        Both tensors are valid until the next step.
        """
        return self.update(x, y)

    def update(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Do one step, kernel by kernel."""
        trainer, optimizer = self._data.experiment.trainer, self._network.optimizer
        parameters, loss_of = self._network.parameters, loss_function(trainer)
        first: list[tuple[Tensor, Tensor]] = []

        def closure() -> Tensor:
            optimizer.zero_grad()
            prediction = self._predict(x)
            loss = loss_of(prediction, y)
            extra = optimizers.penalty(trainer, parameters)
            total = loss if extra is None else loss + extra
            total.backward()  # type: ignore[no-untyped-call]
            optimizers.lay_out(optimizer, parameters)
            if not first:
                first.append((loss.detach(), prediction.detach()))
            return total

        optimizer.step(closure)  # type: ignore[arg-type]
        return first[0]

    def _predict(self, x: Tensor) -> Tensor:
        """Run the network on a batch, or consume the forward pass of ``outputs_ahead``."""
        passed, self._passed = self._passed, None
        return self._network.run(x) if passed is None else passed

    def outputs(self, chunks: Iterable[Tensor]) -> Tensor:
        """Return the network's values without dropout, shape (n, k)."""
        return self._network.outputs(chunks)

    def outputs_ahead(self, x: Tensor) -> Tensor:
        """Do the forward pass of the next step early; that step then reuses it."""
        self._passed = self._network.run(x)
        return self._passed.detach()

    def forget(self) -> None:
        """Drop the stored forward pass: parameters or data have changed."""
        self._passed = None

    def settle(self, *, with_optimizer: bool = False) -> None:
        """Do nothing: these steps are done on the network itself."""

    def release(self) -> None:
        """Drop the stored forward pass; parameters are in the network already."""
        self.forget()
