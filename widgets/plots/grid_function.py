"""A function on the grid of its data and between, and the ranges in which it is seen; no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from training.arrays import Floats, Floats32
from training.data.kinds import Data1D
from training.data.refining import Refinement
from widgets.plots.thinned import thinned
from widgets.plots.xy import NOTHING, XY

REACHING = 1.0
"""Ranges of data and network beyond them that a baseline may widen the axis by."""


@dataclass(frozen=True, slots=True, eq=False)
class GridFunction:
    """A function that is known on the grid of some data; see ``on_grid``.

    Attributes
    ----------
    values, fine
        On ``data.grid``, shape (g,); and between its points.
    """

    data: Data1D
    values: Floats | Floats32
    fine: Refinement

    @property
    def curve(self) -> tuple[Floats, Floats]:
        """All points that are known, shapes (n,) and (n,), x increasing."""
        return self.fine.joined(self.data.grid, self.values)

    @property
    def drawn(self) -> XY:
        """Its points, but no more than there are pixels for."""
        return thinned(*self.curve)

    @property
    def inside(self) -> tuple[Floats, Floats]:
        """Its points between the two ends of the data."""
        x, y = self.curve
        low, high = self.data.interval
        is_inside = (x >= low) & (x <= high)
        return x[is_inside], y[is_inside]

    def at(self, x: float) -> float:
        """Return its value at a position, from the points on both sides."""
        return float(np.interp(x, *self.curve))


def on_grid(
    data: Data1D | None, values: Floats | Floats32, fine: Refinement
) -> GridFunction | None:
    """Take values as a function of data; None where they are of another grid."""
    if data is None or values.shape != data.grid.shape:
        return None
    return GridFunction(data, values, fine)


def drawn(function: GridFunction | None) -> XY:
    """Return what is drawn of a function; of none nothing."""
    return function.drawn if function is not None else NOTHING


def ranges(
    data: Data1D, network: GridFunction | None, baselines: Iterable[Floats]
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the axes in which data and network are seen; None where those are not finite.

    ``baselines`` are on the grid too, and widen the axis by no more than there is of all else.
    """
    parts: list[Floats | Floats32] = [data.y_train, data.target]
    if network is not None:
        parts.append(network.inside[1])
    heights = np.concatenate(parts)
    low, high = float(heights.min()), float(heights.max())
    room = REACHING * (high - low)
    clipped = (np.clip(y[data.inside], low - room, high + room) for y in baselines)
    shown = np.concatenate([heights, *clipped])
    if not np.isfinite(shown).all():
        return None
    x = float(data.grid[0]), float(data.grid[-1])
    return x, (float(shown.min()), float(shown.max()))
