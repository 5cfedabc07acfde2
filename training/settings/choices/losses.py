"""Losses: one record each, named in ``LossName``.

PyTorch and exported scripts use the named function of ``torch.nn.functional``. Losses with a
``kernel`` are supported by compiled steps.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.arrays import Floats32

LossName = Literal["mse", "mae", "huber", "cross_entropy"]
PointValues = Floats32
PointLoss = Callable[[PointValues, PointValues, PointValues, int, np.float32], np.float32]
"""Takes outputs, targets, room for the errors, how many outputs there are, and a factor.

Returns the loss of one point, a sum over its outputs, and writes the derivatives by the outputs,
times the factor. It is compiled for addresses of float32: loops and ``math`` are all there is.
"""
ZERO, HALF, ONE, TWO = (np.float32(value) for value in (0, 0.5, 1, 2))


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss.

    Attributes
    ----------
    label
        In English, for a form.
    torch_function
        Of ``torch.nn.functional``; takes outputs and targets, both (n, k), and returns a mean.
    is_of_classes
        Whether it compares distributions: it needs classes, and its mean is one over points, not
        over all outputs of all points.
    """

    label: str
    torch_function: str
    kernel: PointLoss | None = None
    is_of_classes: bool = False


def _squared(
    z: PointValues, y: PointValues, errors: PointValues, outputs: int, factor: np.float32
) -> np.float32:
    total = ZERO
    for o in range(outputs):
        off = z[o] - y[o]
        total += off * off
        errors[o] = TWO * off * factor
    return total


def _absolute(
    z: PointValues, y: PointValues, errors: PointValues, outputs: int, factor: np.float32
) -> np.float32:
    total = ZERO
    for o in range(outputs):
        off = z[o] - y[o]
        total += abs(off)
        slope = off if off == ZERO or math.isnan(off) else math.copysign(ONE, off)
        errors[o] = slope * factor
    return total


def _huber(
    z: PointValues, y: PointValues, errors: PointValues, outputs: int, factor: np.float32
) -> np.float32:
    total = ZERO
    for o in range(outputs):
        off = z[o] - y[o]
        is_near = abs(off) < ONE
        total += HALF * off * off if is_near else abs(off) - HALF
        slope = off if is_near or math.isnan(off) else math.copysign(ONE, off)
        errors[o] = slope * factor
    return total


def _cross_entropy(
    z: PointValues, y: PointValues, errors: PointValues, outputs: int, factor: np.float32
) -> np.float32:
    top, share, total = z[0], ZERO, ZERO
    for o in range(1, outputs):
        top = max(top, z[o])
    for o in range(outputs):
        share += math.exp(z[o] - top)
    for o in range(outputs):
        off = z[o] - top
        total -= y[o] * (off - math.log(share))
        errors[o] = (math.exp(off) / share - y[o]) * factor
    return total


LOSSES: Mapping[LossName, Loss] = {
    "mse": Loss("mean squared error", "mse_loss", _squared),
    "mae": Loss("mean absolute error", "l1_loss", _absolute),
    "huber": Loss("Huber", "huber_loss", _huber),
    "cross_entropy": Loss("cross-entropy", "cross_entropy", _cross_entropy, is_of_classes=True),
}
