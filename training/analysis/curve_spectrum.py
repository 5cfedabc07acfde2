"""Where the spectrum of a curve is taken: which frequencies, how far, which are tracked."""

import math

import numpy as np

from training.analysis.frequencies import SpectrumSetup
from training.analysis.lattice import lattice
from training.analysis.spectrum import Lines, find_peaks, omega_grid, transform
from training.analysis.tracked import (
    FrequencyOrigin,
    Samples,
    Search,
    Tracked,
    all_of,
    formula_waves,
    track,
)
from training.arrays import Floats
from training.data.sampling import nyquist
from training.settings import Dataset, FormulaDataset, PointsDataset, Spectrum
from training.settings.formula import uses_v
from training.settings.formula_waves import Waves, common_divisor

AUTHORS = 40
"""Lines that the author's code shows, ``my_fft(y)[:40]``."""
MOST = 2048
"""Lines, unless something is tracked beyond them."""
MOST_OF_ALL = 16_384
DENSE = 2_000_000
"""Elements of a dense transform matrix at most (32 MB), for positions on no lattice."""
BEYOND = 1.25
"""Part of the highest tracked frequency up to which lines are taken, wherever that is."""
FINEST = 8
"""Lines for each cycle over the interval, at most, so that known frequencies fall on them."""


def spectrum_of(
    settings: Spectrum, dataset: Dataset, x: Floats, y: Floats, length: float, on_grid: bool
) -> SpectrumSetup:
    """Decide where the spectrum of a curve is taken.

    Parameters
    ----------
    settings, dataset
        How, and of what: the waves of a formula are known.
    x, y
        Shape (n,): the samples, y without its offset.
    length
        Of the interval, in units of x.
    on_grid
        Whether the samples are the dense grid, or training points.
    """
    places = lattice(x)
    is_even = places is not None and places.is_exact
    limit = math.pi / places.spacing if places is not None and is_even else nyquist(x)
    if settings.find == "maxima":
        return _author_s(settings, dataset, x, y, length, on_grid, limit)
    waves, samples = formula_waves(dataset), Samples(x, y, limit, is_even)
    tracked = _given(settings) or track(settings, waves, samples)
    spacing = _spacing(length, waves, tracked)
    highest = float(tracked.omega.max(initial=0.0))
    count = _line_count(settings.bins, samples, spacing, highest)
    omega = spacing * np.arange(count, dtype=np.float64)
    grid = places if is_even else None
    target = Lines(x, omega, grid).transform(y)
    at_peaks = transform(x, y, tracked.omega)
    return SpectrumSetup(x, on_grid, omega, target, tracked, at_peaks, limit, grid)


def _given(settings: Spectrum) -> Tracked | None:
    peaks = np.array(settings.peaks, dtype=np.float64)
    return all_of(Search.GIVEN, FrequencyOrigin.GIVEN, peaks) if len(peaks) else None


def _spacing(length: float, waves: Waves | None, tracked: Tracked) -> float:
    """Return the line spacing for which tracked frequencies fall on lines, where possible.

    That of the discrete Fourier transform over ``length``, 2 pi / length, or less.
    """
    fourier = 2 * math.pi / length
    exact = [
        o
        for o, origin in zip(tracked.omega.tolist(), tracked.origins, strict=True)
        if origin is not FrequencyOrigin.ESTIMATED
    ]
    if waves is None:
        exact.append(2 * math.pi)  # of a series: one cycle a unit, as a year
    divisor = common_divisor(exact, fourier / FINEST)
    if divisor is None:
        return fourier
    # A hair of tolerance: [-3.1415, 3.1415] is meant as [-pi, pi].
    return divisor / max(1, math.ceil(divisor / fourier - 1e-3))


def _line_count(bins: int, samples: Samples, spacing: float, highest: float) -> int:
    """Return how many lines the samples support: up to their limit, or to what can be kept."""
    whole = 1 + math.floor(samples.limit / spacing * (1 + 1e-9))
    if bins:
        return max(3, min(bins, whole))
    most = MOST_OF_ALL if samples.is_even else max(3, DENSE // len(samples.x))
    wanted = max(MOST, 1 + math.ceil(BEYOND * highest / spacing))
    return max(3, min(whole, wanted, most))


def _author_s(
    settings: Spectrum,
    dataset: Dataset,
    x: Floats,
    y: Floats,
    length: float,
    on_grid: bool,
    limit: float,
) -> SpectrumSetup:
    """Track local maxima of a fixed number of lines, as the author's code does."""
    omega = omega_grid(length, settings.bins or AUTHORS, _reference(dataset))
    omega = omega[: max(3, 1 + int(np.searchsorted(omega, nyquist(x), side="right")))]
    target = transform(x, y, omega)
    choice = settings.peak_count, settings.peak_floor, settings.peak_choice
    maxima = omega[find_peaks(np.abs(target), *choice)]
    tracked = _given(settings) or all_of(Search.MAXIMA, FrequencyOrigin.MAXIMUM, maxima)
    return SpectrumSetup(x, on_grid, omega, target, tracked, transform(x, y, tracked.omega), limit)


def _reference(dataset: Dataset) -> float:
    """Choose the frequency that must be on the grid: v, one cycle a unit, or that of sin(x)."""
    if isinstance(dataset, FormulaDataset | PointsDataset):
        return dataset.v if dataset.formula.strip() and uses_v(dataset.formula) else 1.0
    return 2 * math.pi
