"""What came of a run, as figures: one value for JSON."""

import math
from typing import Any

import numpy as np

from app.command_line.function_figures import (
    comparisons,
    landscape_figures,
    matrix_error,
    outline_figures,
    shape_figures,
    true_function_errors,
)
from app.command_line.neuron_figures import neuron_figures, warnings
from app.command_line.outcome import OF_CLASSES, Outcome, number_at
from training.data.kinds import LabelledData
from training.messages.readings import Curve, PeakReading, Series


def summary(outcome: Outcome) -> dict[str, Any]:
    """Return the result as values for JSON; numbers that are not finite become null."""
    summary: dict[str, Any] = _finite(_summary(outcome))
    return summary


def _finite(values: Any) -> Any:
    """Return plain values, with None for each number that is none: JSON knows no NaN."""
    match values:
        case dict():
            return {key: _finite(value) for key, value in values.items()}
        case list() | tuple():
            return [_finite(value) for value in values]
        case float() | np.floating():
            return float(values) if math.isfinite(values) else None
    return values


def _summary(outcome: Outcome) -> dict[str, Any]:
    train_loss = outcome.series[Series.TRAIN_LOSS]
    test_loss = outcome.series.get(Series.TEST_LOSS)
    experiment = outcome.started.experiment
    return {
        "experiment": experiment.model_dump(mode="json"),
        "device": str(outcome.started.device),
        "parameters": outcome.started.parameters,
        "steps": outcome.ended.step,
        "seconds": round(outcome.last.elapsed, 4),
        "steps_per_second": round(outcome.steps_per_second, 1),
        "end": outcome.ended.reason.value,
        "detail": str(outcome.ended.detail),
        "notes": [str(note) for note in outcome.started.setup.data.notes],
        "warnings": warnings(outcome),
        "first_loss": [number_at(train_loss, 0), number_at(test_loss, 0)],
        "final_loss": [number_at(train_loss, -1), number_at(test_loss, -1)],
        "losses": {
            str(step): [number_at(train_loss, i), number_at(test_loss, i)]
            for i, step in enumerate(train_loss.steps.tolist())
        },
        "least_test_loss": _least_test_loss(outcome),
        "test_loss_of": outcome.started.setup.data.test_loss_of.value,
        "test_loss_beyond": _beyond(outcome),
        "accuracy": _accuracy(outcome),
        "peaks": _peaks(outcome),
        "frequencies": _frequencies(outcome),
        "shape": shape_figures(outcome),
        "outline": outline_figures(outcome),
        "neurons": neuron_figures(outcome),
        "comparisons": comparisons(outcome),
        "truths": true_function_errors(outcome),
        "matrix_error": matrix_error(outcome),
        "landscape": landscape_figures(outcome),
    }


def _least_test_loss(outcome: Outcome) -> dict[str, Any] | None:
    """Say how small the test loss was, and at which step."""
    curve = outcome.series.get(Series.TEST_LOSS)
    if curve is None or not np.isfinite(curve.values).any():
        return None
    least = int(np.nanargmin(np.where(np.isfinite(curve.values), curve.values, np.nan)))
    return {"step": int(curve.steps[least]), "loss": float(curve.values[least])}


def _beyond(outcome: Outcome) -> dict[str, Any] | None:
    """Give the test loss of the points beyond the data, where they are measured apart."""
    curve = outcome.series.get(Series.TEST_BEYOND)
    if curve is None:
        return None
    return {
        "first": number_at(curve, 0),
        "final": number_at(curve, -1),
        "measured": {str(step): number_at(curve, i) for i, step in enumerate(curve.steps.tolist())},
    }


def _accuracy(outcome: Outcome) -> dict[str, Any] | None:
    """Say how many training and test images are taken for the right class, and what chance is."""
    data = outcome.started.setup.data
    if not isinstance(data, LabelledData):
        return None
    train, test = (outcome.series.get(name) for name in OF_CLASSES)
    assert train is not None
    return {
        "first": [number_at(train, 0), number_at(test, 0)],
        "final": [number_at(train, -1), number_at(test, -1)],
        "chance": data.chance,
        "fitted_at": _fitted_at(train),
        "measured": {
            str(step): [number_at(train, i), number_at(test, i)]
            for i, step in enumerate(train.steps.tolist())
        },
    }


def _fitted_at(train: Curve) -> int | None:
    """Return the first measured step at which nearly all training labels are known."""
    fitted = np.flatnonzero(train.values >= FITTED)
    return int(train.steps[fitted[0]]) if len(fitted) else None


FITTED = 0.99
"""Accuracy from which labels count as fitted."""

HALF = 0.5
"""Relative error below which a frequency is half learned."""


def _frequencies(outcome: Outcome) -> list[dict[str, Any]]:
    """Describe each frequency that the target has: its error, and when it first was half that."""
    spectrum = outcome.started.setup.spectrum
    curve = outcome.series.get(Series.SPECTRUM_ERROR)
    if curve is None or not curve.values.size:
        return []
    rows = []
    for index in np.flatnonzero(spectrum.in_target).tolist():
        errors = curve.values[:, index]
        half = np.flatnonzero(errors < HALF)
        rows.append(
            {
                "omega": round(float(spectrum.omega[index]), 9),
                "error": number_at(Curve(curve.steps, errors), -1),
                "half_at": int(curve.steps[half[0]]) if len(half) else None,
            }
        )
    return rows


def _peaks(outcome: Outcome) -> list[dict[str, Any]]:
    spectrum = outcome.started.setup.spectrum
    reading = outcome.last.readings[PeakReading]
    return [
        {
            "omega": round(float(omega), 9),
            "found": origin.value,
            "wave": round(float(wave), 9),
            "amplitude": float(abs(value)),
            "learned_at": step,
        }
        for omega, origin, wave, value, step in zip(
            spectrum.peaks,
            spectrum.tracked.origins,
            spectrum.tracked.waves,
            spectrum.peak_target,
            reading.learned_at,
            strict=True,
        )
    ]
