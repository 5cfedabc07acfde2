"""All that is known of an experiment before it is trained: points, frequencies, peaks."""

import math
from functools import singledispatch

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats
from training.comparison import compare
from training.data import (
    Compared,
    Data,
    Data1D,
    ImageData,
    LabelledData,
    MatrixData,
    OutlineData,
    Setup,
    TableData,
    Truth,
)
from training.datasets import load, true_function
from training.formula import uses_v
from training.frequencies import (
    Frequencies,
    HarmonicSetup,
    NoFrequencies,
    ProjectedSetup,
    RingSetup,
    SpectrumSetup,
)
from training.projection import projections
from training.settings import Dataset, Experiment, FormulaDataset, PointsDataset, Spectrum
from training.spectrum import find_peaks, nyquist, omega_grid, transform
from training.truths import truths

HIGHEST = 2 * math.pi * 0.35
"""Angular frequency along the first principal component: the notebooks' k up to 0.35."""
GRID = 512
"""Points of the dense grid on which a spectrum may be sampled."""


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
    return Setup(data, frequencies, *beside(experiment, data), experiment.published.table, delta)


def beside(experiment: Experiment, data: Data) -> tuple[tuple[Compared, ...], tuple[Truth, ...]]:
    """Compute what stands beside the network, and what could be true.

    Raises
    ------
    Problem
        When a curve cannot go through the points.
    """
    found = truths(experiment.truths, data) if isinstance(data, Data1D) else ()
    return compare(experiment.comparison, data), found


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
    """Take it along the first principal component, as the author's notebooks do."""
    settings, classes = experiment.spectrum, len(data.dataset.classes)
    column = min(settings.of_class, classes - 1)
    x = projections(data)
    y = (data.given[data.probe] == column).astype(np.float64)
    omega = np.linspace(0.0, HIGHEST, settings.bins)
    none = np.empty(0)
    return ProjectedSetup(
        x, False, omega, transform(x, y, omega), none, none.astype(np.complex128), column
    )


@choose_frequencies.register
def _of_a_curve(data: Data1D, experiment: Experiment) -> Frequencies:
    settings, dataset = experiment.spectrum, experiment.dataset
    x, y, on_grid = _samples(experiment, data)
    # A mean of 300 ppm would leak into every frequency; a standardised series is taken without.
    y = y - data.scale.y_offset
    length = data.interval[1] - data.interval[0]
    omega = omega_grid(length, settings.bins, _reference(dataset))
    omega = omega[: max(3, 1 + int(np.searchsorted(omega, nyquist(x), side="right")))]
    target = transform(x, y, omega)
    peaks = np.array(settings.peaks, dtype=np.float64)
    if not settings.peaks:
        peaks = omega[_peaks(target, settings)]
    return SpectrumSetup(x, on_grid, omega, target, peaks, transform(x, y, peaks))


def _reference(dataset: Dataset) -> float:
    """Choose the frequency that must be on the grid: v, one cycle a unit, or that of sin(x)."""
    if isinstance(dataset, FormulaDataset | PointsDataset):
        return dataset.v if dataset.formula.strip() and uses_v(dataset.formula) else 1.0
    return 2 * math.pi


def _samples(experiment: Experiment, data: Data1D) -> tuple[Floats, Floats, bool]:
    if experiment.spectrum.sampling == "grid":
        x = np.linspace(*data.interval, GRID)
        y = true_function(experiment.dataset, x)
        if y is not None:
            return x, y, True
    return data.x_train, data.y_train, False


def _peaks(target: NDArray[np.complex128], settings: Spectrum) -> NDArray[np.intp]:
    return find_peaks(
        np.abs(target), settings.peak_count, settings.peak_floor, settings.peak_choice
    )
