"""Sampling theorem: Nyquist limit and aliasing."""

import math

from training.arrays import Floats


def nyquist(x: Floats) -> float:
    """Return the Nyquist angular frequency of evenly spaced x, shape (n,); radians per unit."""
    length = float(x.max() - x.min())
    return math.pi * (len(x) - 1) / length if length > 0 else math.inf


def alias(omega: float, limit: float) -> float:
    """Return the alias of ``omega`` in [0, limit], ``limit`` being the Nyquist frequency."""
    turned = omega % (2 * limit)
    return min(turned, 2 * limit - turned)
