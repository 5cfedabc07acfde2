"""All that is known of an experiment before it is trained: points, frequencies, peaks."""

import math

import numpy as np
from numpy.typing import NDArray

from training.comparison import compare
from training.data import Data1D, Floats, Setup, SpectrumSetup
from training.datasets import load, true_function
from training.formula import uses_v
from training.settings import CsvDataset, Dataset, Experiment, Spectrum
from training.spectrum import find_peaks, nyquist, omega_grid, transform

GRID = 512
"""Points of the dense grid on which a spectrum may be sampled."""


def prepare(experiment: Experiment) -> Setup:
    """Make the points of an experiment and decide where its spectrum is taken.

    Raises
    ------
    DataError
        When the dataset cannot be made.
    """
    data = load(experiment.dataset)
    spectrum = _prepare_spectrum(experiment, data)
    return Setup(data, spectrum, compare(experiment.comparison, data))


def _prepare_spectrum(experiment: Experiment, data: Data1D) -> SpectrumSetup:
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
    if isinstance(dataset, CsvDataset):
        return 2 * math.pi
    return dataset.v if dataset.formula.strip() and uses_v(dataset.formula) else 1.0


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
