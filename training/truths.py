"""Several functions through the same points, any of which could be the true one. NumPy only.

No free lunch: a network that is right about one of them is wrong about the others.
"""

import numpy as np

from training.arrays import Floats
from training.comparison import MOST, make
from training.data import Data1D, Truth
from training.settings import Spline
from training.settings.truths import Truths
from training.text import Problem, Text


def truths(settings: Truths, data: Data1D) -> tuple[Truth, ...]:
    """Evaluate the functions on the grid of the data.

    Those of the author's figure: pieces of straight lines, a cubic spline, Gaussian bells as wide
    as the points are apart, and the spline with a wave. Last comes the drawn one, if any.

    Raises
    ------
    Problem
        When the points cannot be joined by functions.
    """
    found: list[Truth] = []
    if settings.shown:
        x, y = _joined(data)
        (spline,) = make(Spline(ends=settings.spline_ends), data)
        smooth = spline(data.grid)
        wave = settings.amplitude * np.sin(settings.frequency * (data.grid - x[0]))
        found = [
            Truth(Text("straight pieces"), np.interp(data.grid, x, y)),
            Truth(Text("cubic spline"), smooth),
            Truth(Text("Gaussian bells"), _bells(x, y, data.grid)),
            Truth(Text("spline and wave"), smooth + wave),
        ]
    if settings.drawn:
        points = np.array(sorted(settings.drawn), dtype=np.float64)
        found.append(Truth(Text("drawn"), np.interp(data.grid, *points.T)))
    return tuple(found)


def _joined(data: Data1D) -> tuple[Floats, Floats]:
    """Return the points with growing x; those above each other are joined to their mean."""
    x, place = np.unique(data.x_train, return_inverse=True)
    if not 2 <= len(x) <= MOST:
        raise Problem("Several truths need 2 to {count} points with different x.", count=MOST)
    return x, np.bincount(place, data.y_train) / np.bincount(place)


def _bells(x: Floats, y: Floats, at: Floats) -> Floats:
    """Interpolate by exp(-(r / e)^2) around each point; e is the mean distance of the points."""
    width = (x[-1] - x[0]) / len(x)
    matrix = np.exp(-np.square((x[:, None] - x[None, :]) / width))
    weights = np.linalg.lstsq(matrix, y, rcond=None)[0]
    return np.asarray(np.exp(-np.square((at[:, None] - x[None, :]) / width)) @ weights)


def errors(found: tuple[Truth, ...], values: Floats, data: Data1D) -> list[float]:
    """Return the mean squared error of a function on the grid against each, within the data."""
    inside = data.inside
    return [float(np.mean((values - truth.values)[inside] ** 2)) for truth in found]
