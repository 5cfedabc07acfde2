"""What is static during a run: points, target, frequencies; arrays of NumPy, read-only."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from training.arrays import Bools, Floats, read_only
from training.data.closed_curves import Box
from training.data.collections.collection import Labels, Pixels
from training.data.collections.corruptions import changed
from training.data.collections.reading import Collection
from training.data.refining import UNKNOWN, Refinement
from training.settings import LabelledDataset, Scale
from training.text import Text


class Reach(StrEnum):
    """Which test points a test loss is measured on."""

    ALL = "all"
    """All test points: none lie beyond the data."""
    WITHIN = "within the data"
    """Points within the data; those beyond have a loss of their own."""
    BOTH = "within and beyond the data"


class Data:
    """Base class of data: n points of d inputs and k outputs, in the network's units.

    ``points`` is one of ``train``, ``test`` and ``grid``; the last is where the network's
    function is drawn.
    """

    __slots__ = ()
    scale: Scale
    notes: tuple[Text, ...]

    def inputs(self, points: str) -> Floats:
        """Return the network's inputs, shape (n, d)."""
        raise NotImplementedError

    def targets(self, points: str) -> Floats:
        """Return the targets at ``train`` or ``test``, shape (n, k)."""
        raise NotImplementedError

    def count(self, points: str) -> int:
        """Return how many points there are."""
        return len(self.inputs(points))

    @property
    def tests(self) -> dict[str, Bools]:
        """Masks of test points by name of the test loss, shape (m,); empty ones are left out.

        ``test`` is the ordinary test loss, ``beyond`` that where the network extrapolates.
        """
        count = self.count("test")
        return {"test": np.ones(count, dtype=np.bool_)} if count else {}

    @property
    def test_loss_of(self) -> Reach:
        """Which test points the test loss is of."""
        return Reach.ALL


ROUNDING = 1e-9
"""Part of the interval by which a test point at its end may miss it."""


@dataclass(frozen=True, slots=True, eq=False)
class Data1D(Data):
    """Points of one input and one output, in the user's units.

    Attributes
    ----------
    x_train, y_train, x_test, y_test
        Shapes (n,), (n,), (m,), (m,); m may be 0.
    grid
        Shape (g,): where the fitted function is drawn.
    target, target_fine
        The true function on ``grid``, shape (g,), or shape (0,) where none is known; and between
        its points.
    interval
        Where the data begin and end; beyond it the network extrapolates.
    scale
        Conversion to the network's units.
    notes
        What the user should know, for example how many rows were left out.
    is_apart
        Whether test points beyond ``interval`` have a loss of their own.
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
    target_fine: Refinement = UNKNOWN
    is_apart: bool = True

    def inputs(self, points: str) -> Floats:
        """Return the points' x, shape (n, 1)."""
        x: Floats = self.grid if points == "grid" else getattr(self, f"x_{points}")
        return self.scale.inputs(x)

    def targets(self, points: str) -> Floats:
        """Return the points' y, shape (n, 1)."""
        y: Floats = getattr(self, f"y_{points}")
        return self.scale.targets(y)

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which points of ``grid`` lie between the two ends of the data; shape (g,)."""
        low, high = self.interval
        return (self.grid >= low) & (self.grid <= high)

    @property
    def beyond(self) -> Bools:
        """Mask of test points outside the interval by more than rounding; shape (m,)."""
        low, high = self.interval
        room = ROUNDING * (high - low)
        return (self.x_test < low - room) | (self.x_test > high + room)

    @property
    @override
    def tests(self) -> dict[str, Bools]:
        beyond = self.beyond if self.is_apart else np.zeros(len(self.x_test), dtype=np.bool_)
        parts = {"test": ~beyond, "beyond": beyond}
        return {name: chosen for name, chosen in parts.items() if chosen.any()}

    @property
    def tested(self) -> tuple[Floats, Floats]:
        """The points that the test loss is of, shapes (t,), (t,)."""
        chosen = self.tests.get("test", np.zeros(len(self.x_test), dtype=np.bool_))
        return self.x_test[chosen], self.y_test[chosen]

    @property
    @override
    def test_loss_of(self) -> Reach:
        if not self.beyond.any():
            return Reach.ALL
        return Reach.WITHIN if self.is_apart else Reach.BOTH

    def __post_init__(self) -> None:
        read_only(self.x_train, self.y_train, self.x_test, self.y_test, self.grid, self.target)


@dataclass(frozen=True, slots=True, eq=False)
class PictureData(Data):
    """Values on a grid of rows and columns, some of which are known.

    Attributes
    ----------
    pixels
        Shape (h, w): the true values; in an image 0 is black and 1 is white.
    given
        Shape (h, w): the values that are trained on, with what noise there is.
    known
        Shape (h, w): which ones are trained on; the others are the test set.
    """

    pixels: Floats
    given: Floats
    known: NDArray[np.bool_]
    scale: Scale = field(default_factory=Scale)
    notes: tuple[Text, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.pixels.shape
        return rows, columns

    @property
    def white(self) -> float:
        """The value that is drawn white; 0 is black."""
        return 1.0

    def targets(self, points: str) -> Floats:
        """Return the pixels' values, shape (n, 1)."""
        values = self.pixels if points == "test" else self.given
        return values[self.chosen(points)][:, None]

    def chosen(self, points: str) -> NDArray[np.bool_]:
        """Return the mask of the pixels of ``train``, ``test`` or ``grid``, shape (h, w)."""
        chosen = {"train": self.known, "test": ~self.known, "grid": np.ones_like(self.known)}
        return chosen[points]

    def __post_init__(self) -> None:
        read_only(self.pixels, self.given, self.known)


@dataclass(frozen=True, slots=True, eq=False)
class ImageData(PictureData):
    """A grey image as a function of (x, y).

    The longer side reaches from -1 to 1 in units of x, and y grows downwards.
    """

    @property
    def spacing(self) -> float:
        """Distance of two pixels, in units of x."""
        return 2 / max(max(self.shape) - 1, 1)

    def inputs(self, points: str) -> Floats:
        """Return the pixels' x and y, shape (n, 2)."""
        rows, columns = self.shape
        down, right = np.mgrid[:rows, :columns].astype(np.float64)
        place = np.stack([right - (columns - 1) / 2, down - (rows - 1) / 2], axis=-1)
        return np.asarray(place[self.chosen(points)] * self.spacing / self.scale.x_factor)


@dataclass(frozen=True, slots=True, eq=False)
class MatrixData(PictureData):
    """A square matrix; the input is a one-hot row index and a one-hot column index."""

    @property
    def white(self) -> float:
        """The largest element."""
        return float(np.abs(self.pixels).max())

    def inputs(self, points: str) -> Floats:
        """Return one-hot rows and columns of each element, shape (n, 2 d)."""
        rows, columns = np.nonzero(self.chosen(points))
        side = self.shape[0]
        return np.hstack([np.eye(side)[rows], np.eye(side)[columns]])


@dataclass(frozen=True, slots=True, eq=False)
class OutlineData(Data):
    """A closed curve (x, y) of a parameter t in [0, 2 pi]; (cos t, sin t) goes into the network.

    Attributes
    ----------
    t_train, train, t_test, test
        Shapes (n,), (n, 2), (m,), (m, 2); the test points lie between the training points.
    grid, target
        Shapes (g,), (g, 2): where the curve is drawn, from 0 to 2 pi, and the true one.
    numbers
        How many parameters the true curve has.
    eye
        A point that is drawn as the eye.
    trunk
        Shape (g,): which points of ``target`` swing when the trunk wiggles.
    wiggle
        How far they do.
    box
        Bounding box and area of the true curve, from a fine sampling.
    """

    t_train: Floats
    train: Floats
    t_test: Floats
    test: Floats
    grid: Floats
    target: Floats
    numbers: int
    eye: tuple[float, float] | None
    trunk: NDArray[np.bool_]
    wiggle: float
    box: Box
    scale: Scale
    notes: tuple[Text, ...] = ()

    def inputs(self, points: str) -> Floats:
        """Return (cos t, sin t), shape (n, 2)."""
        t: Floats = self.grid if points == "grid" else getattr(self, f"t_{points}")
        return np.column_stack([np.cos(t), np.sin(t)])

    def targets(self, points: str) -> Floats:
        """Return the points, shape (n, 2)."""
        curve: Floats = getattr(self, points)
        return curve / self.scale.y_factor

    def __post_init__(self) -> None:
        read_only(self.t_train, self.train, self.t_test, self.test, self.grid, self.target)


DRAWN = 500
"""Test points that are drawn of a table."""


@dataclass(frozen=True, slots=True, eq=False)
class TableData(Data):
    """Rows of d inputs and one value, drawn as predictions against values.

    Attributes
    ----------
    x_train, y_train, x_test, y_test
        Shapes (n, d), (n,), (m, d), (m,).
    """

    x_train: Floats
    y_train: Floats
    x_test: Floats
    y_test: Floats
    scale: Scale = field(default_factory=Scale)
    notes: tuple[Text, ...] = ()

    @property
    def drawn(self) -> int:
        """How many test points ``grid`` has after all training points."""
        return min(len(self.x_test), DRAWN)

    def inputs(self, points: str) -> Floats:
        """Return rows, shape (n, d); ``grid`` are those that are drawn."""
        if points == "grid":
            return np.vstack([self.x_train, self.x_test[: self.drawn]])
        rows: Floats = getattr(self, f"x_{points}")
        return rows

    def targets(self, points: str) -> Floats:
        """Return values, shape (n, 1)."""
        y: Floats = getattr(self, f"y_{points}")
        return self.scale.targets(y)

    def __post_init__(self) -> None:
        read_only(self.x_train, self.y_train, self.x_test, self.y_test)


@dataclass(frozen=True, slots=True, eq=False)
class LabelledData(Data):
    """Images with their classes; targets are one-hot.

    Attributes
    ----------
    dataset
        Its settings: cropping, normalisation, noise.
    collection
        Where the images are.
    train, test
        Shapes (n,), (m,): indices of images in the collection's training and test subset.
    given, true
        Shape (n,): training labels with label noise, and the true ones.
    labels
        Shape (m,): the classes of the test images.
    probe
        Shape (p,): indices into ``train`` of the images on which training loss and accuracy are
        measured: all, or a subset that is cheap to evaluate.
    """

    dataset: LabelledDataset
    collection: Collection
    train: Labels
    test: Labels
    given: Labels
    true: Labels
    labels: Labels
    probe: Labels
    scale: Scale = field(default_factory=Scale)
    notes: tuple[Text, ...] = ()

    def pixels(self, points: str, wanted: slice = slice(None)) -> Pixels:
        """Return images of ``train`` or ``test``, shape (n, 32, 32, 3), shuffled if so set."""
        is_train = points == "train"
        part = self.collection.train if is_train else self.collection.test
        chosen = self.train if is_train else self.test
        if self.dataset.contents == "true":
            return part.pixels[chosen[wanted]]
        return changed(part.pixels[chosen], self.dataset, is_test=not is_train)[wanted]

    def inputs(self, points: str) -> Floats:
        """Return the images as they are, from 0 to 1, shape (n, 32 * 32 * 3)."""
        pixels = self.pixels("test" if points == "grid" else points)
        return pixels.reshape(len(pixels), -1) / 255

    def targets(self, points: str) -> Floats:
        """Return one-hot classes, shape (n, classes)."""
        labels = self.given if points == "train" else self.labels
        return np.eye(len(self.dataset.classes))[labels]

    def count(self, points: str) -> int:
        """Return how many images there are."""
        return len(self.train if points == "train" else self.test)

    @property
    def chance(self) -> float:
        """Accuracy of random guessing."""
        return 1 / len(self.dataset.classes)

    def __post_init__(self) -> None:
        read_only(self.train, self.test, self.given, self.true, self.labels, self.probe)
