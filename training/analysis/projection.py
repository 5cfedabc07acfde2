"""Images along one direction: where each lies on the first principal component of all."""

from functools import lru_cache

import numpy as np

from training.arrays import Floats
from training.data.kinds import LabelledData
from training.settings import LabelledDataset

TURNS = 40
"""Power iterations; the first component of natural images dominates the second by far."""


def projections(data: LabelledData) -> Floats:
    """Return x . p_1 of the probe images, shape (p,), with pixels x from 0 to 1.

    Not centred, as in the author's notebooks; p_1 has length 1 and a positive sum.
    """
    return _projections(data.dataset, len(data.probe), _Kept(data))


class _Kept:
    """Passes data through ``lru_cache``: of the data, only the collection is part of the key."""

    def __init__(self, data: LabelledData) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.data.collection is self.data.collection

    def __hash__(self) -> int:
        return id(self.data.collection)


@lru_cache(maxsize=4)
def _projections(dataset: LabelledDataset, count: int, kept: _Kept) -> Floats:  # noqa: ARG001
    images = probed(kept.data)
    centred = images - images.mean(axis=0)
    direction = np.ones(images.shape[1], dtype=np.float32)
    for _ in range(TURNS):
        direction = centred.T @ (centred @ direction)
        direction /= np.linalg.norm(direction) or 1.0
    direction *= np.sign(direction.sum()) or 1.0
    return np.asarray(images @ direction, dtype=np.float64)


def probed(data: LabelledData) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return the probe images, flat, from 0 to 1, shape (p, 3072)."""
    pixels = data.pixels("train", slice(0, len(data.probe)))
    return pixels.reshape(len(pixels), -1).astype(np.float32) / np.float32(255)
