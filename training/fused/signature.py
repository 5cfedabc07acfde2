"""The kernel's types: it is compiled once, for networks of all sizes."""

from numba import types

_FLOATS, _INTS = types.float32[::1], types.int64[::1]
SIGNATURE = (
    types.int64, types.int64, _INTS, _FLOATS,  # thread, threads, arrivals, sums
    types.int64[:, ::1], types.int64, types.int64,  # plans, copies, kind
    _FLOATS, _FLOATS, _FLOATS, _FLOATS, _FLOATS, _FLOATS,  # params, m, v, work, scratch, zeros
    _FLOATS, _FLOATS, types.int64[:, ::1], _INTS,  # x, y, chosen, sizes
    _FLOATS, _FLOATS, types.int64, types.int64,  # masks, number, optimizer, loss
    _FLOATS, _FLOATS, _FLOATS,  # numbers, losses, outputs
)  # fmt: skip
