"""The protocol of step engines: ways to do optimizer steps.

A ``Learner`` asks its engines in order and takes the first that supports an experiment. An engine
may keep parameters in its own layout; ``settle`` and ``release`` copy them back.
"""

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from torch import Tensor

from training.arrays import Floats32
from training.settings import Experiment

if TYPE_CHECKING:
    from training.learner.kernel.step_batch import StepBatch


class EngineResults(NamedTuple):
    """Losses and peaks of some steps, as an engine returns them.

    ``losses``: shape (k,), each step's loss before its update. ``peaks``: one tensor of tracked
    peaks for each measurement, in order; see ``TrainingData.peaks``.
    """

    losses: Floats32
    peaks: list[Tensor]


EngineSteps = Generator["StepBatch", None, EngineResults]


class StepEngine(Protocol):
    """A way to do optimizer steps on a network, and to evaluate it between them."""

    @property
    def threads(self) -> int:
        """How many threads of the CPU the next steps take."""

    def supports(self, experiment: Experiment) -> bool:
        """Whether the steps of an experiment can be done in this way."""

    def steps(self, first: int, count: int, read_peaks: Callable[[], Tensor]) -> EngineSteps:
        """Do ``count`` steps from step ``first`` on; yield step batches, which the caller executes.

        ``read_peaks`` evaluates the tracked peaks at the current parameters, shape (1, 2 p).
        """

    def outputs(self, chunks: Iterable[Tensor]) -> Tensor:
        """Return the network's outputs without dropout: chunks of (n, d) to one (n, k)."""

    def outputs_ahead(self, x: Tensor) -> Tensor:
        """Return the outputs at the next step's points; that step may reuse the forward pass."""

    def forget(self) -> None:
        """Drop what was computed ahead of the next step."""

    def settle(self, *, with_optimizer: bool = False) -> None:
        """Copy the newest parameters to the network.

        ``with_optimizer``: and the optimizer's state.
        """

    def release(self) -> None:
        """Copy all state back, and load it again at the next step.

        Must be called before anything changes that steps depend on.
        """
