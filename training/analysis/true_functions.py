"""Several functions through the same points, any of which could be the true one. NumPy only.

No free lunch: a network that is right about one of them is wrong about the others.
"""

import numpy as np

from training.analysis.baselines import MOST, make_functions
from training.analysis.results import TrueFunction
from training.arrays import Floats
from training.data.kinds import Data1D
from training.data.refining import Function, refine
from training.settings import Spline
from training.settings.true_functions import TrueFunctions
from training.text import Problem, Text

DRAWN = 20_000
"""Points of a function at most: a wave may be of any frequency."""


def true_functions(settings: TrueFunctions, data: Data1D) -> tuple[TrueFunction, ...]:
    """Evaluate the functions on the grid of the data.

    Those of the author's figure: pieces of straight lines, a cubic spline, Gaussian bells as wide
    as the points are apart, and the spline with a wave. Last comes the drawn one, if any.

    Raises
    ------
    Problem
        When the points cannot be joined by functions.
    """
    functions: list[TrueFunction] = []
    if settings.shown:
        x, y = _joined(data)
        (spline,) = make_functions(Spline(ends=settings.spline_ends), data)

        def waved(at: Floats) -> Floats:
            wave = settings.amplitude * np.sin(settings.frequency * (at - x[0]))
            return np.asarray(spline(at) + wave)

        named: dict[str, Function] = {
            "straight pieces": lambda at: np.interp(at, x, y),
            "cubic spline": spline,
            "Gaussian bells": _bells(x, y),
            "spline and wave": waved,
        }
        functions = [_true_function(Text(name), each, data, x) for name, each in named.items()]
    if settings.drawn:
        drawn = np.array(sorted(settings.drawn), dtype=np.float64).T
        functions.append(
            _true_function(Text("drawn"), lambda at: np.interp(at, *drawn), data, drawn[0])
        )
    return tuple(functions)


def _true_function(name: Text, function: Function, data: Data1D, corners: Floats) -> TrueFunction:
    """Sample a function on the grid, at ``corners``, and wherever it bends between them."""
    values, height = function(data.grid), float(np.ptp(data.y_train)) or 1.0
    through = corners, function(corners)
    fine = refine(function, data.grid, values, through=through, height=height, most=DRAWN)
    return TrueFunction(name, values, fine)


def _joined(data: Data1D) -> tuple[Floats, Floats]:
    """Return the points by increasing x, those with equal x replaced by their mean; (n,), (n,)."""
    x, place = np.unique(data.x_train, return_inverse=True)
    if not 2 <= len(x) <= MOST:
        raise Problem("Several truths need 2 to {count} points with different x.", count=MOST)
    return x, np.bincount(place, data.y_train) / np.bincount(place)


def _bells(x: Floats, y: Floats) -> Function:
    """Interpolate by exp(-(r / e)^2) around each point; e is the mean distance of the points."""
    width = (x[-1] - x[0]) / len(x)
    matrix = np.exp(-np.square((x[:, None] - x[None, :]) / width))
    weights = np.linalg.lstsq(matrix, y, rcond=None)[0]
    return lambda at: np.exp(-np.square((at[:, None] - x[None, :]) / width)) @ weights


def errors(
    functions: tuple[TrueFunction, ...], network: tuple[Floats, Floats], data: Data1D
) -> list[float]:
    """Return the mean squared error of a network against each function, within the interval.

    ``network`` is x and y of the network's curve, shapes (n,). Curves are taken as piecewise
    linear and integrated exactly: a difference that is a line from a to b has the mean square
    (a^2 + a b + b^2) / 3.
    """
    low, high = data.interval
    means = []
    for function in functions:
        other = function.fine.joined(data.grid, function.values)
        x = np.unique(np.concatenate([network[0], other[0], (low, high)]))
        x = x[(low <= x) & (x <= high)]
        gap = np.interp(x, *network) - np.interp(x, *other)
        a, b = gap[:-1], gap[1:]
        means.append(float(np.diff(x) @ (a * a + a * b + b * b) / 3 / (high - low)))
    return means
