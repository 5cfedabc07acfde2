"""What came of a run, as figures: one value for JSON, and a few lines of words."""

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from training.analysis import neurons
from training.analysis.baselines import BaselineFunction, make_functions
from training.analysis.phase import place
from training.analysis.results import Baseline, Sizes
from training.analysis.shape import shape_of
from training.analysis.tracked import FrequencyOrigin, how_found
from training.analysis.true_functions import errors
from training.arrays import Floats
from training.data.closed_curves import box_of
from training.data.datasets import true_function
from training.data.kinds import Data1D, LabelledData, MatrixData, OutlineData, Reach
from training.messages.announcements import (
    Curve,
    End,
    Fit,
    Frame,
    LandscapeReading,
    Neurons,
    PeakReading,
    RunEnded,
    RunStarted,
    Series,
)
from training.number_format import readable
from training.settings.stds import warning

OF_CLASSES = (Series.TRAIN_ACCURACY, Series.TEST_ACCURACY)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """All that is known of a run after its end."""

    started: RunStarted
    last: Frame
    ended: RunEnded
    series: dict[Series, Curve]

    @property
    def has_succeeded(self) -> bool:
        """Whether the run came to the end that was asked for."""
        return self.ended.reason is End.FINISHED

    @property
    def steps_per_second(self) -> float:
        """Steps a second, what was measured on the way included."""
        return (self.ended.step or 0) / self.last.elapsed if self.last.elapsed else 0.0


def summary(outcome: Outcome) -> dict[str, Any]:
    """Return the result as values for JSON; numbers that are not finite become null."""
    found: dict[str, Any] = _finite(_summary(outcome))
    return found


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
        "warnings": _warnings(outcome),
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
        "shape": _shape(outcome),
        "outline": _outline(outcome),
        "neurons": _neurons(outcome),
        "comparisons": _comparisons(outcome),
        "truths": _truths(outcome),
        "matrix_error": _matrix_error(outcome),
        "landscape": _landscape(outcome),
    }


def _warnings(outcome: Outcome) -> list[str]:
    """Say what makes the result worth less than it looks."""
    std = warning(outcome.started.experiment.model)
    found = [] if std is None else [str(std)]
    if isinstance(outcome.last.readings.get(Neurons), Neurons):
        found += [LOST[reason] for reason in filter(None, [_no_regime(outcome)])]
    return found


LOST = {
    "dead": "The network is dead: its output is the same everywhere.",
    "worse": "The training loss is above that at the start.",
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
    found = []
    for index in np.flatnonzero(spectrum.in_target).tolist():
        errors = curve.values[:, index]
        half = np.flatnonzero(errors < HALF)
        found.append(
            {
                "omega": round(float(spectrum.omega[index]), 9),
                "error": number_at(Curve(curve.steps, errors), -1),
                "half_at": int(curve.steps[half[0]]) if len(half) else None,
            }
        )
    return found


FINE = 20_001
"""Points on which the largest error of a comparison is looked for."""


def _comparisons(outcome: Outcome) -> list[dict[str, Any]]:
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


def _matrix_error(outcome: Outcome) -> float | None:
    """Return |A B - M| / d^2 of a matrix, Frobenius' norm, as the author measures it."""
    fit, data = outcome.last.readings.get(Fit), outcome.started.setup.data
    if not isinstance(data, MatrixData) or not isinstance(fit, Fit):
        return None
    gap = fit.values.reshape(data.shape) - data.pixels
    return float(np.linalg.norm(gap)) / data.pixels.size


def _landscape(outcome: Outcome) -> dict[str, Any] | None:
    """Describe the plane of the last step, and the way of the run on it."""
    reading = outcome.last.readings.get(LandscapeReading)
    if not isinstance(reading, LandscapeReading):
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


def _truths(outcome: Outcome) -> dict[str, float]:
    """Give the mean squared error against each function that could be the true one."""
    fit, setup = outcome.last.readings.get(Fit), outcome.started.setup
    if not isinstance(setup.data, Data1D) or not isinstance(fit, Fit):
        return {}
    found = errors(setup.true_functions, fit.fine.joined(setup.data.grid, fit.values), setup.data)
    return {str(t.name): error for t, error in zip(setup.true_functions, found, strict=True)}


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


def _shape(outcome: Outcome) -> dict[str, float | None] | None:
    """Describe the network's function of one variable between the ends of the data."""
    fit, data = outcome.last.readings.get(Fit), outcome.started.setup.data
    if not isinstance(data, Data1D) or not isinstance(fit, Fit):
        return None
    values = fit.values[data.inside]
    if not len(values) or not np.isfinite(values).all():
        return None
    x, y = fit.fine.joined(data.grid, fit.values)
    shape = shape_of(y[(x >= data.interval[0]) & (x <= data.interval[1])])
    known = len(data.target) > 0
    gap = values - data.target[data.inside] if known else np.full(1, math.nan)
    return {
        "true_error": float(np.mean(gap**2)) if known else None,
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


def _outline(outcome: Outcome) -> dict[str, Any] | None:
    """Measure the true outline and the network's."""
    fit, data = outcome.last.readings.get(Fit), outcome.started.setup.data
    if not isinstance(data, OutlineData) or not isinstance(fit, Fit):
        return None
    network = fit.values.astype(float)
    known = bool(np.isfinite(network).all())
    return {
        "numbers": data.numbers,
        "target": asdict(data.box),
        "network": asdict(box_of(network)) if known else None,
        "points": _quarters(data.target, data.grid),
        "network_points": _quarters(network, data.grid) if known else None,
    }


def _quarters(curve: Floats, t: Floats) -> list[list[float]]:
    """Return where an outline is at t = 0, pi/2, pi and 3 pi/2, on its finest points."""
    at = np.arange(4) * math.pi / 2
    found: list[list[float]] = np.column_stack(
        [np.interp(at, t, side) for side in curve.T]
    ).tolist()
    return found


def _neurons(outcome: Outcome) -> dict[str, Any] | None:
    """Describe the first hidden layer, where there is one."""
    reading = outcome.last.readings.get(Neurons)
    if not isinstance(reading, Neurons):
        return None
    directions, amplitude = reading.directions.astype(float), reading.amplitude.astype(float)
    known, no_regime = math.isfinite(reading.distance), _no_regime(outcome)
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
        "distance": reading.distance if known else None,
        "regime": neurons.regime(reading.distance) if known and no_regime is None else None,
        "no_regime": no_regime,
        "phase": place(outcome.started.experiment.model, outcome.started.experiment.dataset.inputs),
    }


def _median_turn(outcome: Outcome, directions: Floats) -> float | None:
    """Return the median angle between where neurons point and where they did, in radians."""
    start = outcome.started.initial.get(Neurons)
    if not isinstance(start, Neurons) or start.directions.shape != directions.shape:
        return None
    return float(np.median(neurons.angles(directions, start.directions.astype(float))))


def _no_regime(outcome: Outcome) -> str | None:
    """Say why no regime is to be named: see ``neurons.lost``."""
    fit, losses = outcome.last.readings[Fit], outcome.series[Series.TRAIN_LOSS].values
    assert isinstance(fit, Fit)
    return neurons.lost(fit.values, float(losses[0]), float(losses[-1]))


def number_at(curve: Curve | None, index: int) -> float | None:
    """Return a value of a curve; None where there is none, or it is not finite."""
    value = float(curve.values[index]) if curve is not None and len(curve.values) else math.nan
    return value if math.isfinite(value) else None


def _peaks(outcome: Outcome) -> list[dict[str, Any]]:
    spectrum = outcome.started.setup.spectrum
    reading = outcome.last.readings[PeakReading]
    assert isinstance(reading, PeakReading)
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


def report(outcome: Outcome) -> str:
    """Return the result in words."""
    values, data = summary(outcome), outcome.started.setup.data
    lines = [
        values["detail"],
        f"device            {values['device']}",
        f"parameters        {values['parameters']:,} for {data.count('train'):,} training points",
        f"time              {values['seconds']:.1f} s, {values['steps_per_second']:,.0f} steps/s",
        f"training loss     {_change(values, 0)}",
        f"test loss         {_change(values, 1)}{OF[data.test_loss_of]}",
    ]
    beyond = values["test_loss_beyond"]
    if beyond is not None:
        change = _from_to(beyond["first"], beyond["final"])
        lines.append(f"{'':<18}{change} beyond the data")
    if values["accuracy"] is not None:
        first, final = values["accuracy"]["first"], values["accuracy"]["final"]
        for index, name in enumerate(("training", "test")):
            label = f"{name} accuracy"
            lines.append(f"{label:<18}{_percent(first[index])} -> {_percent(final[index])}")
    for peak in values["peaks"]:
        learned = "never" if peak["learned_at"] is None else f"at step {peak['learned_at']:,}"
        known = f"  ({peak['found']})" if peak["found"] != FrequencyOrigin.FORMULA else ""
        lines.append(f"omega {peak['omega']:<10.4g}  learned {learned}{known}")
    found = how_found(outcome.started.setup.spectrum.tracked)
    if found is not None:
        lines.append(f"frequencies       {found}")
    return "\n".join(lines)


def _percent(part: float | None) -> str:
    return "-" if part is None else f"{100 * part:.1f} %"


OF = {Reach.ALL: "", **{of: f" {of.value}" for of in (Reach.WITHIN, Reach.BOTH)}}
"""Which points a test loss is of, where some are beyond the data."""


def _change(values: dict[str, Any], index: int) -> str:
    return _from_to(values["first_loss"][index], values["final_loss"][index])


def _from_to(first: float | None, final: float | None) -> str:
    if first is None and final is None:
        return "-"
    return " -> ".join("-" if loss is None else readable(loss, 4) for loss in (first, final))
