"""Computes the Setup of an experiment: points, frequencies, peaks, baselines."""

import math
from dataclasses import replace
from functools import singledispatch

import numpy as np

from training.analysis.baselines import compute_baselines
from training.analysis.curve_spectrum import spectrum_of
from training.analysis.frequencies import (
    Frequencies,
    HarmonicSetup,
    NoFrequencies,
    ProjectedSetup,
    RingSetup,
)
from training.analysis.projection import projections
from training.analysis.spectrum import transform
from training.analysis.tracked import NONE
from training.analysis.true_functions import true_functions
from training.arrays import Floats
from training.data.datasets import load, true_function
from training.data.kinds import (
    Data,
    Data1D,
    ImageData,
    LabelledData,
    MatrixData,
    OutlineData,
    TableData,
)
from training.settings import Experiment
from training.setup.setup import Setup

HIGHEST = 2 * math.pi * 0.35
"""Angular frequency along the first principal component: the notebooks' k up to 0.35."""
LINES = 40
"""Frequencies along the first principal component, unless their number is set."""
GRID = 512
"""Points of the dense grid on which a spectrum may be sampled."""


def data_settings(experiment: Experiment) -> tuple[object, ...]:
    """Return all settings that a Setup is made of."""
    return (
        experiment.dataset,
        experiment.spectrum,
        experiment.comparison,
        experiment.truths,
        experiment.published,
    )


def prepare(experiment: Experiment) -> Setup:
    """Make the points of an experiment and decide where its spectrum is taken.

    Raises
    ------
    DataError, SourceError
        When the dataset cannot be made.
    """
    data = load(experiment.dataset)
    frequencies = choose_frequencies(data, experiment)
    delta = experiment.spectrum.filter_delta if isinstance(data, LabelledData) else 0.0
    return with_baselines(Setup(data, frequencies, filter_delta=delta), experiment)


def with_baselines(setup: Setup, experiment: Experiment) -> Setup:
    """Return the setup with baselines, true functions and literature values added.

    Raises
    ------
    Problem
        When a curve cannot go through the points.
    """
    data = setup.data
    return replace(
        setup,
        baselines=compute_baselines(experiment.comparison, data),
        true_functions=true_functions(experiment.truths, data) if isinstance(data, Data1D) else (),
        literature=experiment.published.table,
        made_of=data_settings(experiment),
    )


@singledispatch
def choose_frequencies(data: Data, experiment: Experiment) -> Frequencies:
    """Decide where the spectrum of data is taken."""
    raise TypeError(f"no spectrum for {type(data).__name__} and {type(experiment).__name__}")


@choose_frequencies.register
def _of_an_image(data: ImageData, experiment: Experiment) -> Frequencies:
    return RingSetup(data.pixels, data.spacing, experiment.spectrum.bins)


@choose_frequencies.register
def _of_an_outline(data: OutlineData, experiment: Experiment) -> Frequencies:
    return HarmonicSetup(data.train, experiment.spectrum.bins)


@choose_frequencies.register(TableData)
@choose_frequencies.register(MatrixData)
def _of_no_curve(data: Data, experiment: Experiment) -> Frequencies:  # noqa: ARG001
    return NoFrequencies()


@choose_frequencies.register
def _of_images(data: LabelledData, experiment: Experiment) -> Frequencies:
    """Take the spectrum along the first principal component, as in the author's notebooks."""
    settings, classes = experiment.spectrum, len(data.dataset.classes)
    column = min(settings.of_class, classes - 1)
    x = projections(data)
    y = (data.given[data.probe] == column).astype(np.float64)
    omega = np.linspace(0.0, HIGHEST, settings.bins or LINES)
    none = np.empty(0, dtype=np.complex128)
    return ProjectedSetup(x, False, omega, transform(x, y, omega), NONE, none, column=column)


@choose_frequencies.register
def _of_a_curve(data: Data1D, experiment: Experiment) -> Frequencies:
    x, y, on_grid = _samples(experiment, data)
    # A mean of 300 ppm would leak into every frequency: subtract the offset.
    y = y - data.scale.y_offset
    length = data.interval[1] - data.interval[0]
    return spectrum_of(experiment.spectrum, experiment.dataset, x, y, length, on_grid)


def _samples(experiment: Experiment, data: Data1D) -> tuple[Floats, Floats, bool]:
    if experiment.spectrum.sampling == "grid":
        x = np.linspace(*data.interval, GRID)
        y = true_function(experiment.dataset, x)
        if y is not None:
            return x, y, True
    return data.x_train, data.y_train, False
