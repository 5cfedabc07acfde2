"""A curve that grows without end and draws at the same cost: a min-max pyramid."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats, Floats32


class GrowingArray:
    """An array that is appended to; room doubles when it runs out.

    Parameters
    ----------
    shape
        Of one entry; ``()`` for numbers.
    dtype
        Of the numbers.
    """

    def __init__(self, shape: tuple[int, ...] = (), dtype: type[np.generic] = np.float32) -> None:
        self._data = np.empty((256, *shape), dtype=dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, values: NDArray[np.generic]) -> None:
        """Append entries; shape (n, *shape)."""
        needed = self._length + len(values)
        if needed > len(self._data):
            room = np.empty(
                (max(needed, 2 * len(self._data)), *self._data.shape[1:]), self._data.dtype
            )
            room[: self._length] = self._data[: self._length]
            self._data = room
        self._data[self._length : needed] = values
        self._length = needed

    @property
    def values(self) -> NDArray[Any]:
        """What was appended, without a copy; shape (n, *shape)."""
        return self._data[: self._length]


MOST = 2**16
"""Entries of a level: the finest one ends after so many steps, the next after twice as many."""


def _extremes(lows: Floats32, highs: Floats32 | None = None) -> Floats32:
    """Return the least and the greatest of each row; nan only where nothing else is."""
    highs = lows if highs is None else highs
    return np.stack([np.fmin.reduce(lows, axis=1), np.fmax.reduce(highs, axis=1)], axis=1)


class Pyramid:
    """One value at each step 0, 1, 2 ..., as minima and maxima over 1, 2, 4, 8 ... steps.

    Memory grows with the logarithm of the steps: where a level is full, the rest of the curve is
    known to the next coarser one only. The beginning stays exact, for logarithmic axes.
    """

    def __init__(self) -> None:
        self._levels: list[GrowingArray] = [GrowingArray((2,))]
        self._finest = 0
        """The finest level that still grows."""
        self._waiting = np.empty(0, dtype=np.float32)
        """The newest values, too few for an entry of that level."""
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, values: Floats32) -> None:
        """Append the values of the next steps; shape (n,)."""
        self._length += len(values)
        waiting = np.concatenate([self._waiting, values])
        while True:
            level, span = self._levels[self._finest], 2**self._finest
            count = min(len(waiting) // span, MOST - len(level))
            if count:
                rows, waiting = np.split(waiting, [count * span])
                rows = rows.reshape(count, span)
                level.append(_extremes(rows))
                self._pair_up()
            if len(level) < MOST:
                break
            self._finest += 1
        self._waiting = waiting.copy()

    def _pair_up(self) -> None:
        """Bring the levels above the one that grew up to date."""
        level = self._finest
        while len(self._levels[level]) >= 2:
            if level + 1 == len(self._levels):
                self._levels.append(GrowingArray((2,)))
            below, above = self._levels[level], self._levels[level + 1]
            pairs = below.values[2 * len(above) : 2 * (len(below) // 2)]
            if not len(pairs):
                break
            lows, highs = pairs[:, 0].reshape(-1, 2), pairs[:, 1].reshape(-1, 2)
            above.append(_extremes(lows, highs))
            level += 1

    def envelope(self, first: int, last: int, buckets: int) -> tuple[Floats, Floats]:
        """Return points that draw like all values of steps ``first`` to ``last``.

        Where steps are fewer than ``buckets`` and still known one by one these are the values
        themselves, else the minimum and maximum of each of at most ``2 * buckets`` spans, in turns.

        Returns
        -------
        Steps and values, shapes (n,), n <= 4 * buckets + 2.
        """
        first, last = max(0, first), min(len(self), last)
        if last <= first:
            return np.empty(0), np.empty(0)
        wanted = int(np.ceil(np.log2((last - first) / max(1, buckets)))) - 1
        finest = self._finest_to(last)
        level = min(max(finest, wanted), len(self._levels) - 1)
        if level == 0:
            plain = self._levels[0].values[first:last, 0]
            return np.arange(first, last, dtype=np.float64), plain.astype(np.float64)
        span = 2**level
        begin, end = first // span, min(last // span, len(self._levels[level]))
        extremes = self._levels[level].values[begin:end].astype(np.float64)
        steps = (np.arange(begin, end) * span).repeat(2) + np.tile([0, span // 2], end - begin)
        rest = max(first, end * span)
        if rest >= last:
            return steps.astype(np.float64), extremes.ravel()
        tail = self._levels[finest].values[rest >> finest : -(-last >> finest)].ravel()
        tail = np.concatenate([tail, self._waiting[: last - self._length + len(self._waiting)]])
        return (
            np.append(steps, [rest, last - 1]).astype(np.float64),
            np.append(extremes.ravel(), [np.fmin.reduce(tail), np.fmax.reduce(tail)]),
        )

    def _finest_to(self, last: int) -> int:
        """Return the finest level that reaches to a step."""
        return next((n for n in range(self._finest) if last <= MOST << n), self._finest)
