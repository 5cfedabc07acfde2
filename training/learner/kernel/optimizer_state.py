"""What an optimizer is given in each step."""

import numpy as np

from training.arrays import Floats, Floats32
from training.settings import Trainer
from training.settings.choices.optimizer_base import NUMBERS


def numbers(trainer: Trainer, rates: Floats, before: int) -> Floats32:
    """Return what the formula of an optimizer is given, flat, for each step.

    ``rates``: the learning rate of each step; ``before``: steps that its memory goes back.
    """
    step = np.arange(before + 1, before + len(rates) + 1, dtype=np.float64)
    table = np.zeros((len(rates), NUMBERS), dtype=np.float32)
    columns = trainer.optimizer.kernel_numbers(rates, trainer.weight_decay, step)
    for column, values in enumerate(columns):
        table[:, column] = values
    return table.ravel()
