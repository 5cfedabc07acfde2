"""Base classes of optimizers; see ``optimizers``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from training.arrays import Floats
from training.settings.base import Settings
from training.settings.choices.vectors import Vector, Vectors

Option = bool | int | float | str | tuple[float, float]
Options = Mapping[str, Option]
Column = float | Floats
"""The same in each step, or a number for each."""
Columns = tuple[Column, ...]
Updates = dict[int, Vector]
PARAMETER, GRADIENT, FIRST, SECOND = range(4)
"""Arrays that formulas read and write: parameter, gradient, two state variables."""
RATE, DECAY = 0, 1
"""Indices of learning rate and weight decay among the numbers of a formula."""
NUMBERS = 8
"""Of a formula at most."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A state variable of each parameter.

    Attributes
    ----------
    name
        Of it in the state of PyTorch's optimizer.
    begins_with_rate
        Whether its initial value is the learning rate, not 0.
    """

    name: str
    begins_with_rate: bool = False


@dataclass(frozen=True, slots=True)
class OptimizerKernel:
    """How compiled steps update a parameter.

    Attributes
    ----------
    formula
        Takes vectors by index (``PARAMETER`` ...) and the numbers of ``kernel_numbers``; returns
        new values by index.
    memories
        ``FIRST`` and ``SECOND``, as far as there are.
    """

    formula: Callable[[Vectors, Vectors], Updates]
    memories: tuple[Memory, ...] = ()


class OptimizerSettings(Settings):
    """What every optimizer has; see ``training.settings.choices.optimizers``."""

    torch_class: ClassVar[str]
    """Of ``torch.optim``."""
    fixed: ClassVar[Options] = {}
    """Arguments of that class that no setting changes."""
    counts_steps: ClassVar[bool] = False
    """Whether PyTorch keeps the number of steps with each parameter."""
    knows_decay: ClassVar[bool] = True
    """Whether that class takes a weight decay; else a penalty is added to the loss."""
    searches: ClassVar[bool] = False
    """Whether a step evaluates several gradients, as a line search does."""
    kernel: ClassVar[OptimizerKernel | None] = None

    def options(self) -> Options:
        """Return the arguments of the class that the settings say, besides rate and decay."""
        return {}

    def kernel_numbers(self, rates: Column, decay: float, step: Floats) -> Columns:  # noqa: ARG002
        """Return the numbers that the kernel's formula is given, ``RATE`` and ``DECAY`` first.

        ``rates`` and ``step``, shape (steps,): each step's learning rate and number, from 1.
        """
        return rates, decay
