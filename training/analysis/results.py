"""Results that views draw with the network's: baselines, their errors by size, true functions."""

from dataclasses import dataclass

from training.arrays import Floats, read_only
from training.data.refining import UNKNOWN, Refinement
from training.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """Mean squared errors of a baseline by its size, in the network's units.

    Attributes
    ----------
    name
        What the size is: the degree of a polynomial, the width of random features.
    at, train, test
        Shape (d,) each; ``test`` is nan where there are no test points.
    numbers
        How many numbers a model of each size fits, shape (d,).
    chosen
        The size that is drawn.
    """

    name: Text
    at: Floats
    numbers: Floats
    train: Floats
    test: Floats
    chosen: int

    def __post_init__(self) -> None:
        read_only(self.at, self.numbers, self.train, self.test)


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """A fitted baseline, evaluated.

    Attributes
    ----------
    values, fine
        On the grid of the data, shape (g,), in the user's units; and between its points.
    train_error, test_error
        Mean squared errors in the network's units; that on the points of the test loss is None
        where there are none.
    condition
        Of the matrix of the least squares problem, or None.
    notes
        What the user should know.
    sizes
        Of those that there are in many sizes.
    """

    name: Text
    values: Floats
    train_error: float
    test_error: float | None
    condition: float | None = None
    notes: tuple[Text, ...] = ()
    sizes: Sizes | None = None
    fine: Refinement = UNKNOWN

    def __post_init__(self) -> None:
        read_only(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class TrueFunction:
    """A function that could be the true one.

    ``values``: on ``Data1D.grid``, shape (g,), in the user's units. ``fine``: between its points.
    """

    name: Text
    values: Floats
    fine: Refinement = UNKNOWN

    def __post_init__(self) -> None:
        read_only(self.values)
