"""Adaptive sampling: further points where linear interpolation is visibly wrong. NumPy only."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from training.arrays import Floats, Floats32, read_only

Function = Callable[[Floats], Floats]
"""Values at positions, shapes (n,) -> (n,)."""

SEEN = 1 / 1000
"""Tolerance as a part of the picture's height: less than a pixel on most screens."""
ASIDE = (0.47, 0.61, 0.36)
"""Relative positions between two points at which a function is sampled, in turn: at the
middle, a wave of the grid's own wavelength would be missed."""
MOST = 60_000
"""Points of a function at most: more than 20 for each pixel of the widest screen."""
SMALLEST = 1e-9
"""Smallest distance of two points, as a part of the interval."""


@dataclass(frozen=True, slots=True, eq=False)
class Refinement:
    """Samples of a function between the points of a grid.

    Attributes
    ----------
    x, y
        Shape (m,): further points, x increasing and none of the grid's, in the user's units.
    is_settled
        Whether linear interpolation is within tolerance everywhere that was sampled.
    """

    x: Floats
    y: Floats
    is_settled: bool

    def __post_init__(self) -> None:
        read_only(self.x, self.y)

    def joined(self, grid: Floats, values: Floats | Floats32) -> tuple[Floats, Floats]:
        """Return the points of the grid and these, in order; shapes (g + m,)."""
        x = np.concatenate([grid, self.x])
        order = np.argsort(x, kind="stable")
        return x[order], np.concatenate([values.astype(np.float64), self.y])[order]


UNKNOWN = Refinement(np.empty(0), np.empty(0), is_settled=False)
"""No samples between the points of the grid."""


def refine(
    function: Function,
    grid: Floats,
    values: Floats | Floats32,
    *,
    through: tuple[Floats, Floats],
    height: float,
    most: int = MOST,
) -> Refinement:
    """Sample a function between grid points until linear interpolation is visually exact.

    In each gap wider than a pixel the function is compared with the straight line. Where they
    differ by more than the tolerance, both halves and both neighbouring gaps are tested again.

    Parameters
    ----------
    function
        Gives values at any positions.
    grid, values
        Shape (g,): where it is known, increasing.
    through
        Shapes (n,), (n,): further positions to include, in any order, and the values there;
        those outside the grid are left out.
    height
        Of the picture, in units of the values.
    most
        Points at most; reaching it leaves ``is_settled`` False.
    """
    x, y = _with(grid, values, *through)
    tolerance, length = SEEN * height, float(grid[-1] - grid[0])
    gaps = np.diff(x) > SEEN * length
    is_settled, level = False, 0
    while len(x) + np.count_nonzero(gaps) <= most:
        gaps &= np.diff(x) > SMALLEST * length
        (at,) = np.nonzero(gaps)
        if not len(at):
            is_settled = True
            break
        aside = ASIDE[level % len(ASIDE)]
        level += 1
        between = x[at] + aside * (x[at + 1] - x[at])
        exact = function(between)
        straight = y[at] + aside * (y[at + 1] - y[at])
        is_off = ~(np.abs(exact - straight) <= tolerance)
        x, y, gaps = _next(x, y, at, between, exact, is_off)
    is_new = ~np.isin(x, grid)
    return Refinement(x[is_new], y[is_new], is_settled)


def _with(grid: Floats, values: Floats | Floats32, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Merge two sets of points by x; of duplicates the grid's is kept."""
    is_inside = (x > grid[0]) & (x < grid[-1])
    joined, first = np.unique(np.concatenate([grid, x[is_inside]]), return_index=True)
    return joined, np.concatenate([values, y[is_inside]]).astype(np.float64)[first]


def _next(
    x: Floats, y: Floats, at: np.ndarray, between: Floats, exact: Floats, is_off: np.ndarray
) -> tuple[Floats, Floats, np.ndarray]:
    """Insert the points that were off; return x, y and the mask of gaps to test next."""
    taken = at[is_off]
    is_bent = np.zeros(len(x) - 1, dtype=bool)
    is_bent[taken] = True
    near = is_bent.copy()
    near[1:] |= is_bent[:-1]
    near[:-1] |= is_bent[1:]
    places = np.cumsum(is_bent) - is_bent + np.arange(len(x) - 1)
    gaps = np.zeros(len(x) - 1 + len(taken), dtype=bool)
    gaps[places[near]] = True
    gaps[places[is_bent] + 1] = True
    x = np.insert(x, taken + 1, between[is_off])
    y = np.insert(y, taken + 1, exact[is_off])
    return x, y, gaps
