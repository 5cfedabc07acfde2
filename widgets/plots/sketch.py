"""A curve that the class draws, as an array of points, and how far it is from the true one."""

from dataclasses import dataclass

import numpy as np

from training.arrays import Floats
from widgets.plots.xy import XY

COMPARED = 200
"""Places at which a sketch and the true curve are compared."""
LEAST = 2
"""Points that a curve has at least."""
NO_POINTS: Floats = np.empty((0, 2))


@dataclass(frozen=True, slots=True)
class SketchDifference:
    """How far a sketch is from the true curve.

    Attributes
    ----------
    distance
        Mean of the absolute distances, in units of the axis; of its logarithm where it has one.
    share
        Part of the true curve's width over which there is a sketch, from 0 to 1.
    """

    distance: float
    share: float


def by_x(points: Floats) -> Floats:
    """Order points, shape (n, 2), by x; of each x the last one counts."""
    _, last = np.unique(points[::-1, 0], return_index=True)
    return points[::-1][last]


def with_stroke(sketch: Floats, stroke: Floats) -> Floats:
    """Return a sketch, shape (n, 2), in which a stroke, shape (m, 2), replaces what it covers."""
    stroke = by_x(stroke)
    left, right = stroke[0, 0], stroke[-1, 0]
    kept = sketch[(sketch[:, 0] < left) | (sketch[:, 0] > right)]
    return by_x(np.concatenate([kept, stroke]))


def points_of(curve: XY) -> Floats:
    """Return what is known of a curve as points, shape (n, 2)."""
    points: Floats = np.column_stack([np.asarray(values, dtype=np.float64) for values in curve])
    return points[np.isfinite(points).all(axis=1)]


def difference(sketch: Floats, truth: Floats) -> SketchDifference | None:
    """Compare a sketch, shape (n, 2), with the true curve, shape (m, 2), where both are.

    Both are ordered by x. None where there is nothing to compare.
    """
    if len(truth) < LEAST or len(sketch) < LEAST:
        return None
    begin, end = max(truth[0, 0], sketch[0, 0]), min(truth[-1, 0], sketch[-1, 0])
    if end <= begin:
        return None
    at = np.linspace(begin, end, COMPARED)
    drawn, true = (np.interp(at, *points.T) for points in (sketch, truth))
    width = truth[-1, 0] - truth[0, 0]
    return SketchDifference(float(np.abs(drawn - true).mean()), float((end - begin) / width))
