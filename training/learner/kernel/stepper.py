"""The compiled steps of one network, with parameters and optimizer state in the kernel's layout."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn, optim

from training import machine
from training.arrays import Floats, Floats32
from training.learner.kernel import cache, choosers, optimizer_state
from training.learner.kernel import layout as at
from training.learner.kernel.kernel import KernelConfig, StepArrays, Storage
from training.learner.kernel.layout import Layout, zeros
from training.learner.kernel.simd import LANES
from training.learner.kernel.step_batch import KernelNetwork, StepBatch
from training.learner.kernel.thread_count import ThreadCount
from training.learner.kernel.tiles import ROWS
from training.settings import Experiment, Mlp

THREADED = 3_000_000
"""Floating point operations of a step from which several threads are faster."""
MOST_THREADS = 8
MASK_NUMBERS = 4_000_000
"""Dropout masks of one call at most: 16 MB."""
EVALUATED = 128
"""Points that go through the network at once where it is evaluated."""


class KernelStepper:
    """Does many steps in one call; holds parameters and optimizer state in its own layout.

    Parameters
    ----------
    x, y
        Inputs and targets, shapes (n, d) and (n, k).
    batch
        Points of the largest batch.
    """

    def __init__(self, experiment: Experiment, x: Tensor, y: Tensor, batch: int) -> None:
        model, kernel = experiment.model, cache.kernel()
        assert isinstance(model, Mlp)
        assert kernel is not None
        optimizer = type(experiment.trainer.optimizer)
        assert optimizer.kernel is not None
        self._memories, self._counts = optimizer.kernel.memories, optimizer.counts_steps
        copies = 2 if model.antisymmetric else 1
        self._copies, self._batch = copies, batch
        layers = model.layers(x.shape[1], y.shape[1])
        self._layout = layout = Layout.of(layers, copies, batch)
        self._mask_width = int(layout.plan[:, at.Z_WIDTH].sum())
        self.threads = self._most_threads()
        """At most; fewer are used where other processes need the cores."""
        self._points, self._results = y.shape
        self._x, self._y = (values.numpy().ravel().copy() for values in (x, y))
        size = layout.parameters + layout.row  # transposing reads one row past the end
        self._params, self._m, self._v = (zeros(size) for _ in range(3))
        zero_row = zeros(layout.row + 1)
        zero_row[-1] = 1.0  # what errors are summed up with
        number = np.full(1, model.activation.kernel_number, np.float32)
        storage = Storage(
            layout.plan, self._params, self._m, self._v, zeros(layout.work),
            zeros(batch), zero_row, number,
            np.full(1, model.output_factor, np.float32),
        )  # fmt: skip
        config = KernelConfig(copies, *choosers.numbers_of(model.activation, experiment.trainer))
        size = ROWS * len(zero_row) + layout.turned
        scratch = [zeros(size) for _ in range(self.threads)]
        self._network = KernelNetwork(
            kernel, config, storage, scratch, ThreadCount(self.threads), self._work
        )
        evaluated = Layout.of(layers, copies, EVALUATED)
        self._evaluated = storage._replace(
            plans=evaluated.plan,
            work=zeros(evaluated.work),
            sums=zeros(EVALUATED),
        )
        self.steps = 0
        """Steps done since the optimizer's state was reset."""

    @property
    def _work(self) -> float:
        """Floating point operations of a step, about."""
        plan = self._layout.plan
        return 6.0 * int((plan[:, at.IN] * plan[:, at.OUT]).sum()) * self._batch

    def _most_threads(self) -> int:
        widest = int(self._layout.plan[:, at.Z_WIDTH].max()) // LANES
        cores = min(machine.cores(), MOST_THREADS, max(1, widest // 2))
        return cores if self._work >= THREADED else 1

    # --- to and from PyTorch ---

    def _places(self, model: nn.Module, values: Floats32) -> Iterator[tuple[Tensor, Floats32]]:
        """Yield each parameter with the view of the flat array that holds it."""
        linears = [module for module in model.modules() if isinstance(module, nn.Linear)]
        for linear, row in zip(linears, self._layout.plan.tolist(), strict=True):
            fan_in, fan_out, width = row[at.IN], row[at.OUT], row[at.WIDTH]
            lines, columns = (fan_out, fan_in) if row[at.IS_NARROW] else (fan_in, fan_out)
            flat = values[row[at.W_AT] : row[at.W_AT] + lines * width]
            weights = flat.reshape(lines, width)[:, :columns]
            yield linear.weight, weights if row[at.IS_NARROW] else weights.T
            if linear.bias is not None:
                yield linear.bias, values[row[at.B_AT] : row[at.B_AT] + fan_out]

    def load(self, model: nn.Module, optimizer: optim.Optimizer, rate: float) -> None:
        """Copy parameters and optimizer state in; ``rate`` initialises some states."""
        for parameter, place in self._places(model, self._params):
            place[:] = parameter.detach().numpy()
        self.steps = 0
        for memory, values in zip(self._memories, (self._m, self._v), strict=False):
            values[:] = rate if memory.begins_with_rate else 0.0
            for parameter, place in self._places(model, values):
                state = optimizer.state.get(parameter, {})
                if state.get(memory.name) is not None:
                    place[:] = state[memory.name].numpy()
                if self._counts and "step" in state:
                    self.steps = int(state["step"])

    @torch.no_grad()
    def store(self, model: nn.Module, optimizer: optim.Optimizer | None) -> None:
        """Copy parameters back, and optimizer state where an optimizer is given."""
        for parameter, place in self._places(model, self._params):
            parameter.copy_(torch.from_numpy(place))
        if optimizer is None or not self._memories or not self.steps:
            return
        states: dict[Tensor, dict[str, Any]] = {}
        for memory, values in zip(self._memories, (self._m, self._v), strict=False):
            for parameter, place in self._places(model, values):
                kept = torch.from_numpy(np.ascontiguousarray(place))
                states.setdefault(parameter, {})[memory.name] = kept.clone()
        for parameter, state in states.items():
            if self._counts:
                state["step"] = torch.tensor(float(self.steps))
            optimizer.state[parameter] = state

    # --- steps ---

    @property
    def most_steps(self) -> int:
        """How many steps with dropout may be asked for at once: each needs masks of its own."""
        return max(1, MASK_NUMBERS // (self._mask_width * self._batch))

    def _masks(
        self, dropout: float, sizes: NDArray[np.int64], generator: torch.Generator
    ) -> Floats32:
        """Draw dropout masks in the order in which PyTorch does."""
        if dropout == 0:
            return np.zeros(0, dtype=np.float32)
        masks = torch.zeros(len(sizes), self._mask_width * self._batch)
        hidden = self._layout.plan.reshape(self._copies, -1, self._layout.plan.shape[1])[:, :-1]
        for mask, points in zip(masks, sizes.tolist(), strict=True):
            starts = np.zeros(hidden.shape[:2], dtype=np.int64)  # the kernel goes layer by layer
            widths = hidden[:, :, at.Z_WIDTH] * points
            starts.T.flat[1:] = np.cumsum(widths.T.flat)[:-1]
            for copy, layers in enumerate(hidden.tolist()):
                for number, layer in enumerate(layers):
                    first, size = int(starts[copy, number]), points * layer[at.Z_WIDTH]
                    place = mask[first : first + size].view(points, layer[at.Z_WIDTH])
                    drawn = torch.empty(points, layer[at.OUT]).bernoulli_(
                        1 - dropout, generator=generator
                    )
                    place[:, : layer[at.OUT]] = drawn.div_(1 - dropout)
        return masks.numpy().ravel()

    def begin(
        self,
        experiment: Experiment,
        rates: Floats,
        batches: tuple[NDArray[np.int64], NDArray[np.int64]] | None,
        generator: torch.Generator,
        *,
        wants_outputs: bool,
    ) -> StepBatch:
        """Prepare one step for each rate; they must be done before the next call.

        Parameters
        ----------
        batches
            Points of each step, shape (steps, b), and how many of them count; None: all points.
        generator
            Draws dropout.
        """
        count = len(rates)
        if batches is None:
            chosen = np.zeros((count, 0), dtype=np.int64)
            sizes = np.full(count, self._points, dtype=np.int64)
        else:
            chosen, sizes = batches
        given = optimizer_state.numbers(experiment.trainer, rates, self.steps)
        each = self._points * self._results if wants_outputs else 0
        losses, outputs = (np.empty(size, dtype=np.float32) for size in (count, count * each))
        masks = self._masks(experiment.dropout, sizes, generator)
        self.steps += count
        steps = StepArrays(self._x, self._y, chosen, sizes, masks, given, losses, outputs)
        return StepBatch(self._network, steps)

    def outputs(self, x: Tensor) -> Tensor:
        """Return the outputs without dropout; shapes (n, d) -> (n, k)."""
        network, outputs = self._network, np.empty(len(x) * self._results, dtype=np.float32)
        threads, inputs = network.thread_count.best, x.numpy().ravel()
        network.together(network.kernel.evaluate, threads, self._evaluated, inputs, outputs)
        return torch.from_numpy(outputs.reshape(len(x), -1))
