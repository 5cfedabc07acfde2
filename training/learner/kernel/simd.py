"""Formulas over vectors of float32, written in Python and compiled into loops by ``lanewise``.

A compiler that vectorises loops by itself does not do so for every processor and every formula;
here the vectors stand in the code, as wide as those of the machine.
"""

import operator
from collections.abc import Callable, Sequence
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from training.settings.choices.vectors import Vector

FLOAT, INT32, INT64 = ir.FloatType(), ir.IntType(32), ir.IntType(64)


def _lanes() -> int:
    features = llvm.get_host_cpu_features()
    if features.get("avx512f"):
        return 16
    return 8 if features.get("avx2") else 4


LANES = _lanes()
"""Numbers in a vector."""
VECTOR, INTS = ir.VectorType(FLOAT, LANES), ir.VectorType(INT32, LANES)


def splat(builder: ir.IRBuilder, value: Any) -> Any:
    """Fill a vector with one number."""
    undefined = ir.Constant(VECTOR, ir.Undefined)
    first = builder.insert_element(undefined, value, ir.Constant(INT32, 0))
    return builder.shuffle_vector(first, undefined, ir.Constant(INTS, [0] * LANES))


def load(builder: ir.IRBuilder, pointer: Any) -> Any:
    """Read a vector at any address of floats."""
    value = builder.load(builder.bitcast(pointer, VECTOR.as_pointer()))
    value.align = 4
    return value


def store(builder: ir.IRBuilder, value: Any, pointer: Any) -> None:
    """Write a vector to any address of floats."""
    builder.store(value, builder.bitcast(pointer, VECTOR.as_pointer())).align = 4


def call(builder: ir.IRBuilder, name: str, *arguments: Any) -> Any:
    """Call one of LLVM's functions on vectors, for example ``sqrt``."""
    kind = ir.FunctionType(VECTOR, [argument.type for argument in arguments])
    function = cgutils.get_or_insert_function(builder.module, kind, f"llvm.{name}.v{LANES}f32")
    return builder.call(function, arguments)


class CompiledVector:
    """A vector in a formula; what is done with it becomes code."""

    def __init__(self, builder: ir.IRBuilder, value: Any) -> None:
        self._builder, self.value = builder, value

    def _lift(self, other: Vector | float) -> Any:
        if isinstance(other, int | float):
            return ir.Constant(VECTOR, [float(other)] * LANES)
        return other.value

    def _new(self, value: Any) -> "CompiledVector":
        return CompiledVector(self._builder, value)

    def __add__(self, other: Vector | float) -> "CompiledVector":
        return self._new(self._builder.fadd(self.value, self._lift(other), ("contract",)))

    def __sub__(self, other: Vector | float) -> "CompiledVector":
        return self._new(self._builder.fsub(self.value, self._lift(other), ("contract",)))

    def __mul__(self, other: Vector | float) -> "CompiledVector":
        return self._new(self._builder.fmul(self.value, self._lift(other), ("contract",)))

    def __truediv__(self, other: Vector | float) -> "CompiledVector":
        return self._new(self._builder.fdiv(self.value, self._lift(other)))

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(self, other: float) -> "CompiledVector":
        return self._new(self._builder.fsub(self._lift(other), self.value, ("contract",)))

    def __rtruediv__(self, other: float) -> "CompiledVector":
        return self._new(self._builder.fdiv(self._lift(other), self.value))

    def __neg__(self) -> "CompiledVector":
        return 0.0 - self

    def sqrt(self) -> "CompiledVector":
        """Return the root."""
        return self._new(call(self._builder, "sqrt", self.value))

    def abs(self) -> "CompiledVector":
        """Return the magnitude."""
        return self._new(call(self._builder, "fabs", self.value))

    def round(self) -> "CompiledVector":
        """Return the nearest whole number."""
        return self._new(call(self._builder, "rint", self.value))

    def at_most(self, other: Vector | float) -> "CompiledVector":
        """Return the smaller one; not a number stays so."""
        bound = self._lift(other)
        is_above = self._builder.fcmp_ordered(">", self.value, bound)
        return self._new(self._builder.select(is_above, bound, self.value))

    def at_least(self, other: Vector | float) -> "CompiledVector":
        """Return the larger one; not a number stays so."""
        bound = self._lift(other)
        is_below = self._builder.fcmp_ordered("<", self.value, bound)
        return self._new(self._builder.select(is_below, bound, self.value))

    def where_above(
        self, bound: Vector | float, yes: Vector | float, no: Vector | float
    ) -> "CompiledVector":
        """Return ``yes`` where this is above ``bound``, else ``no``; of not a number, itself."""
        builder, limit = self._builder, self._lift(bound)
        chosen = builder.select(
            builder.fcmp_ordered(">", self.value, limit), self._lift(yes), self._lift(no)
        )
        is_number = builder.fcmp_ordered("ord", self.value, self.value)
        return self._new(builder.select(is_number, chosen, self.value))

    def power_of_two(self) -> "CompiledVector":
        """Return 2^n of whole numbers from -126 to 127."""
        builder = self._builder
        whole = builder.fptosi(self.value, INTS)
        shifted = builder.shl(
            builder.add(whole, ir.Constant(INTS, [127] * LANES)), ir.Constant(INTS, [23] * LANES)
        )
        return self._new(builder.bitcast(shifted, VECTOR))


Formula = Callable[[Sequence[Vector], Sequence[Vector]], dict[int, Vector]]
"""Takes vectors at each address and numbers; returns what is written back, by address."""
ADDRESSES = 4


def lanewise(formula: Formula, numbers: int) -> Any:
    """Compile a formula into ``loop(p0, p1, p2, p3, numbers, count)``.

    The loop applies it to ``count`` vectors at each of four addresses; ``numbers`` is the address
    of the numbers that the formula is given besides.
    """

    @intrinsic  # type: ignore[untyped-decorator]
    def loop(
        typing_context: Any, p0: Any, p1: Any, p2: Any, p3: Any, given: Any, count: Any
    ) -> Any:
        signature = types.void(p0, p1, p2, p3, given, count)

        def code(context: Any, builder: ir.IRBuilder, _: Any, arguments: Sequence[Any]) -> Any:
            *pointers, given, count = arguments
            scalars = [
                CompiledVector(builder, splat(builder, builder.load(builder.gep(given, [_int(n)]))))
                for n in range(numbers)
            ]
            with cgutils.for_range(builder, count) as looped:
                offset = builder.mul(looped.index, _int(LANES))
                places = [builder.gep(pointer, [offset]) for pointer in pointers]
                vectors = _Loaded(builder, places)
                for index, result in formula(vectors, scalars).items():
                    store(builder, result.value, places[index])
            return context.get_dummy_value()

        return signature, code

    return loop


class _Loaded(Sequence[CompiledVector]):
    """Reads only the addresses that a formula asks for."""

    def __init__(self, builder: ir.IRBuilder, places: list[Any]) -> None:
        self._builder, self._places = builder, places
        self._read: dict[int, CompiledVector] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, index: Any) -> Any:
        place = operator.index(index)
        if place not in self._read:
            self._read[place] = CompiledVector(
                self._builder, load(self._builder, self._places[place])
            )
        return self._read[place]


def _int(value: int) -> Any:
    return ir.Constant(INT64, value)
