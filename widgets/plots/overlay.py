"""Other runs behind the one that a view shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import numpy as np

from training.messages.readings import (
    Curve,
    Fit,
    PeakReading,
    R,
    Reading,
    Readings,
    Series,
    SpectrumReading,
)
from training.settings import Experiment
from training.setup.setup import Setup

SUMMED = (
    Series.TRAIN_LOSS,
    Series.TEST_LOSS,
    Series.TEST_BEYOND,
    Series.TRAIN_ACCURACY,
    Series.TEST_ACCURACY,
    Series.SECONDS,
)
"""Series of which a mean over runs makes sense."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A recorded run as the views draw it, or the mean of several.

    Attributes
    ----------
    style
        Number of its colour and line style, see ``PlotStyle.run_pen``.
    series
        Its curves, whole.
    readings
        At the step that the views show, or at the last one before.
    band
        Of a mean: the smallest and the largest of its runs.
    experiment
        What it trained, where it is one run.
    loss
        What its losses are; empty where that is not known.
    """

    name: str
    style: int
    setup: Setup
    series: Mapping[Series, Curve]
    readings: Readings
    band: tuple["Overlay", "Overlay"] | None = None
    experiment: Experiment | None = None
    loss: str = ""

    @property
    def all(self) -> tuple["Overlay", ...]:
        """The overlay and the edges of its band."""
        return (self, *(self.band or ()))


def mean(name: str, style: int, members: Sequence[Overlay]) -> Overlay:
    """Return the arithmetic mean of runs on the same points, at the steps that all have."""
    lower, upper = (_joined(name, style, members, edge) for edge in (np.min, np.max))
    middle = _joined(name, style, members, np.mean)
    return replace(middle, band=(lower, upper))


def _joined(name: str, style: int, members: Sequence[Overlay], join: Callable[..., Any]) -> Overlay:
    series = {
        key: _joined_curve([member.series[key] for member in members], join)
        for key in SUMMED
        if all(key in member.series for member in members)
    }
    joined: list[Reading] = []
    fits = [fit.values for fit in _taken(members, Fit)]
    if len(fits) == len(members) and len({len(fit) for fit in fits}) == 1:
        joined.append(Fit(join(fits, axis=0)))
    spectra = [spectrum.magnitude for spectrum in _taken(members, SpectrumReading)]
    if len(spectra) == len(members) and len({len(spectrum) for spectrum in spectra}) == 1:
        joined.append(SpectrumReading(join(spectra, axis=0)))
    peaks = _taken(members, PeakReading)
    if len(peaks) == len(members) and len({len(reading.error) for reading in peaks}) == 1:
        omega = members[0].setup.spectrum.peaks
        joined.append(_joined_peaks([reading.about(omega) for reading in peaks], join))
    setup, loss = members[0].setup, members[0].loss
    return Overlay(name, style, setup, series, Readings(*joined), loss=loss)


def _taken(members: Sequence[Overlay], kind: type[R]) -> list[R]:
    readings = (member.readings.get(kind) for member in members)
    return [reading for reading in readings if reading is not None]


def _joined_peaks(peaks: Sequence[PeakReading], join: Callable[..., Any]) -> PeakReading:
    """Join errors and steps; a peak is learned once all runs have learned it."""
    learned = zip(*(reading.learned_at for reading in peaks), strict=True)
    return PeakReading(
        join([reading.error for reading in peaks], axis=0),
        tuple(None if None in steps else round(float(join(steps))) for steps in learned),
        max(reading.every for reading in peaks),
        peaks[0].omega,
    )


def _joined_curve(curves: Sequence[Curve], join: Callable[..., Any]) -> Curve:
    steps = reduce(np.intersect1d, [curve.steps for curve in curves])
    values = [curve.values[np.searchsorted(curve.steps, steps)] for curve in curves]
    return Curve(steps, join(values, axis=0))
