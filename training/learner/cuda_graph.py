"""A training step as one CUDA graph: the processor starts all of its kernels at once.

What a step computes is the same as without, bit for bit; only the launches are saved, which is
what a small network's or a small batch's step on a GPU consists of.
"""

import logging
from collections.abc import Callable

import torch
from torch import Tensor
from typing_extensions import override

from training.learner.autograd import AutogradSteps
from training.learner.trained_network import TrainedNetwork
from training.learner.training_data import TrainingData
from training.settings import Experiment, LabelledDataset

log = logging.getLogger(__name__)

WARM_UP = 3
"""Steps done as usual first: they make gradients, the optimizer's memory and libraries' plans, none
of which may come into being while a graph is captured (PyTorch, "CUDA Graphs")."""
LARGEST_BATCH = 128
"""Of images: beyond it a step's kernels take longer than their launches."""

Update = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]


def is_worth_capturing(experiment: Experiment, device: torch.device, points: int) -> bool:
    """Whether to capture steps of ``points`` points; a line search cannot be captured."""
    is_small = not isinstance(experiment.dataset, LabelledDataset) or points <= LARGEST_BATCH
    return device.type == "cuda" and is_small and not experiment.trainer.optimizer.searches


class CapturedStep:
    """Does steps by calling ``update``, and from the fourth on by replaying a CUDA graph.

    Must be discarded when network, optimizer or anything else that a step uses changes.

    Parameters
    ----------
    update
        Does a step on inputs and targets; returns its loss and its outputs.
    """

    def __init__(self, update: Update) -> None:
        self._update = update
        self._warm_ups = 0
        self._graph: torch.cuda.CUDAGraph | None = None
        self._has_failed = False
        self._x, self._y = torch.empty(0), torch.empty(0)
        self._found = (self._x, self._y)

    def __call__(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Do a step; the returned tensors are valid until the next one."""
        if self._has_failed or (self._graph is not None and x.shape != self._x.shape):
            return self._update(x, y)  # the last batch of an epoch may be short
        if self._warm_ups < WARM_UP:
            self._warm_ups += 1
            return self._aside(x, y)
        if self._graph is None:
            try:
                self._graph = self._capture(x, y)
            except RuntimeError:
                log.exception("a step cannot be captured; training goes on without")
                self._has_failed = True
                return self._update(x, y)
        self._x.copy_(x)
        self._y.copy_(y)
        self._graph.replay()
        return self._found

    def _aside(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Do an eager step on a side stream, as PyTorch requires before capture."""
        stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            result = self._update(x, y)
        torch.cuda.current_stream().wait_stream(stream)
        return result

    def _capture(self, x: Tensor, y: Tensor) -> torch.cuda.CUDAGraph:
        """Capture a step's kernels without running them."""
        graph = torch.cuda.CUDAGraph()
        self._x, self._y = x.clone(), y.clone()
        with torch.cuda.graph(graph, capture_error_mode="thread_local"):
            self._found = self._update(self._x, self._y)
        return graph


class GraphSteps(AutogradSteps):
    """Does the steps of autograd, each of them as one graph; a ``StepEngine``."""

    def __init__(self, network: TrainedNetwork, data: TrainingData, threads: int) -> None:
        super().__init__(network, data, threads)
        self.captured = CapturedStep(self.update)

    @override
    def supports(self, experiment: Experiment) -> bool:
        return is_worth_capturing(experiment, self._data.device, self._data.points)

    @override
    def step(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        return self.captured(x, y)

    @override
    def outputs_ahead(self, x: Tensor) -> Tensor:
        return self.outputs([x])  # a graph cannot reuse an outside pass

    @override
    def release(self) -> None:
        super().release()
        self.captured = CapturedStep(self.update)
