"""The types of compiled functions: they are compiled once, for networks of all sizes."""

from numba import types

from training.learner.kernel.kernel import KernelConfig, StepArrays, Storage

_FLOATS, _INTS, _ROWS = types.float32[::1], types.int64[::1], types.int64[:, ::1]
_OF = {"plans": _ROWS, "chosen": _ROWS, "sizes": _INTS}
_CONFIG = types.NamedUniTuple(types.int64, len(KernelConfig._fields), KernelConfig)
_STORAGE, _STEPS = (
    types.NamedTuple([_OF.get(name, _FLOATS) for name in arrays._fields], arrays)
    for arrays in (Storage, StepArrays)
)
_ALL = (types.int64, types.int64, _INTS, _FLOATS, _CONFIG, _STORAGE)
RUN, EVALUATE = (*_ALL, _STEPS), (*_ALL, _FLOATS, _FLOATS)
