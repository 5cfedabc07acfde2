"""Curves of more points than a screen has pixels, drawn as they would look."""

import numpy as np

from training.arrays import Floats

COLUMNS = 2000
"""Columns of pixels: as many as a plot has on the widest screen, or in a figure."""
EACH = 4
"""Points that a column of pixels keeps: where the curve enters and leaves, lowest and highest."""


def thinned(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Keep of each column of pixels the first, lowest, highest and last point of a curve.

    Parameters
    ----------
    x, y
        Shape (n,), x increasing.
    """
    if len(x) <= EACH * COLUMNS or x[-1] <= x[0] or not np.isfinite(y).all():
        return x, y
    column = np.minimum(((x - x[0]) / (x[-1] - x[0]) * COLUMNS).astype(np.intp), COLUMNS - 1)
    first = np.flatnonzero(np.diff(column, prepend=-1))
    last = np.append(first[1:], len(x)) - 1
    order = np.lexsort([y, column])  # within a column from lowest to highest
    kept = np.unique(np.concatenate([first, last, order[first], order[last]]))
    return x[kept], y[kept]
