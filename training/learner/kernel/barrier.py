"""A barrier for threads inside compiled code, without the interpreter."""

import ctypes
import sys
from collections.abc import Sequence
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

SPINS = 20_000
"""Spins at the barrier before yielding the processor: about 50 microseconds."""
INT64 = ir.IntType(64)
_IS_X86 = llvm.get_default_triple().split("-")[0] in ("x86_64", "i686", "amd64")
_YIELD = "fanhua_yield"
"""Symbol of the system's yield function: its own name is not found on all systems."""


def _tell_of_yield() -> None:
    if sys.platform == "win32":
        function: Any = ctypes.windll.kernel32.SwitchToThread
    else:
        function = ctypes.CDLL(None).sched_yield
    place = ctypes.cast(function, ctypes.c_void_p).value
    assert place is not None
    llvm.add_symbol(_YIELD, place)


_tell_of_yield()


def _place(context: Any, builder: ir.IRBuilder, kind: Any, array: Any, index: Any) -> Any:
    return builder.gep(context.make_array(kind)(context, builder, array).data, [index])


@intrinsic
def _add(typing_context: Any, array: Any, index: Any) -> Any:
    """Atomically add one to an element and return its old value."""
    signature = types.int64(array, index)

    def code(context: Any, builder: ir.IRBuilder, signature: Any, arguments: Sequence[Any]) -> Any:
        place = _place(context, builder, signature.args[0], *arguments)
        return builder.atomic_rmw("add", place, ir.Constant(INT64, 1), "acq_rel")

    return signature, code


@intrinsic
def _read(typing_context: Any, array: Any, index: Any) -> Any:
    """Atomically read an element."""
    signature = types.int64(array, index)

    def code(context: Any, builder: ir.IRBuilder, signature: Any, arguments: Sequence[Any]) -> Any:
        place = _place(context, builder, signature.args[0], *arguments)
        return builder.load_atomic(place, "acquire", 8)

    return signature, code


@intrinsic
def _relax(typing_context: Any, is_long: Any) -> Any:
    """Pause the spin; if ``is_long``, yield the processor."""
    signature = types.void(is_long)

    def code(context: Any, builder: ir.IRBuilder, _: Any, arguments: Sequence[Any]) -> Any:
        if _IS_X86:
            kind = ir.FunctionType(ir.VoidType(), [])
            pause = cgutils.get_or_insert_function(builder.module, kind, "llvm.x86.sse2.pause")
            builder.call(pause, [])
        with builder.if_then(cgutils.is_true(builder, arguments[0])):
            kind = ir.FunctionType(ir.IntType(32), [])
            builder.call(cgutils.get_or_insert_function(builder.module, kind, _YIELD), [])
        return context.get_dummy_value()

    return signature, code


@njit(nogil=True)
def meet(arrivals, threads, met):
    """Wait until all threads are here for the ``met``-th time; return how often they have met.

    ``arrivals``: shape (1,), the shared counter, 0 at first.
    """
    met += 1
    if threads == 1:
        return met
    _add(arrivals, 0)
    looks = 0
    while _read(arrivals, 0) < met * threads:
        looks += 1
        _relax(looks > SPINS)
    return met
