"""Many inputs whose values are summed up."""

import numpy as np

from training.arrays import Floats
from training.data.datasets.build import load
from training.data.kinds import TableData
from training.settings import SumDataset
from training.settings.formula import evaluate


@load.register
def load_sum(settings: SumDataset) -> TableData:
    """Draw inputs and noise from the data seed; training and test points from streams of their own.

    The number of training points does not change the test points.
    """
    train, test = np.random.default_rng(settings.seed).spawn(2)
    return TableData(
        *_draw(settings, settings.points, train), *_draw(settings, settings.test_points, test)
    )


def _draw(settings: SumDataset, count: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    x = random.uniform(settings.low, settings.high, (count, settings.dimension))
    relevant = x[:, : settings.relevant]
    summands = evaluate(settings.formula, relevant.ravel(), 1.0).reshape(relevant.shape)
    return x, summands.sum(axis=1) + settings.noise * random.standard_normal(count)
