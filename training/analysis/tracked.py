"""Choice of the tracked frequencies of a curve, and the origin of each."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from training.analysis.periodogram import estimate
from training.analysis.spectrum import transform
from training.analysis.wave_fit import Estimate
from training.arrays import Floats, read_only
from training.data.sampling import alias
from training.settings import Dataset, FormulaDataset, PointsDataset, Spectrum
from training.settings.formula_waves import Waves, waves_of
from training.text import Text


class Search(StrEnum):
    """How tracked frequencies were looked for."""

    GIVEN = "given"
    FORMULA = "formula"
    DATA = "data"
    BOTH = "both"
    MAXIMA = "maxima"
    NONE = "none"


class FrequencyOrigin(StrEnum):
    """How a tracked frequency is known."""

    GIVEN = "given"
    """Typed by the user."""
    FORMULA = "formula"
    """Read from the formula: exact."""
    ALIASED = "aliased"
    """Where evenly spaced points show a wave of the formula that is too fast for them: exact."""
    ESTIMATED = "estimated"
    """Found in the data by ``training.analysis.periodogram``."""
    MAXIMUM = "maximum"
    """A local maximum of the lines of the spectrum, as in the author's code."""


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """Angular frequencies to track, in rising order.

    Attributes
    ----------
    omega
        Shape (p,): frequencies at which the spectrum is measured, radians per unit of x.
    search
        How they were looked for, whether or not any were found.
    origins
        How each is known, p of them.
    waves
        Shape (p,): true frequency of each wave; differs from ``omega`` where it is aliased.
    error
        Shape (p,): standard error of an estimate, else 0.
    """

    search: Search
    omega: Floats
    origins: tuple[FrequencyOrigin, ...]
    waves: Floats
    error: Floats

    def __post_init__(self) -> None:
        read_only(self.omega, self.waves, self.error)

    def __len__(self) -> int:
        return len(self.omega)


def all_of(search: Search, origin: FrequencyOrigin, omega: Floats) -> Tracked:
    """Return frequencies that share one origin; ``omega``: shape (p,), increasing."""
    return Tracked(search, omega, (origin,) * len(omega), omega, np.zeros(len(omega)))


NONE = all_of(Search.NONE, FrequencyOrigin.GIVEN, np.empty(0))

_FOUND = {
    Search.GIVEN: Text("ω as typed"),
    Search.FORMULA: Text("ω from the formula"),
    Search.DATA: Text("≈ estimated from the points; noise alone shows as much in 1 % of cases"),
    Search.BOTH: Text("ω from the formula, ≈ estimated from the points"),
    Search.MAXIMA: Text("local maxima of the lines"),
}
_NOT_FOUND = {
    Search.FORMULA: Text("the formula has no sine wave that these points can show"),
    Search.DATA: Text("no wave stands out of the noise"),
    Search.BOTH: Text("no wave is known or stands out of the noise"),
    Search.MAXIMA: Text("the lines have no local maximum"),
}


def how_found(tracked: Tracked) -> Text | None:
    """Say how the tracked frequencies are known, or that there are none."""
    return (_FOUND if len(tracked) else _NOT_FOUND).get(tracked.search)


def formula_waves(dataset: Dataset) -> Waves | None:
    """Return the waves of a dataset's formula, or None where there is no formula."""
    if isinstance(dataset, FormulaDataset | PointsDataset) and dataset.formula.strip():
        return waves_of(dataset.formula, dataset.v)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """The samples from which a spectrum is computed.

    Attributes
    ----------
    x, y
        Shape (n,).
    limit
        The largest angular frequency that the positions can tell from others.
    is_even
        Whether they are evenly spaced, perhaps with gaps, so that fast waves are aliased.
    """

    x: Floats
    y: Floats
    limit: float
    is_even: bool


def track(settings: Spectrum, waves: Waves | None, samples: Samples) -> Tracked:
    """Choose tracked frequencies: those of the formula, and estimates where it has unknown parts.

    Waves of an amplitude below ``settings.peak_floor`` of the largest are left out; of the
    others the first or the largest ``settings.peak_count`` are taken.
    """
    tracked, sizes = all_of(Search.DATA, FrequencyOrigin.ESTIMATED, np.empty(0)), np.empty(0)
    if waves is not None:
        tracked, sizes = _of_formula(waves, samples)
    if waves is None or not waves.is_understood:
        tracked, sizes = _with_estimates(tracked, sizes, settings, samples)
    if not len(tracked):
        return tracked
    large = np.flatnonzero(sizes >= settings.peak_floor * sizes.max())
    if settings.peak_choice == "largest":
        large = np.sort(large[np.argsort(-sizes[large], kind="stable")][: settings.peak_count])
    return _some(tracked, large[: settings.peak_count])


def _of_formula(waves: Waves, samples: Samples) -> tuple[Tracked, Floats]:
    """Return the frequency at which samples show each wave, and amplitudes, shape (p,)."""
    sizes = waves.amplitude.copy()
    factor = np.isnan(sizes)  # not a constant factor: estimate it from the samples
    sizes[factor] = 2 * np.abs(transform(samples.x, samples.y, waves.omega[factor]))
    is_seen = waves.omega <= samples.limit * (1 + 1e-9)
    omega = waves.omega.copy()
    if samples.is_even:
        omega[~is_seen] = [alias(o, samples.limit) for o in omega[~is_seen].tolist()]
        is_shown = omega > 1e-6 * samples.limit  # aliased to frequency 0: a constant
    else:
        is_shown = is_seen
    origins = tuple(
        FrequencyOrigin.FORMULA if seen else FrequencyOrigin.ALIASED for seen in is_seen
    )
    tracked = Tracked(Search.FORMULA, omega, origins, waves.omega, np.zeros(len(omega)))
    kept = np.flatnonzero(is_shown)
    return _in_order(_some(tracked, kept), sizes[kept])


def _with_estimates(
    known: Tracked, sizes: Floats, settings: Spectrum, samples: Samples
) -> tuple[Tracked, Floats]:
    """Append frequencies estimated from the samples that are not among ``known``."""
    estimated = _estimated(
        samples.x.tobytes(),
        samples.y.tobytes(),
        settings.peak_count + len(known),
        settings.peak_floor,
        samples.limit,
    )
    cycle = 2 * np.pi / max(np.ptp(samples.x), 1e-300)
    gaps = np.abs(estimated.omega[:, None] - known.omega[None, :])
    new = np.flatnonzero(gaps.min(axis=1, initial=np.inf) > cycle)
    both = Tracked(
        Search.DATA if known.search is Search.DATA else Search.BOTH,
        np.concatenate([known.omega, estimated.omega[new]]),
        known.origins + (FrequencyOrigin.ESTIMATED,) * len(new),
        np.concatenate([known.waves, estimated.omega[new]]),
        np.concatenate([known.error, estimated.error[new]]),
    )
    return _in_order(both, np.concatenate([sizes, estimated.amplitude[new]]))


@lru_cache(maxsize=16)
def _estimated(x: bytes, y: bytes, most: int, floor: float, highest: float) -> Estimate:
    """Cache estimates: settings are edited one by one on the same samples."""
    positions, values = (np.frombuffer(part, dtype=np.float64) for part in (x, y))
    return estimate(positions, values, most=most, floor=floor, highest=highest)


def _some(tracked: Tracked, index: np.ndarray) -> Tracked:
    origins = tuple(tracked.origins[at] for at in index.tolist())
    return replace(
        tracked,
        omega=tracked.omega[index],
        origins=origins,
        waves=tracked.waves[index],
        error=tracked.error[index],
    )


def _in_order(tracked: Tracked, sizes: Floats) -> tuple[Tracked, Floats]:
    """Sort by frequency; of two at one frequency the larger counts."""
    order = np.lexsort([-sizes, tracked.omega])
    omega = tracked.omega[order]
    is_new = np.concatenate([[True], np.diff(omega) > 1e-9 * omega[1:]])[: len(omega)]
    order = order[is_new]
    return _some(tracked, order), sizes[order]
