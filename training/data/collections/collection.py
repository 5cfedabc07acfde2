"""What collections of labelled images are made of."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.arrays import read_only
from training.text import Problem

Pixels = NDArray[np.uint8]
"""Shape (n, 32, 32, 3): rows, columns, red, green and blue."""
Labels = NDArray[np.int64]
"""Shape (n,): the number of each image's class."""

Progress = Callable[[int, int], None]
"""Called with what is done and the total; may raise ``Cancelled``."""


class CollectionError(Problem):
    """A collection that cannot be used; the message says what to do."""


class Cancelled(Exception):
    """The user has cancelled."""


@dataclass(frozen=True, slots=True, eq=False)
class Subset:
    """Images and their classes: shapes (n, 32, 32, 3) and (n,)."""

    pixels: Pixels
    labels: Labels

    def __post_init__(self) -> None:
        read_only(self.pixels, self.labels)

    def __len__(self) -> int:
        """Return how many images there are."""
        return len(self.labels)
