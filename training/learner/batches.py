"""Mini-batches: all points, or batches of an order drawn anew for each epoch."""

import math
from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

State = Mapping[str, Tensor]


class Batches:
    """Chooses batches without end: a new order in each epoch, every point once.

    Parameters
    ----------
    count
        How many points there are.
    size
        Points in a batch; 0 or at least ``count`` takes all of them, in their own order.
    generator
        Draws the orders; it belongs to the run and outlives a change of data.
    device
        Of the returned indices.
    """

    def __init__(
        self, count: int, size: int, generator: torch.Generator, device: torch.device
    ) -> None:
        self._count, self._size, self._device = count, size, device
        self._generator = generator
        self._order = torch.empty(0, dtype=torch.int64)
        self._position = 0

    @property
    def is_full(self) -> bool:
        """Whether each step sees all points."""
        return self._size == 0 or self._size >= self._count

    @property
    def per_epoch(self) -> int:
        """How many steps see each point once."""
        return 1 if self.is_full else math.ceil(self._count / self._size)

    def next(self) -> Tensor | None:
        """Return which points the next step sees, shape (b,); None for all."""
        if self.is_full:
            return None
        if self._position >= len(self._order):
            order = torch.randperm(self._count, generator=self._generator)
            self._order, self._position = order.to(self._device), 0
        chosen = self._order[self._position : self._position + self._size]
        self._position += self._size
        return chosen

    def take(self, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
        """Return the points of the next steps, shape (count, size), and how many there are in each.

        None for all points in each step. On the CPU.
        """
        if self.is_full:
            return None
        chosen = np.zeros((count, self._size), dtype=np.int64)
        sizes = np.full(count, self._size, dtype=np.int64)
        done = 0
        while done < count:
            batch = self.next()  # draws a new order where the last one is used up
            assert batch is not None
            chosen[done, : len(batch)], sizes[done] = batch.numpy(), len(batch)
            done += 1
            left = max(0, len(self._order) - self._position)  # the last batch may be short
            whole = min(count - done, left // self._size)
            end = self._position + whole * self._size
            rows = self._order[self._position : end].reshape(whole, self._size)
            chosen[done : done + whole] = rows.numpy()
            self._position, done = end, done + whole
        return chosen, sizes

    def state(self) -> dict[str, Tensor]:
        """Return order, position and generator state."""
        return {
            "order": self._order.cpu(),
            "position": torch.tensor(self._position),
            "generator": self._generator.get_state(),
        }

    def set_state(self, state: State) -> None:
        """Go on where a state was taken, on the same data."""
        self._order = state["order"].to(self._device)
        self._position = int(state["position"])
        self._generator.set_state(state["generator"])
