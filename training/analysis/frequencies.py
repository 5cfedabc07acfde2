"""Where the spectrum of a run is taken and how: lines for curves, rings for images. NumPy only."""

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from training.analysis.lattice import Lattice
from training.analysis.spectrum import SMALL, Lines, basis, relative_error
from training.analysis.tracked import NONE, Tracked
from training.arrays import Complex, Floats, read_only
from training.settings import Scale

FAINT = 0.02
"""Part of the target's largest magnitude below which a frequency counts as absent from the target:
relative errors are meaningless there."""
MANY = 1000
"""Harmonics or rings that are shown at most."""


class Frequencies:
    """Base class: at which frequencies a spectrum is taken, and how it is computed.

    Attributes
    ----------
    points
        Where the network's values are taken: ``train``, ``grid``, or ``spectrum`` for positions
        of its own.
    omega
        Shape (k,): angular frequencies, radians per unit of x.
    peak_target
        Shape (p,), complex: the target's spectrum at the tracked frequencies.
    peak_basis
        Shape (p, n), complex: the transform at the peaks of values at ``points``.
    """

    __slots__ = ()
    omega: Floats
    peak_target: Complex

    @property
    def tracked(self) -> Tracked:
        """The tracked frequencies; none unless a subclass has some."""
        return NONE

    @property
    def peaks(self) -> Floats:
        """Return the tracked angular frequencies, shape (p,)."""
        return self.tracked.omega

    @property
    def points(self) -> str:
        """See above."""
        raise NotImplementedError

    @property
    def sampled(self) -> str:
        """Key of the sentence by which views say where values are sampled."""
        return self.points

    @property
    def count(self) -> int:
        """Number of points that values are needed at."""
        return int(self.peak_basis.shape[1])

    @property
    def peak_basis(self) -> Complex:
        """See above."""
        raise NotImplementedError

    def inputs(self, scale: Scale) -> Floats:
        """Return the ``spectrum`` positions in the network's units, shape (n, 1)."""
        raise NotImplementedError

    @property
    def target_magnitude(self) -> Floats:
        """Return the size of the target's spectrum at ``omega``, shape (k,)."""
        raise NotImplementedError

    @property
    def in_target(self) -> NDArray[np.bool_]:
        """Which of ``omega`` the target has; the others have no relative error."""
        size = self.target_magnitude
        return np.asarray(size >= FAINT * size.max(initial=0.0))

    def magnitude(self, values: Floats) -> Floats:
        """Return the size of the spectrum of values at ``points``, shapes (n,) -> (k,)."""
        raise NotImplementedError

    def error(self, values: Floats, kind: str) -> Floats:
        """Return the relative error of each frequency, shape (k,)."""
        raise NotImplementedError

    def matches(self, other: "Frequencies") -> bool:
        """Tell whether errors measured on both can be compared in one plot."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=False)
class SpectrumSetup(Frequencies):
    """Where and at which angular frequencies the spectrum is taken.

    Attributes
    ----------
    x
        Shape (n,): the sample positions, in the user's units.
    sampled_on_grid
        False: ``x`` are the training points.
    omega
        Shape (k,): angular frequencies, radians per unit of x.
    target
        Shape (k,), complex: the target's spectrum, (1/n) sum y exp(-i omega x).
    tracked_in_target
        The tracked angular frequencies of the target, and how they are known.
    peak_target
        Shape (p,), complex: the target's spectrum there.
    limit
        The largest angular frequency that the samples can tell from others.
    places
        The lattice of ``x``, or None where it has none.
    """

    x: Floats
    sampled_on_grid: bool
    omega: Floats
    target: Complex
    tracked_in_target: Tracked
    peak_target: Complex
    limit: float = math.inf
    places: Lattice | None = None

    @property
    def tracked(self) -> Tracked:
        """The tracked frequencies of the target."""
        # A dataclass field of this name would take the inherited property for its default.
        return self.tracked_in_target

    @property
    def points(self) -> str:
        """The training points, or positions of its own."""
        return "spectrum" if self.sampled_on_grid else "train"

    def inputs(self, scale: Scale) -> Floats:
        """Return ``x`` in the network's units."""
        return scale.inputs(self.x)

    @property
    def peak_basis(self) -> Complex:
        """The lines of the transform at the peaks, shape (p, n)."""
        return basis(self.x, self.peaks)

    @property
    def target_magnitude(self) -> Floats:
        """|F| of the target."""
        return np.abs(self.target)

    def magnitude(self, values: Floats) -> Floats:
        """Return |F|."""
        return np.abs(_lines(self).transform(values))

    def error(self, values: Floats, kind: str) -> Floats:
        """Return ``relative_error`` of each frequency."""
        return relative_error(self.target, _lines(self).transform(values), kind)

    def matches(self, other: Frequencies) -> bool:
        """Tell whether all that errors depend on is the same."""
        return isinstance(other, SpectrumSetup) and all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in ("x", "omega", "target", "peaks")
        )

    def __post_init__(self) -> None:
        read_only(self.x, self.omega, self.target, self.peak_target)


@dataclass(frozen=True, slots=True, eq=False)
class ProjectedSetup(SpectrumSetup):
    """A class's probability along one direction: ``x`` are projections of training images.

    Values are the outputs for all classes, shape (n, c); ``column`` is the class.
    """

    column: int = 0

    @property
    def sampled(self) -> str:
        """Projections of the probe images."""
        return "projected"

    def magnitude(self, values: Floats) -> Floats:
        """Return |F| of the probability of the class."""
        return np.abs(_lines(self).transform(probabilities(values)[:, self.column]))

    def error(self, values: Floats, kind: str) -> Floats:
        """Return ``relative_error`` of each frequency."""
        transformed = _lines(self).transform(probabilities(values)[:, self.column])
        return relative_error(self.target, transformed, kind)


def probabilities(outputs: Floats) -> Floats:
    """Return the softmax of outputs, shape (n, c)."""
    powers = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@lru_cache(maxsize=16)  # as many as run in a race
def _lines(setup: SpectrumSetup) -> Lines:
    return Lines(setup.x, setup.omega, setup.places)


def _none() -> Floats:
    return np.empty(0)


def _nothing() -> Complex:
    return np.empty(0, dtype=np.complex128)


@dataclass(frozen=True, slots=True, eq=False)
class NoFrequencies(Frequencies):
    """The empty spectrum of data that have none."""

    omega: Floats = field(default_factory=_none)
    peak_target: Complex = field(default_factory=_nothing)

    @property
    def points(self) -> str:
        """Any points: nothing is computed from them."""
        return "train"

    @property
    def peak_basis(self) -> Complex:
        """No lines."""
        return _nothing().reshape(0, 0)

    @property
    def target_magnitude(self) -> Floats:
        """Nothing."""
        return _none()

    def magnitude(self, values: Floats) -> Floats:  # noqa: ARG002
        """Return nothing."""
        return _none()

    def error(self, values: Floats, kind: str) -> Floats:  # noqa: ARG002
        """Return nothing."""
        return _none()

    def matches(self, other: Frequencies) -> bool:
        """Tell whether the other is none either."""
        return isinstance(other, NoFrequencies)


@dataclass(frozen=True, slots=True, eq=False)
class HarmonicSetup(Frequencies):
    """The harmonics of a closed curve at evenly spaced parameters; no single one is tracked.

    The size of harmonic k is the root of |X_k|^2 + |Y_k|^2, X and Y as ``spectrum.transform``.

    Attributes
    ----------
    curve
        Shape (n, 2): the target at the training points.
    bins
        Harmonics at most; 0: all.
    """

    curve: Floats
    bins: int
    omega: Floats = field(init=False)
    target: Complex = field(init=False)
    peak_target: Complex = field(default_factory=_nothing)

    def __post_init__(self) -> None:
        count = min(self.bins or MANY, len(self.curve) // 2 + 1)
        object.__setattr__(self, "omega", np.arange(count, dtype=np.float64))
        object.__setattr__(self, "target", self.transform(self.curve))
        read_only(self.curve, self.omega, self.target)

    def transform(self, curve: Floats) -> Complex:
        """Return X and Y, shapes (n, 2) -> (k, 2)."""
        return np.asarray(np.fft.rfft(curve, axis=0)[: len(self.omega)] / len(curve))

    @property
    def points(self) -> str:
        """The training points."""
        return "train"

    @property
    def peak_basis(self) -> Complex:
        """No lines."""
        return np.empty((0, len(self.curve)), dtype=np.complex128)

    @property
    def target_magnitude(self) -> Floats:
        """The size of each harmonic of the target."""
        return np.asarray(np.linalg.norm(self.target, axis=1))

    def magnitude(self, values: Floats) -> Floats:
        """Return the size of each harmonic."""
        return np.asarray(np.linalg.norm(self.transform(values), axis=1))

    def error(self, values: Floats, kind: str) -> Floats:
        """Return the size of the difference of each harmonic, over the target's size."""
        transformed = self.transform(values)
        gap = (
            transformed - self.target
            if kind == "complex"
            else np.abs(transformed) - np.abs(self.target)
        )
        return np.asarray(np.linalg.norm(gap, axis=1) / (SMALL + self.target_magnitude))

    def matches(self, other: Frequencies) -> bool:
        """Tell whether all that errors depend on is the same."""
        return (
            isinstance(other, HarmonicSetup)
            and np.array_equal(self.curve, other.curve)
            and np.array_equal(self.omega, other.omega)
        )


@dataclass(frozen=True, slots=True, eq=False)
class RingSetup(Frequencies):
    """The two-dimensional spectrum of an image, summed over rings of about one frequency.

    A ring holds all |(omega_x, omega_y)| that round to a multiple of one cycle over the longer
    side; its size is the root of the sum of |F|^2. Corners of the plane beyond the last ring are
    left out. No single frequency is tracked.

    Attributes
    ----------
    pixels
        Shape (h, w): the target.
    spacing
        Distance of the pixels, in units of x.
    bins
        Rings at most; 0: all.
    """

    pixels: Floats
    spacing: float
    bins: int
    omega: Floats = field(init=False)
    rings: NDArray[np.intp] = field(init=False)
    target: Complex = field(init=False)
    peak_target: Complex = field(default_factory=_nothing)

    def __post_init__(self) -> None:
        rows, columns = self.shape
        apart = 2 * math.pi / (max(rows, columns) * self.spacing)
        down, right = (np.fft.fftfreq(n, self.spacing) * 2 * math.pi for n in (rows, columns))
        count = min(self.bins or MANY, max(rows, columns) // 2 + 1)
        rings = np.rint(np.hypot(down[:, None], right[None, :]) / apart).astype(np.intp)
        object.__setattr__(self, "omega", apart * np.arange(count, dtype=np.float64))
        object.__setattr__(self, "rings", np.minimum(rings, count))
        object.__setattr__(self, "target", self.transform(self.pixels))
        read_only(self.pixels, self.omega, self.rings, self.target)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.pixels.shape
        return rows, columns

    def transform(self, values: Floats) -> Complex:
        """Return the two-dimensional spectrum of n values, a mean as ``spectrum.transform``."""
        image = values.reshape(self.pixels.shape)
        return np.asarray(np.fft.fft2(image) / image.size, dtype=np.complex128)

    @property
    def points(self) -> str:
        """All pixels."""
        return "grid"

    @property
    def peak_basis(self) -> Complex:
        """No lines."""
        return np.empty((0, self.pixels.size), dtype=np.complex128)

    @property
    def target_magnitude(self) -> Floats:
        """The size of each ring of the target."""
        return self._size(np.abs(self.target))

    def magnitude(self, values: Floats) -> Floats:
        """Return the size of each ring."""
        return self._size(np.abs(self.transform(values)))

    def error(self, values: Floats, kind: str) -> Floats:
        """Return the size of the difference in each ring, over the target's size there."""
        transformed = self.transform(values)
        gap = (
            transformed - self.target
            if kind == "complex"
            else np.abs(transformed) - np.abs(self.target)
        )
        return self._size(np.abs(gap)) / (SMALL + self.target_magnitude)

    def _size(self, sizes: Floats) -> Floats:
        squares = np.bincount(self.rings.ravel(), sizes.ravel() ** 2, len(self.omega) + 1)
        return np.sqrt(squares[:-1])

    def matches(self, other: Frequencies) -> bool:
        """Tell whether all that errors depend on is the same."""
        return (
            isinstance(other, RingSetup)
            and np.array_equal(self.pixels, other.pixels)
            and np.array_equal(self.omega, other.omega)
        )
