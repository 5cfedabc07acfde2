"""Which points a step sees: all of them, or a batch of an order drawn anew for each epoch."""

from collections.abc import Mapping

import torch
from torch import Tensor

State = Mapping[str, Tensor]


class Batches:
    """Yields batches without end: a new order in each epoch, every point once.

    Parameters
    ----------
    x, y
        Shape (n, 1) each.
    size
        Points in a batch; 0 or at least n takes all of them, in their own order.
    generator
        Draws the orders; it belongs to the run and outlives a change of data.
    """

    def __init__(self, x: Tensor, y: Tensor, size: int, generator: torch.Generator) -> None:
        self._x, self._y = x, y
        self._size, self._generator = size, generator
        self._order = torch.empty(0, dtype=torch.int64)
        self._position = 0

    @property
    def is_full(self) -> bool:
        """Whether each step sees all points."""
        return self._size == 0 or self._size >= len(self._x)

    def next(self) -> tuple[Tensor, Tensor]:
        """Return the points of the next step."""
        if self.is_full:
            return self._x, self._y
        if self._position >= len(self._order):
            order = torch.randperm(len(self._x), generator=self._generator)
            self._order, self._position = order.to(self._x.device), 0
        chosen = self._order[self._position : self._position + self._size]
        self._position += self._size
        return self._x[chosen], self._y[chosen]

    def state(self) -> dict[str, Tensor]:
        """Return what the next batches depend on."""
        return {
            "order": self._order.cpu(),
            "position": torch.tensor(self._position),
            "generator": self._generator.get_state(),
        }

    def set_state(self, state: State) -> None:
        """Go on where a state was taken, on the same data."""
        self._order = state["order"].to(self._x.device)
        self._position = int(state["position"])
        self._generator.set_state(state["generator"])
