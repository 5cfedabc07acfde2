"""Curves as two arrays, without Qt."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

RealNumbers = NDArray[np.integer[Any] | np.floating[Any]]
XY = tuple[RealNumbers, RealNumbers]
"""Positions and heights, shapes (n,) and (n,)."""
NOTHING: XY = (np.empty(0), np.empty(0))
