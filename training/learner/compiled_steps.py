"""Steps by the compiled kernel, which has its own layout of parameters and optimizer state."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from training.learner.kernel import cache
from training.learner.step_engine import EngineResults, EngineSteps
from training.learner.trained_network import TrainedNetwork
from training.learner.training_data import TrainingData
from training.settings import Experiment

if TYPE_CHECKING:
    from training.learner.kernel.stepper import KernelStepper

PATIENCE = 120.0
"""Seconds that resuming a run with compiled steps waits for the compiler."""


class CompiledSteps:
    """Moves parameters and optimizer state to the kernel and back; a ``StepEngine``."""

    def __init__(self, network: TrainedNetwork, data: TrainingData) -> None:
        self._network, self._data = network, data
        self._is_cpu = data.device.type == "cpu"
        self.is_there = self._is_cpu and cache.kernel() is not None
        """Whether there is a kernel for this learner."""
        self._stepper: KernelStepper | None = None
        self._is_stored = True
        """Whether the network has the newest parameters."""

    def go_on(self, *, is_wanted: bool) -> None:
        """Use the kernel if the checkpoint did, waiting for the compiler.

        Without a kernel on this computer autograd continues, the same but for rounding.
        """
        self.is_there = is_wanted and self._is_cpu and cache.kernel(patience=PATIENCE) is not None

    @property
    def threads(self) -> int:
        """How many threads of the CPU the next steps take, at most."""
        return self.take().threads

    def supports(self, experiment: Experiment) -> bool:
        """Whether there is a kernel, and formulas of all that the experiment chooses."""
        return self.is_there and cache.supports(experiment)

    def take(self) -> "KernelStepper":
        """Return the stepper, loaded from network and optimizer if it is new."""
        if self._stepper is None:
            from training.learner.kernel.stepper import KernelStepper  # noqa: PLC0415 - brings numba

            experiment, network = self._data.experiment, self._network
            x, y = self._data.on_device.batch(None, self._data.shuffler)
            self._stepper = KernelStepper(experiment, x, y, min(self._data.points, len(y)))
            rate = experiment.trainer.learning_rate
            self._stepper.load(network.module, network.optimizer, rate)
        return self._stepper

    def steps(self, first: int, count: int, read_peaks: Callable[[], Tensor]) -> EngineSteps:
        """Yield step batches for the kernel; see ``StepEngine``."""
        data, every, stepper = self._data, self._data.peaks_every, self.take()
        losses, peaks = np.empty(count, dtype=np.float32), []
        done = 0
        while done < count:
            step = first + done
            if every > 1 and step % every == 0:
                peaks.append(read_peaks())
            part = count - done if every <= 1 else min(count - done, every - step % every)
            if data.experiment.dropout:
                part = min(part, stepper.most_steps)
            with data.dropout.generator() as generator:
                batches, rates = data.batches.take(part), data.rates(step, part)
                batch = stepper.begin(
                    data.experiment, rates, batches, generator, wants_outputs=every == 1
                )
            self._is_stored = False
            yield batch
            losses[done : done + part] = batch.losses
            if every == 1:
                peaks.append(torch.from_numpy(batch.outputs) @ data.peak_basis.T)
            done += part
        return EngineResults(losses, peaks)

    def outputs(self, chunks: Iterable[Tensor]) -> Tensor:
        """Return the network's values without dropout, shape (n, k)."""
        stepper = self.take()
        return torch.cat([stepper.outputs(x) for x in chunks])

    def outputs_ahead(self, x: Tensor) -> Tensor:
        """Return the values at the next step's points; the kernel cannot reuse the pass."""
        return self.outputs([x])

    def forget(self) -> None:
        """Do nothing: nothing is computed ahead."""

    def settle(self, *, with_optimizer: bool = False) -> None:
        """Copy parameters to the network, and state to the optimizer if asked."""
        if self._stepper is not None and (with_optimizer or not self._is_stored):
            optimizer = self._network.optimizer if with_optimizer else None
            self._stepper.store(self._network.module, optimizer)
            self._is_stored = True

    def release(self) -> None:
        """Copy all state back and drop the stepper; the next step loads it again."""
        self.settle(with_optimizer=True)
        self._stepper = None
