"""One network being trained: its data, its parameters and its step engines."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.arrays import Floats32, Steps
from training.learner import devices
from training.learner.autograd import AutogradSteps
from training.learner.checkpoint import CheckpointError
from training.learner.compiled_steps import CompiledSteps
from training.learner.cuda_graph import GraphSteps
from training.learner.evaluation import Evaluation
from training.learner.schedule import Schedule
from training.learner.step_engine import StepEngine
from training.learner.trained_network import TrainedNetwork
from training.learner.training_data import TrainingData
from training.settings import Experiment
from training.setup.prepare import prepare
from training.setup.setup import Setup

if TYPE_CHECKING:
    from training.learner.kernel.step_batch import StepBatch


@dataclass(frozen=True, slots=True, eq=False)
class StepResults:
    """Losses and peaks of a chunk of steps.

    ``losses``: shape (k,), each step's loss before its update. ``peak_steps``, ``peaks``: shapes
    (j,) and (j, p), the network's complex spectrum at the tracked peaks.
    """

    losses: Floats32
    peak_steps: Steps
    peaks: NDArray[np.complex128]


class Learner:
    """Model, optimizer and data of one run, and the number of steps done.

    Raises
    ------
    Problem
        When the data cannot be had; the message is for the user.
    """

    def __init__(self, experiment: Experiment, device: torch.device) -> None:
        self.device = device
        threads = devices.set_threads(experiment)
        self.data = TrainingData(experiment, device)
        self.network = TrainedNetwork(experiment, device)
        self.compiled = CompiledSteps(self.network, self.data)
        self.graph = GraphSteps(self.network, self.data, threads)
        self.autograd = AutogradSteps(self.network, self.data, threads)
        self._engines: tuple[StepEngine, ...] = (self.compiled, self.graph, self.autograd)
        self._last: StepEngine = self.autograd
        self.evaluation = Evaluation(self.data, self.network, self._engine)

    def _engine(self) -> StepEngine:
        """Return the engine of the next steps; on a switch the last one hands its state back."""
        engine = next(each for each in self._engines if each.supports(self.experiment))
        if engine is not self._last:
            self._last.release()
            self._last = engine
        return engine

    # --- what it is ---

    @property
    def experiment(self) -> Experiment:
        """The experiment, with all changes made during the run."""
        return self.data.experiment

    @property
    def setup(self) -> Setup:
        """Data, spectrum and baselines, known without training."""
        return self.data.setup

    @property
    def schedule(self) -> Schedule:
        """At which steps something is measured."""
        return self.data.schedule

    @property
    def step(self) -> int:
        """How many steps were done."""
        return self.network.step

    @property
    def model(self) -> nn.Module:
        """The network as it is after the last step."""
        self._last.settle()
        return self.network.module

    @property
    def uses_kernel(self) -> bool:
        """Whether the next steps are compiled ones; else they are autograd's."""
        return self._engine() is self.compiled

    @property
    def threads(self) -> int:
        """How many threads of the CPU the next steps take."""
        return self._engine().threads

    # --- training ---

    def advance(self, count: int) -> StepResults:
        """Do ``count`` optimizer steps; nothing leaves the device before the last of them."""
        steps = self.steps(count)
        while True:
            try:
                next(steps).do()
            except StopIteration as done:
                progress: StepResults = done.value
                return progress

    def steps(self, count: int) -> Generator["StepBatch", None, StepResults]:
        """Do ``count`` steps; yield compiled step batches, which the caller executes.

        The learner must not be used otherwise until the generator has ended.
        """
        data, first = self.data, self.step
        losses, peaks = yield from self._engine().steps(first, count, self.evaluation.peaks)
        self.network.step += count
        self.evaluation.forget()
        return StepResults(losses, data.peak_steps(first, self.step), data.peaks(peaks))

    def change(self, experiment: Experiment) -> None:
        """Apply other live settings; raise Problem and keep the old ones if impossible."""
        before = self.experiment
        needs_data = (experiment.dataset, experiment.spectrum) != (before.dataset, before.spectrum)
        setup = prepare(experiment) if needs_data else None
        self._last.release()
        self.network.change(experiment)
        self.data.change(experiment, setup)
        self.evaluation.begin_anew(has_other_data=setup is not None)

    # --- checkpoints, and the last good state ---

    def state(self) -> dict[str, Any]:
        """Return the full training state, without experiment and data."""
        self._last.settle(with_optimizer=True)
        has_kernel = self.compiled.is_there
        return {"has_kernel": has_kernel, **self.network.state(), **self.data.state()}

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Restore a state: training continues bit for bit.

        Raises
        ------
        CheckpointError
            When it is damaged or belongs to another network; the learner is of no use then.
        """
        self._last.release()
        try:
            # Early checkpoints have no such entry.
            self.compiled.go_on(is_wanted=bool(state.get("has_kernel", False)))
            self.network.set_state(state)
            self.data.set_state(state)
        except CheckpointError:
            raise
        except (KeyError, TypeError, ValueError, RuntimeError, IndexError, AttributeError):
            raise CheckpointError("The checkpoint is damaged.") from None
        self.evaluation.forget()
        self.keep()

    def keep(self) -> None:
        """Save the parameters as the last good ones."""
        self._last.settle()
        self.network.keep()

    def restore(self) -> None:
        """Restore the last good parameters."""
        self._last.release()
        self.network.restore()
        self.evaluation.forget()
