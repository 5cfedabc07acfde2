"""Shape of a sampled function: turning points, total variation, range. NumPy only."""

from dataclasses import dataclass

import numpy as np

from training.arrays import Floats, Floats32

FLAT = 1e-6
"""Part of the range below which a difference between neighbours is rounding and no slope."""


@dataclass(frozen=True, slots=True)
class FunctionShape:
    """Measures of a function on its grid.

    Attributes
    ----------
    turning_points
        Interior minima and maxima.
    variation
        Total variation, sum of |f(x_i+1) - f(x_i)|, in units of y.
    low, high
        Smallest and largest value.
    """

    turning_points: int
    variation: float
    low: float
    high: float

    @property
    def largest(self) -> float:
        """Largest absolute value."""
        return max(abs(self.low), abs(self.high))


def shape_of(values: Floats | Floats32) -> FunctionShape:
    """Measure values of a function at growing x, shape (n,), n >= 1; all finite."""
    steps = np.diff(values.astype(np.float64))
    low, high = float(values.min()), float(values.max())
    slopes = np.sign(steps[np.abs(steps) > FLAT * (high - low)])
    turns = int(np.count_nonzero(np.diff(slopes)))
    return FunctionShape(turns, float(np.abs(steps).sum()), low, high)
