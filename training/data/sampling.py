"""Which frequencies points can tell apart."""

import math

from training.arrays import Floats


def nyquist(x: Floats) -> float:
    """Return the largest angular frequency that evenly spaced samples like these can tell apart."""
    length = float(x.max() - x.min())
    return math.pi * (len(x) - 1) / length if length > 0 else math.inf


def alias(omega: float, limit: float) -> float:
    """Return as which frequency evenly spaced points show one, ``limit`` being their limit."""
    turned = omega % (2 * limit)
    return min(turned, 2 * limit - turned)
