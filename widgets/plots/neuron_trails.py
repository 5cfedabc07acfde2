"""Where neurons were and how they point to each other, as arrays; no Qt."""

import math

import numpy as np

from training.analysis.neurons import leading
from training.arrays import Floats
from training.messages.readings import Neurons

TRAIL = 24
"""Positions that a trail keeps; when it is full, every other one is forgotten."""
MATRIX = 150
"""Neurons of each side of the matrix of cosines, at most."""


class Trails:
    """Where the neurons were, at about even distances in time."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._positions: list[tuple[Floats, Floats]] = []
        self._every, self._seen = 1, 0

    def add(self, x: Floats, y: Floats) -> None:
        """Take the positions now; shape (m,) each."""
        if self._positions and len(self._positions[0][0]) != len(x):
            self.clear()
        if self._seen % self._every == 0:
            self._positions.append((x, y))
        self._seen += 1
        if len(self._positions) > TRAIL:
            self._positions, self._every = self._positions[::2], 2 * self._every

    def lines(self, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        """Return points and connections of one line for each neuron, up to where it is now.

        An orientation that passes from pi to -pi does not draw a line across the plot.
        """
        xs = np.array([*(px for px, _ in self._positions), x]).T
        ys = np.array([*(py for _, py in self._positions), y]).T
        connected = np.zeros(xs.shape, dtype=bool)
        connected[:, :-1] = np.abs(np.diff(xs, axis=1)) < math.pi
        return xs.ravel(), ys.ravel(), connected.ravel()


def in_order(reading: Neurons) -> Floats:
    """Return directions of living neurons, shape (k, d), k <= ``MATRIX``, by the leading one."""
    directions = reading.directions[np.abs(reading.amplitude) > 0].astype(np.float64)
    if not len(directions):
        return directions
    order = np.argsort(directions @ leading(directions), kind="stable")
    every = np.linspace(0, len(order) - 1, min(MATRIX, len(order)), dtype=int)
    chosen: Floats = directions[order[every]]
    return chosen
