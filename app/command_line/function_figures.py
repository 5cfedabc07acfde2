"""Figures of what a network gives: its shape, curves beside it, closed curves, matrices."""

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from app.command_line.outcome import Outcome
from training.analysis.baselines import BaselineFunction, make_functions
from training.analysis.results import Baseline, Sizes
from training.analysis.shape import shape_of
from training.analysis.true_functions import errors
from training.arrays import Floats
from training.data.closed_curves import box_of
from training.data.datasets import true_function
from training.data.kinds import Data1D, MatrixData, OutlineData
from training.messages.readings import Fit, LandscapeReading

FINE = 20_001
"""Points on which the largest error of a comparison is looked for."""


def comparisons(outcome: Outcome) -> list[dict[str, Any]]:
    """Describe what stands beside the network."""
    setup = outcome.started.setup
    curves = make_functions(outcome.started.experiment.comparison, setup.data)
    pairs = zip(setup.baselines, curves, strict=True)
    return [_compared(compared, curve, outcome) for compared, curve in pairs]


def _compared(compared: Baseline, curve: BaselineFunction, outcome: Outcome) -> dict[str, Any]:
    """Describe a curve; with its errors against the truth where a formula is known."""
    data, dataset = outcome.started.setup.data, outcome.started.experiment.dataset
    largest = true_error = None
    if isinstance(data, Data1D):
        x = np.linspace(*data.interval, FINE)
        target = true_function(dataset, x)
        if target is not None:
            gap = curve(x) - target
            largest, true_error = float(np.abs(gap).max()), float(np.mean(gap**2))
    return {
        "name": str(compared.name),
        "train_error": compared.train_error,
        "test_error": compared.test_error,
        "condition": compared.condition,
        "notes": [str(note) for note in compared.notes],
        "largest_error": largest,
        "true_error": true_error,
        "sizes": _sizes(compared.sizes),
    }


def matrix_error(outcome: Outcome) -> float | None:
    """Return |A B - M| / d^2 of a matrix, Frobenius' norm, as the author measures it."""
    fit, data = outcome.last.readings.get(Fit), outcome.started.setup.data
    if not isinstance(data, MatrixData) or fit is None:
        return None
    gap = fit.values.reshape(data.shape) - data.pixels
    return float(np.linalg.norm(gap)) / data.pixels.size


def landscape_figures(outcome: Outcome) -> dict[str, Any] | None:
    """Describe the plane of the last step, and the way of the run on it."""
    reading = outcome.last.readings.get(LandscapeReading)
    if reading is None:
        return None
    middle = len(reading.losses) // 2  # of an even number the one that is nearest
    way = reading.path.astype(float) * reading.lengths
    return {
        "step": reading.step,
        "extent": reading.extent,
        "loss_at_centre": float(reading.losses[middle, middle]),
        "largest_loss": float(reading.losses.max()),
        "least_loss": float(reading.losses.min()),
        "path_length": float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum()),
        "path_distance": float(np.linalg.norm(way[0])),
        "share_on_plane": reading.share,
    }


def true_function_errors(outcome: Outcome) -> dict[str, float]:
    """Give the mean squared error against each function that could be the true one."""
    fit, setup = outcome.last.readings.get(Fit), outcome.started.setup
    if not isinstance(setup.data, Data1D) or fit is None:
        return {}
    distances = errors(
        setup.true_functions, fit.fine.joined(setup.data.grid, fit.values), setup.data
    )
    return {str(t.name): error for t, error in zip(setup.true_functions, distances, strict=True)}


def _sizes(sizes: Sizes | None) -> dict[str, Any] | None:
    """Say where the least test error is before the largest, the largest, and the last one."""
    if sizes is None or not np.isfinite(sizes.test).all():
        return None
    peak = int(np.argmax(sizes.test))
    before = int(np.argmin(sizes.test[: peak + 1]))
    return {
        "of": str(sizes.name),
        "best_before_peak": {"size": sizes.at[before], "test_error": sizes.test[before]},
        "peak": {"size": sizes.at[peak], "test_error": sizes.test[peak]},
        "last": {"size": sizes.at[-1], "test_error": sizes.test[-1]},
    }


def shape_figures(outcome: Outcome) -> dict[str, float | None] | None:
    """Describe the network's function of one variable between the ends of the data."""
    fit, data = outcome.last.readings.get(Fit), outcome.started.setup.data
    if not isinstance(data, Data1D) or fit is None:
        return None
    values = fit.values[data.inside]
    if not len(values) or not np.isfinite(values).all():
        return None
    x, y = fit.fine.joined(data.grid, fit.values)
    shape = shape_of(y[(x >= data.interval[0]) & (x <= data.interval[1])])
    has_target = len(data.target) > 0
    gap = values - data.target[data.inside] if has_target else np.full(1, math.nan)
    return {
        "true_error": float(np.mean(gap**2)) if has_target else None,
        "is_settled": fit.fine.is_settled,
        "turning_points": shape.turning_points,
        "variation": shape.variation,
        "low": shape.low,
        "high": shape.high,
        "largest": shape.largest,
        "largest_inside": _largest_inside(data, fit),
    }


INSIDE = (-0.3, 0.3)
"""Between the kinks of the book's four points, where a condensed network is 0."""


def _largest_inside(data: Data1D, fit: Fit) -> float | None:
    """Return max |f| on ``INSIDE``; None where the data do not go from -1 to 1."""
    if not np.allclose(data.interval, (-1.0, 1.0)):
        return None
    x, y = fit.fine.joined(data.grid, fit.values)
    return float(np.abs(y[(x >= INSIDE[0]) & (x <= INSIDE[1])]).max())


def outline_figures(outcome: Outcome) -> dict[str, Any] | None:
    """Measure the true outline and the network's."""
    fit, data = outcome.last.readings.get(Fit), outcome.started.setup.data
    if not isinstance(data, OutlineData) or fit is None:
        return None
    network = fit.values.astype(float)
    is_finite = bool(np.isfinite(network).all())
    return {
        "numbers": data.numbers,
        "target": asdict(data.box),
        "network": asdict(box_of(network)) if is_finite else None,
        "points": _quarters(data.target, data.grid),
        "network_points": _quarters(network, data.grid) if is_finite else None,
    }


def _quarters(curve: Floats, t: Floats) -> list[list[float]]:
    """Return where an outline is at t = 0, pi/2, pi and 3 pi/2, on its finest points."""
    at = np.arange(4) * math.pi / 2
    table: list[list[float]] = np.column_stack(
        [np.interp(at, t, side) for side in curve.T]
    ).tolist()
    return table
