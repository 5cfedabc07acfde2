"""What is static during a run: points, target, frequencies; arrays of NumPy, read-only."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from training.settings import Scale
from training.text import Text

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Steps = NDArray[np.int64]


def read_only(array: NDArray[np.generic]) -> None:
    """Make an array of a message safe to share between threads."""
    array.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False)
class Data1D:
    """Points of one input and one output, in the user's units.

    Attributes
    ----------
    x_train, y_train, x_test, y_test
        Shapes (n,), (n,), (m,), (m,); m may be 0.
    grid
        Shape (g,): where the fitted function is drawn.
    target
        The true function on ``grid``, shape (g,), or shape (0,) where none is known.
    interval
        Where the data begin and end; beyond it the network extrapolates.
    scale
        How these units become the network's.
    notes
        What the user should know, for example how many rows were left out.
    """

    x_train: Floats
    y_train: Floats
    x_test: Floats
    y_test: Floats
    grid: Floats
    target: Floats
    interval: tuple[float, float]
    scale: Scale = field(default_factory=Scale)
    x_label: Text = field(default_factory=lambda: Text("x"))
    y_label: Text = field(default_factory=lambda: Text("y"))
    notes: tuple[Text, ...] = ()

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which points of ``grid`` lie between the two ends of the data; shape (g,)."""
        low, high = self.interval
        return (self.grid >= low) & (self.grid <= high)

    def __post_init__(self) -> None:
        for array in (self.x_train, self.y_train, self.x_test, self.y_test, self.grid, self.target):
            read_only(array)


@dataclass(frozen=True, slots=True, eq=False)
class SpectrumSetup:
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
    peaks
        Shape (p,): the tracked angular frequencies.
    peak_target
        Shape (p,), complex: the target's spectrum there.
    """

    x: Floats
    sampled_on_grid: bool
    omega: Floats
    target: NDArray[np.complex128]
    peaks: Floats
    peak_target: NDArray[np.complex128]

    def matches(self, other: "SpectrumSetup") -> bool:
        """Tell whether errors taken on the other can be drawn beside errors taken on this."""
        return all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in ("x", "omega", "target", "peaks")
        )

    def __post_init__(self) -> None:
        for array in (self.x, self.omega, self.target, self.peaks, self.peak_target):
            read_only(array)


@dataclass(frozen=True, slots=True, eq=False)
class Degrees:
    """Mean squared errors of the polynomials of each degree 0, 1 ...; shape (d,) each.

    ``test`` is nan where there are no test points.
    """

    train: Floats
    test: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A curve beside the network's.

    Attributes
    ----------
    values
        On ``Data1D.grid``, shape (g,), in the user's units.
    train_error, test_error
        Mean squared errors in the network's units; test is None without test points.
    condition
        Of the matrix of the least squares problem, or None.
    notes
        What the user should know.
    degree, degrees
        Of a polynomial by least squares.
    """

    name: Text
    values: Floats
    train_error: float
    test_error: float | None
    condition: float | None = None
    notes: tuple[Text, ...] = ()
    degree: int | None = None
    degrees: Degrees | None = None

    def __post_init__(self) -> None:
        read_only(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """All that is known of an experiment before it is trained."""

    data: Data1D
    spectrum: SpectrumSetup
    comparison: Compared | None = None
