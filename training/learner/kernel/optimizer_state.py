"""Numbers for the kernel's optimizer formulas."""

import numpy as np

from training.arrays import Floats, Floats32
from training.settings import Trainer
from training.settings.choices.optimizer_base import NUMBERS


def numbers(trainer: Trainer, rates: Floats, before: int) -> Floats32:
    """Return the numbers of an optimizer's formula for each step, flat: (steps * ``NUMBERS``,).

    ``rates``: the learning rate of each step; ``before``: steps done since its state was reset.
    """
    step = np.arange(before + 1, before + len(rates) + 1, dtype=np.float64)
    table = np.zeros((len(rates), NUMBERS), dtype=np.float32)
    columns = trainer.optimizer.kernel_numbers(rates, trainer.weight_decay, step)
    for column, values in enumerate(columns):
        table[:, column] = values
    return table.ravel()
