"""What does optimizer steps: one protocol for all ways to do them.

A ``Learner`` asks its engines in order and takes the first that supports an experiment. An engine
may keep the parameters in an order of its own; ``settle`` and ``release`` bring them back.
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
        """Do ``count`` steps, from step ``first`` on; yield what others may do in between.

        ``read_peaks`` reads the tracked peaks of the network as it is then, shape (j, 2 p).
        """

    def outputs(self, chunks: Iterable[Tensor]) -> Tensor:
        """Return the values of the network without dropout: parts of (n, d) to one of (n, k)."""

    def outputs_ahead(self, x: Tensor) -> Tensor:
        """Return the values at all points that the next step sees, which may use them up."""

    def forget(self) -> None:
        """Keep nothing that was computed ahead of the next step: it might no longer be true."""

    def settle(self, *, with_optimizer: bool = False) -> None:
        """Let the network have the parameters that the steps have come to.

        ``with_optimizer``: and the optimizer what it is to remember.
        """

    def release(self) -> None:
        """Let network and optimizer have all, and begin anew from what they are at the next step.

        Needed before anything changes that steps depend on.
        """
