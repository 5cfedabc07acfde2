"""Curves as two arrays, without Qt."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any] | np.floating[Any]]
XY = tuple[Numbers, Numbers]
"""Positions and heights, shapes (n,) and (n,)."""
NOTHING: XY = (np.empty(0), np.empty(0))
