"""What is measured on a model: series of all steps, and readings of one step."""

import math
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar, get_args

import numpy as np

from training.arrays import Counts, Floats, Floats32, Numbers, Steps, read_only
from training.data.refining import UNKNOWN, Refinement
from training.settings import Difference

SAME_PEAK = 0.02
"""Relative difference up to which two estimates count as one frequency."""


class Series(StrEnum):
    """Names of the recorded series; no sample is lost between Frames."""

    BATCH_LOSS = "batch_loss"
    TRAIN_LOSS = "train_loss"
    TEST_LOSS = "test_loss"
    """Of the test points that ``Data.test_loss_of`` names."""
    TEST_BEYOND = "test_loss_beyond"
    """Of the test points beyond the data."""
    SPECTRUM_ERROR = "spectrum_error"
    TRAIN_ACCURACY = "train_accuracy"
    TEST_ACCURACY = "test_accuracy"
    FILTER_ERROR = "filter_error"
    SECONDS = "seconds"


RESTARTING = frozenset({Series.FILTER_ERROR, Series.SPECTRUM_ERROR, Series.TEST_LOSS})
"""Series that restart where a change of data makes earlier samples incomparable."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Values at steps: shapes (n,) and (n,) or (n, k)."""

    steps: Steps
    values: Floats32

    def __post_init__(self) -> None:
        read_only(self.steps)
        read_only(self.values)

    def before(self, step: int) -> "Curve":
        """Return the samples before a step."""
        count = int(np.searchsorted(self.steps, step))
        return Curve(self.steps[:count], self.values[:count])

    @staticmethod
    def joined(parts: Iterable["Curve"]) -> "Curve":
        """Concatenate curves of the same width."""
        parts = list(parts)
        return Curve(
            np.concatenate([p.steps for p in parts]), np.concatenate([p.values for p in parts])
        )


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The network's function on the ``grid`` of the data, in the user's units.

    ``values``: shape (g,), or (g, k) where there are k > 1 outputs. ``fine``: samples between
    the points of the grid, for functions of one variable.
    """

    values: Floats32
    fine: Refinement = UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class SpectrumReading:
    """Magnitude of the network's spectrum at ``SpectrumSetup.omega``; shape (k,)."""

    magnitude: Floats32


@dataclass(frozen=True, slots=True, eq=False)
class PeakReading:
    """The tracked peaks: present relative error and the step at which each was learned.

    ``error``, ``learned_at``: for each peak. ``every``: steps between two measurements.
    ``omega``: shape (p,), the frequencies; empty in old recordings.
    """

    error: Floats32
    learned_at: tuple[int | None, ...]
    every: int
    omega: Floats = field(default_factory=lambda: np.empty(0))

    def about(self, omega: Floats) -> "PeakReading":
        """Return the reading for other frequencies, shape (k,): nan and None where none matches.

        The frequencies estimated when it was recorded may differ from today's estimates.
        """
        is_old = not len(self.omega) and len(self.error) == len(omega)
        recorded = omega if is_old else self.omega
        error = np.full(len(omega), np.nan, dtype=np.float32)
        learned: list[int | None] = [None] * len(omega)
        for at, peak in enumerate(recorded):
            nearest = int(np.argmin(np.abs(omega - peak))) if len(omega) else -1
            is_same = nearest >= 0 and abs(omega[nearest] - peak) <= SAME_PEAK * peak
            if is_same and at == np.argmin(np.abs(recorded - omega[nearest])):
                error[nearest], learned[nearest] = self.error[at], self.learned_at[at]
        return PeakReading(error, tuple(learned), self.every, omega)


@dataclass(frozen=True, slots=True, eq=False)
class Neurons:
    """The neurons of the first hidden layer, see ``training.analysis.neurons``.

    ``directions``: shape (m, d + 1), unit vectors along (w, b), or 0. ``amplitude``: shape (m,);
    it has the sign of the output weight where there is one output of the layer, else
    it is the length of the output weights. ``distance`` is that of the layer's weights and biases
    from their start, relative to the start; nan where they began at zero.
    """

    directions: Floats32
    amplitude: Floats32
    distance: float


@dataclass(frozen=True, slots=True, eq=False)
class BestFit:
    """The network's function on the ``grid`` of the data at the step of the least test loss.

    ``values``, ``fine``: as in ``Fit``; shape (0,) where there are no test points or none was
    measured.
    """

    step: int
    loss: float
    values: Floats32
    fine: Refinement = UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class LandscapeReading:
    """The training loss on a plane through the parameters at a step, see ``learner.landscape``.

    ``losses``: shape (s, s), rows along the second direction; both reach from -extent to extent.
    ``path``: shape (k, 2), the run's trajectory projected on the plane; the last one is (0, 0).
    ``lengths``: of the two directions in parameter space. ``share``: the part of the trajectory's
    sum of squares that the plane explains; nan unless the directions are its principal ones.
    """

    losses: Floats32
    path: Floats32
    extent: float
    step: int
    lengths: tuple[float, float] = (math.nan, math.nan)
    share: float = math.nan


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Which classes the network took the test images for, at a step.

    ``predicted``, ``loss``: shape (m,), of the first m test images: number of the class, and the
    cross-entropy against the true one. ``confusion``: shape (c, c), how many of all test images
    of a class (rows) were taken for a class (columns).
    """

    predicted: Numbers
    loss: Floats32
    confusion: Counts
    step: int


Reading = Fit | SpectrumReading | PeakReading | Neurons | BestFit | LandscapeReading | Predictions

R = TypeVar("R", bound=Reading)


class Readings:
    """Readings of one step, at most one of a kind; it never changes.

    A kind is asked for by its class, and what comes is of that class.
    """

    __slots__ = ("_by_kind",)

    def __init__(self, *readings: Reading) -> None:
        self._by_kind: dict[type, Reading] = {type(r): r for r in readings}

    def get(self, kind: type[R]) -> R | None:
        """Return the reading of a kind; None where it was not taken."""
        reading = self._by_kind.get(kind)
        return reading if isinstance(reading, kind) else None

    def __getitem__(self, kind: type[R]) -> R:
        """Return the reading of a kind; KeyError where it was not taken."""
        reading = self.get(kind)
        if reading is None:
            raise KeyError(kind.__name__)
        return reading

    def __contains__(self, kind: object) -> bool:
        return kind in self._by_kind

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._by_kind.values())

    def __len__(self) -> int:
        return len(self._by_kind)

    def __or__(self, newer: "Readings") -> "Readings":
        """Return the readings of both; of a kind that both have, the newer."""
        return Readings(*self, *newer)

    @property
    def kinds(self) -> Set[type]:
        """The kinds that were taken."""
        return self._by_kind.keys()

    def only(self, kinds: Set[type]) -> "Readings":
        """Return those of some kinds."""
        return Readings(*(r for kind, r in self._by_kind.items() if kind in kinds))


LIVE_READINGS: frozenset[type] = frozenset(get_args(Reading))

RECORDED_READINGS = LIVE_READINGS - {LandscapeReading}
"""Readings that are recorded even if no view needs them; a landscape costs too much."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Settings that changed at a step of a run; curves draw it as a line."""

    step: int
    differences: tuple[Difference, ...]

    def after(self, last: "Mark") -> "Mark":
        """Merge with an earlier mark of the same settings: old values are those before ``last``."""
        joined = (
            replace(difference, old=earlier.old)
            for difference, earlier in zip(self.differences, last.differences, strict=True)
        )
        return Mark(self.step, tuple(joined))
