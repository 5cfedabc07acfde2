"""What curves of accuracy are drawn against: steps, epochs, seconds, or the training loss."""

import math
from collections.abc import Mapping

import numpy as np

from training.arrays import Floats
from training.messages.readings import Curve, Series
from training.settings import Experiment
from training.setup.setup import Setup

STEPS, EPOCHS, SECONDS, LOSS = "steps", "epochs", "seconds", "loss"
KINDS = (EPOCHS, STEPS, SECONDS, LOSS)
SMALLEST_LOSS = 1e-6


def steps_per_epoch(setup: Setup, experiment: Experiment) -> int:
    """Return how many steps see each training point once."""
    size = experiment.trainer.batch_size
    return max(1, math.ceil(setup.data.count("train") / size)) if size else 1


def positions(kind: str, curve: Curve, series: Mapping[Series, Curve], per_epoch: int) -> Floats:
    """Return where the samples of a curve are drawn, shape (n,); nan where that is not measured.

    Parameters
    ----------
    kind
        One of ``KINDS``; of the loss its negative logarithm, so that training goes to the right.
    series
        All that was measured of the same run.
    per_epoch
        Steps of an epoch of that run.
    """
    steps = np.asarray(curve.steps, dtype=np.float64)
    if kind == STEPS:
        return steps
    if kind == EPOCHS:
        return steps / per_epoch
    measured = series.get(Series.SECONDS if kind == SECONDS else Series.TRAIN_LOSS)
    if measured is None or not len(measured.steps):
        return np.full(len(steps), np.nan)
    values = measured.values.astype(np.float64)
    if kind == LOSS:
        values = -np.log10(np.maximum(values, SMALLEST_LOSS))
    return np.interp(steps, measured.steps, values)
