"""Where the numbers of a network lie in flat arrays, in rows of whole vectors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats32
from training.learner.kernel.simd import LANES

IN, OUT, IS_NARROW, W_AT, WIDTH, B_AT, Z_AT, Z_WIDTH, D_AT, E_AT = range(10)
"""Columns of a plan. A layer's weights begin at ``W_AT`` with a row of ``WIDTH`` numbers for each
input (narrow: for each output), its biases at ``B_AT`` (none: -1). For each point its values lie
at ``Z_AT``, slopes at ``D_AT`` and errors at ``E_AT`` in rows of ``Z_WIDTH``."""


CROWDED = 256
LINE = 64
"""Bytes of a line of the cache: where arrays begin at one, no vector lies across two."""


def zeros(count: int) -> Floats32:
    """Return an array of zeros that begins at a line of the cache."""
    room = np.zeros(count + LINE // 4, dtype=np.float32)
    first = -room.ctypes.data % LINE // 4
    return room[first : first + count]


def padded(count: int) -> int:
    """Return the length of a row of whole vectors."""
    length = -(-count // LANES) * LANES
    # Rows that lie a power of two apart would all want the same places of a cache.
    return length + LANES if length % CROWDED == 0 else length


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The plan of a network, shape (layers, 10), and how long its arrays are."""

    plan: NDArray[np.int64]
    parameters: int
    work: int
    row: int
    """Of the longest row."""
    turned: int

    @classmethod
    def of(cls, layers: list[tuple[int, int, bool]], copies: int, points: int) -> "Layout":
        """Lay out ``copies`` equal networks of (inputs, outputs, has biases) for some points."""
        rows, at, work = [], 0, 0
        for _ in range(copies):
            for number, (fan_in, fan_out, has_bias) in enumerate(layers):
                is_last = number == len(layers) - 1
                is_narrow = is_last and 2 * fan_out <= LANES
                width = padded(fan_in if is_narrow else fan_out)
                weights = at
                at += width * (fan_out if is_narrow else fan_in)
                bias = at if has_bias else -1
                z_width = padded(fan_out)
                at += z_width if has_bias else 0
                size = points * z_width
                feeds_one = number == len(layers) - 2 and layers[-1][1] == 1
                # Before a single output an error is its slope times two numbers: in its place.
                errors = work + (1 if feeds_one else 2) * size
                rows.append(
                    (fan_in, fan_out, is_narrow, weights, width, bias, work, z_width,
                     work + size, errors)
                )  # fmt: skip
                work = errors + size
        widest = max(padded(max(fan_in, fan_out)) for fan_in, fan_out, _ in layers)
        turned = max(padded(fan_in) * padded(fan_out) for fan_in, fan_out, _ in layers)
        return cls(np.array(rows, dtype=np.int64), at, work, widest, turned)
