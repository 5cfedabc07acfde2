"""What an optimizer is given in each step, and where PyTorch keeps what it remembers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats, Floats32
from training.learner.kernel.formulas import OPTIMIZER_NUMBERS
from training.settings import Trainer
from training.settings import trainer as settings

Numbers = Callable[[Any, Floats, float, NDArray[np.int64]], list[Any]]
"""Takes settings, the rate of each step, weight decay and the number of each step."""


def _of_adam(s: settings.Adam, rates: Floats, decay: Any, t: NDArray[np.int64]) -> list[Any]:
    root = np.sqrt(1 - s.beta2**t)
    return [rates / (1 - s.beta1**t), decay, 1 - s.beta1, 1 - s.beta2, s.beta2, 1 / root, s.eps]


def _of_adamw(s: settings.AdamW, rates: Floats, decay: Any, t: NDArray[np.int64]) -> list[Any]:
    return _of_adam(s, rates, rates * decay, t)


@dataclass(frozen=True, slots=True)
class Memory:
    """Names of the two memories in PyTorch's state; None: has none."""

    numbers: Numbers
    first: str | None = None
    second: str | None = None
    counts: bool = False
    """Whether the steps are counted there."""


MEMORIES: Mapping[type, Memory] = {
    settings.Sgd: Memory(lambda _, rates, decay, __: [rates, decay]),
    settings.Momentum: Memory(
        lambda s, rates, decay, _: [rates, decay, s.momentum], "momentum_buffer"
    ),
    settings.Nesterov: Memory(
        lambda s, rates, decay, _: [rates, decay, s.momentum], "momentum_buffer"
    ),
    settings.Adam: Memory(_of_adam, "exp_avg", "exp_avg_sq", counts=True),
    settings.AdamW: Memory(_of_adamw, "exp_avg", "exp_avg_sq", counts=True),
    settings.RmsProp: Memory(
        lambda s, rates, decay, _: [
            rates, decay, s.momentum, 1 - s.alpha, s.alpha, 0.0, s.eps
        ],
        "momentum_buffer", "square_avg", counts=True,
    ),
    settings.Rprop: Memory(
        lambda s, rates, decay, _: [rates, decay, s.grow, s.shrink, s.smallest, s.largest],
        "prev", "step_size", counts=True,
    ),
}  # fmt: skip


def numbers(trainer: Trainer, rates: Floats, before: int) -> Floats32:
    """Return what the formula of an optimizer is given, flat, for each step.

    ``rates``: the learning rate of each step; ``before``: steps that its memory goes back.
    """
    t = np.arange(before + 1, before + len(rates) + 1)
    given = MEMORIES[type(trainer.optimizer)].numbers(
        trainer.optimizer, rates, trainer.weight_decay, t
    )
    table = np.zeros((len(rates), OPTIMIZER_NUMBERS), dtype=np.float32)
    for column, values in enumerate(given):
        table[:, column] = values
    return table.ravel()
