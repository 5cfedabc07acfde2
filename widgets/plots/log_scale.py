"""Logarithms of what is drawn, without Qt."""

import numpy as np
from numpy.typing import NDArray

FLOOR = 1e-12
"""What is drawn on a log axis for a value of zero."""


def log10(values: NDArray[np.generic] | float, floor: float = FLOOR) -> NDArray[np.float64]:
    """Take logarithms, with zero and less at the floor."""
    return np.log10(np.maximum(np.asarray(values, dtype=np.float64), floor))
