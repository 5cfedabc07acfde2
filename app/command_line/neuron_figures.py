"""Figures of neurons: how many directions, how far from the start, in which regime."""

import math
from typing import Any

import numpy as np

from app.command_line.outcome import Outcome
from training.analysis import neurons
from training.analysis.phase import place
from training.arrays import Floats
from training.messages.readings import Fit, Neurons, Series
from training.settings.stds import warning


def warnings(outcome: Outcome) -> list[str]:
    """Say what makes the result worth less than it looks."""
    std = warning(outcome.started.experiment.model)
    lost = [] if std is None else [str(std)]
    if outcome.last.readings.get(Neurons) is not None:
        lost += [LOST[reason] for reason in filter(None, [_no_regime(outcome)])]
    return lost


LOST = {
    "dead": "The network is dead: its output is the same everywhere.",
    "worse": "The training loss is above that at the start.",
}


def neuron_figures(outcome: Outcome) -> dict[str, Any] | None:
    """Describe the first hidden layer, where there is one."""
    reading = outcome.last.readings.get(Neurons)
    if reading is None:
        return None
    directions, amplitude = reading.directions.astype(float), reading.amplitude.astype(float)
    has_reading, no_regime = math.isfinite(reading.distance), _no_regime(outcome)
    count = neurons.count_directions(directions[neurons.weighty(amplitude)])
    gathered: list[tuple[float, float]] = []
    if directions.shape[1] == 2:
        gathered = neurons.gatherings(neurons.orientation(directions), amplitude)
    return {
        "count": len(directions),
        "alignment": neurons.alignment(directions[amplitude != 0]),
        "directions": count,
        "effective_ratio": count / len(directions),
        "orientations": [{"angle": angle, "share": share} for angle, share in gathered],
        "median_turn": _median_turn(outcome, directions),
        "distance": reading.distance if has_reading else None,
        "regime": neurons.regime(reading.distance) if has_reading and no_regime is None else None,
        "no_regime": no_regime,
        "phase": place(outcome.started.experiment.model, outcome.started.experiment.dataset.inputs),
    }


def _median_turn(outcome: Outcome, directions: Floats) -> float | None:
    """Return the median angle between where neurons point and where they did, in radians."""
    start = outcome.started.initial.get(Neurons)
    if start is None or start.directions.shape != directions.shape:
        return None
    return float(np.median(neurons.angles(directions, start.directions.astype(float))))


def _no_regime(outcome: Outcome) -> str | None:
    """Say why no regime is to be named: see ``neurons.lost``."""
    fit, losses = outcome.last.readings[Fit], outcome.series[Series.TRAIN_LOSS].values
    return neurons.lost(fit.values, float(losses[0]), float(losses[-1]))
