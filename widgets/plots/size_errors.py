"""Errors of networks and of models of growing size, and which of them are seen; no Qt."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from training.analysis.results import Sizes
from training.arrays import Floats
from training.messages.readings import Curve, Series
from training.settings import Experiment, Mlp
from widgets.plots.log_scale import log10

FLOOR = 1e-16
"""Where an error of zero is drawn."""
LEAST = 1e-8
"""Down to which the axis goes by itself: below, an error is rounding."""
CEILING = 1e4
"""Times the largest training error of a baseline up to which the axis goes by itself."""


@dataclass(frozen=True, slots=True)
class NetworkErrors:
    """A network: its size, its training and test error (nan: none), name and colour."""

    size: float
    train: float
    test: float
    name: str
    style: int


def network_size(experiment: Experiment, *, by_parameters: bool) -> float | None:
    """Return the number of parameters or of hidden neurons; None where there are no such."""
    if by_parameters:
        return float(experiment.parameter_count)
    model = experiment.model
    return float(sum(model.widths)) if isinstance(model, Mlp) else None


def newest(series: Mapping[Series, Curve], name: Series, step: int | None) -> float:
    """Return the last value of a curve up to a step, None: of all; nan where there is none."""
    curve = series.get(name)
    if curve is not None and step is not None:
        curve = curve.before(step + 1)
    return float(curve.values[-1]) if curve is not None and len(curve.values) else math.nan


def visible_errors(
    networks: Sequence[NetworkErrors], baseline: Sizes | None, losses: Iterable[float]
) -> tuple[float, float] | None:
    """Return the least and the largest error that the axis is to hold; None where there is none.

    ``losses`` are those of a network that is drawn as levels beside a baseline.
    """
    errors, top = [error for n in networks for error in (n.train, n.test)], math.inf
    if baseline is not None:
        errors += [*baseline.train, *baseline.test, *losses]
        top = CEILING * float(baseline.train.max())
    shown = [error for error in errors if error > LEAST and math.isfinite(error)]
    return (min(shown), min(max(shown), top)) if shown else None


def logs(values: Floats) -> Floats:
    """Take logarithms, and leave what is not known out of the curve; shapes (n,) -> (n,)."""
    return np.where(np.isnan(values), np.nan, log10(np.nan_to_num(values, nan=1.0), FLOOR))
