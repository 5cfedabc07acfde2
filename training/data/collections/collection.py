"""What a collection of labelled images is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.arrays import read_only
from training.text import Problem, Text

Pixels = NDArray[np.uint8]
"""Shape (n, 32, 32, 3): rows, columns, red, green and blue."""
Labels = NDArray[np.int64]
"""Shape (n,): the number of each image's class."""

Progress = Callable[[int, int], None]
"""Told how much is done, of how much; raises ``Cancelled`` to end it."""


class CollectionError(Problem):
    """A collection that cannot be used; the message says what to do."""


class Cancelled(Exception):
    """The user wants it no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Images and their classes: shapes (n, 32, 32, 3) and (n,)."""

    pixels: Pixels
    labels: Labels

    def __post_init__(self) -> None:
        read_only(self.pixels, self.labels)

    def __len__(self) -> int:
        """Return how many images there are."""
        return len(self.labels)


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A collection of images, read from ``path``.

    Pickled, it is its path: each process reads the images for itself, and once.

    Attributes
    ----------
    names
        Of the classes, in the order of the labels.
    notes
        What the user should know, for example which files were left out.
    """

    path: str
    names: tuple[str, ...]
    train: Part
    test: Part
    notes: tuple[Text, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Be pickled as the way to read it again."""
        from training.data.collections.reading import open_collection  # noqa: PLC0415 - knows this file

        return open_collection, (self.path,)
