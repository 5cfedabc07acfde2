"""Inputs of steps: data on the device, batches, learning rates, random numbers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.arrays import Bools, Floats, Steps
from training.data.kinds import LabelledData
from training.learner.batches import Batches
from training.learner.device_data import make_device_data
from training.learner.memory import check_batch
from training.learner.random_state import RandomState
from training.learner.schedule import Schedule
from training.settings import Experiment
from training.setup.prepare import data_settings, prepare, with_baselines
from training.setup.setup import Setup


class TrainingData:
    """The data of one learner, and its state except for parameters and optimizer.

    Raises
    ------
    Problem
        When the data cannot be had, or a batch does not fit into memory.
    """

    def __init__(self, experiment: Experiment, device: torch.device) -> None:
        self.experiment, self.device = experiment, device
        seed = experiment.trainer.seed
        self.dropout = RandomState(seed, device)
        self.shuffler = torch.Generator().manual_seed(seed)
        self._use(prepare(experiment))

    def _use(self, setup: Setup) -> None:
        self.setup = setup
        data, spectrum = setup.data, setup.spectrum
        has_own = spectrum.points not in ("train", "test", "grid")
        extra = {spectrum.points: spectrum.inputs(data.scale)} if has_own else {}
        self.on_device = make_device_data(data, extra, self.device)
        self.tests = {name: self._places(chosen) for name, chosen in data.tests.items()}
        """Which test points a test loss is of, by name; None: all."""
        self.batches = self._make_batches()
        weights = spectrum.peak_basis * data.scale.y_factor
        basis = np.concatenate([weights.real, weights.imag]).astype(np.float32)
        self.peak_basis = torch.from_numpy(basis).to(self.device)
        """Shape (2 p, n): times the outputs it gives the tracked peaks, real parts first."""

    def _places(self, chosen: Bools) -> Tensor | None:
        return None if chosen.all() else torch.from_numpy(np.flatnonzero(chosen)).to(self.device)

    def _make_batches(self) -> Batches:
        check_batch(self.experiment, self.points, self.device)
        size = self.experiment.trainer.batch_size
        return Batches(self.on_device.count, size, self.shuffler, self.device)

    def change(self, experiment: Experiment, setup: Setup | None) -> None:
        """Apply other settings; ``setup`` is given where data or frequencies differ."""
        before, self.experiment = self.experiment, experiment
        if setup is not None:
            self._use(setup)
            return
        if data_settings(experiment) != data_settings(before):
            self.setup = with_baselines(self.setup, experiment)
        if experiment.trainer.batch_size != before.trainer.batch_size:
            self.batches = self._make_batches()

    # --- steps ---

    @property
    def points(self) -> int:
        """How many points a step sees, at most."""
        return self.experiment.trainer.batch_size or self.on_device.count

    def next_batch(self) -> tuple[Tensor, Tensor]:
        """Return inputs and targets of the next step, shapes (b, d) and (b, k)."""
        return self.on_device.batch(self.batches.next(), self.shuffler)

    @property
    def has_schedule(self) -> bool:
        """Whether the learning rate changes by itself."""
        return self.experiment.trainer.schedule.kind != "constant"

    def rates(self, first: int, count: int) -> Floats:
        """Return the scheduled learning rates, shape (count,)."""
        trainer, per_epoch = self.experiment.trainer, self.batches.per_epoch
        factors: list[float] | float = 1.0
        if self.has_schedule:
            factors = [
                trainer.schedule.factor(step / per_epoch, step / trainer.steps)
                for step in range(first, first + count)
            ]
        return np.full(count, trainer.learning_rate) * np.asarray(factors, dtype=np.float64)

    @property
    def steps_see_outputs(self) -> bool:
        """Whether a step's forward pass gives the outputs at ``train`` points."""
        return (
            self.batches.is_full and self.on_device.evaluates_all and self.experiment.dropout == 0
        )

    # --- when something is measured ---

    @property
    def schedule(self) -> Schedule:
        """At which steps something is measured."""
        is_costly = isinstance(self.setup.data, LabelledData)
        return Schedule(self.batches.per_epoch if is_costly else 1)

    @property
    def peaks_every(self) -> int:
        """Steps between two measurements of the tracked peaks.

        1 where a step computes the needed outputs anyway; else so large that the extra forward
        passes cost about a tenth of the training. 0 where there are no peaks.
        """
        spectrum = self.setup.spectrum
        if not len(spectrum.peaks):
            return 0
        if self.steps_see_outputs and spectrum.points == "train":
            return 1
        return max(2, round(4 * spectrum.count / self.points))

    def peak_steps(self, first: int, end: int) -> Steps:
        """Return the steps from ``first`` to before ``end`` at which peaks are measured."""
        steps, every = np.arange(first, end, dtype=np.int64), self.peaks_every
        return steps[steps % every == 0] if every > 0 else steps[:0]

    def peaks(self, rows: list[Tensor]) -> NDArray[np.complex128]:
        """Make complex numbers, shape (j, p), of rows with real parts before imaginary ones."""
        count = len(self.setup.spectrum.peaks)
        if not rows:
            return np.empty((0, count), dtype=np.complex128)
        values = torch.cat(rows).cpu().numpy().astype(np.float64)
        return np.asarray(values[:, :count] + 1j * values[:, count:])

    # --- checkpoints ---

    def state(self) -> dict[str, Any]:
        """Return its state, for a checkpoint."""
        return {"batches": self.batches.state(), "dropout": self.dropout.state}

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Restore a state that was taken on the same data."""
        self.batches.set_state(state["batches"])
        self.dropout.state = state["dropout"]
