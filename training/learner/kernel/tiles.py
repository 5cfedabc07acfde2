"""Products of matrices, a tile of the result in registers at a time."""

from collections.abc import Sequence
from typing import Any

from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from training.learner.kernel.simd import FLOAT, INT64, INTS, LANES, VECTOR, call, load, splat, store

ROWS, VECTORS = (8, 3) if LANES == 16 else (4, 3) if LANES == 8 else (4, 4)
"""Size of the largest tile: what fits into registers next to the operands."""


def _int(value: int) -> Any:
    return ir.Constant(INT64, value)


def _rows_at(builder: ir.IRBuilder, address: Any, width: Any, rows: int) -> list[Any]:
    """Return the addresses of rows that are ``width`` apart."""
    return [builder.gep(address, [builder.mul(width, _int(i))]) for i in range(rows)]


def _vectors_at(builder: ir.IRBuilder, address: Any, vectors: int) -> list[Any]:
    """Return the addresses of vectors, one behind the other."""
    return [builder.gep(address, [_int(v * LANES)]) for v in range(vectors)]


def _multiply(builder: ir.IRBuilder, rows: int, vectors: int, arguments: Sequence[Any]) -> None:
    """Write the code of a tile; see ``_tile``.

    The sums stay in registers: a loop over ``depth`` adds one column of a times one row of b.
    """
    a, row, step, b, width, first, c, c_width, depth = arguments
    targets = [_vectors_at(builder, line, vectors) for line in _rows_at(builder, c, c_width, rows)]
    begin = [load(builder, place) for place in _vectors_at(builder, first, vectors)]
    starts = _rows_at(builder, a, row, rows)
    before = builder.block
    loop, after = (builder.append_basic_block(name) for name in ("tile.loop", "tile.after"))
    builder.branch(loop)
    builder.position_at_end(loop)
    k = builder.phi(INT64)
    k.add_incoming(_int(0), before)
    sums = [[builder.phi(VECTOR) for _ in begin] for _ in range(rows)]
    b_row = builder.gep(b, [builder.mul(k, width)])
    right = [load(builder, place) for place in _vectors_at(builder, b_row, vectors)]
    offset = builder.mul(k, step)
    results = []
    for start, line in zip(starts, sums, strict=True):
        left = splat(builder, builder.load(builder.gep(start, [offset])))
        results.append(
            [call(builder, "fma", left, *pair) for pair in zip(right, line, strict=True)]
        )
    following = builder.add(k, _int(1))
    k.add_incoming(following, loop)
    for line, done in zip(sums, results, strict=True):
        for total, initial, result in zip(line, begin, done, strict=True):
            total.add_incoming(initial, before)
            total.add_incoming(result, loop)
    builder.cbranch(builder.icmp_signed("<", following, depth), loop, after)
    builder.position_at_end(after)
    for line, done in zip(targets, results, strict=True):
        for place, value in zip(line, done, strict=True):
            store(builder, value, place)


def _tile(rows: int, vectors: int) -> Any:
    """Make ``tile(a, row, step, b, width, begin, c, c_width, depth)``.

    Writes to c, ``rows`` x ``vectors * LANES``, one and the same row at ``begin`` plus the product
    of a and b: a's elements lie ``row`` apart from one row to the next and ``step`` from one
    column to the next; b's rows are vectors, ``width`` apart; c's rows are ``c_width`` apart.
    ``depth`` is at least 1.
    """

    @intrinsic
    def tile(
        typing_context: Any, a: Any, row: Any, step: Any, b: Any, width: Any, begin: Any, c: Any,
        c_width: Any, depth: Any,
    ) -> Any:  # fmt: skip
        signature = types.void(a, row, step, b, width, begin, c, c_width, depth)

        def code(context: Any, builder: ir.IRBuilder, _: Any, arguments: Sequence[Any]) -> Any:
            _multiply(builder, rows, vectors, arguments)
            return context.get_dummy_value()

        return signature, code

    return tile


@intrinsic
def dot(typing_context: Any, a: Any, b: Any, count: Any) -> Any:
    """Return the sum of products of ``count`` vectors at two addresses."""
    signature = types.float32(a, b, count)

    def code(context: Any, builder: ir.IRBuilder, _: Any, arguments: Sequence[Any]) -> Any:
        a, b, count = arguments
        total = cgutils.alloca_once_value(builder, ir.Constant(VECTOR, [0.0] * LANES))
        with cgutils.for_range(builder, count) as looped:
            offset = builder.mul(looped.index, _int(LANES))
            left, right = (load(builder, builder.gep(p, [offset])) for p in (a, b))
            builder.store(call(builder, "fma", left, right, builder.load(total)), total)
        kind = ir.FunctionType(FLOAT, [FLOAT, VECTOR])
        name = f"llvm.vector.reduce.fadd.v{LANES}f32"
        function = cgutils.get_or_insert_function(builder.module, kind, name)
        return builder.call(
            function, [ir.Constant(FLOAT, 0.0), builder.load(total)], fastmath=("reassoc",)
        )

    return signature, code


@intrinsic
def address(typing_context: Any, array: Any) -> Any:
    """Return the address of a contiguous array."""
    signature = types.CPointer(array.dtype)(array)

    def code(context: Any, builder: ir.IRBuilder, signature: Any, arguments: Sequence[Any]) -> Any:
        return context.make_array(signature.args[0])(context, builder, arguments[0]).data

    return signature, code


@intrinsic
def after(typing_context: Any, pointer: Any, count: Any) -> Any:
    """Return the address of an element at so many elements' distance."""
    signature = pointer(pointer, count)

    def code(context: Any, builder: ir.IRBuilder, _: Any, arguments: Sequence[Any]) -> Any:
        pointer, count = arguments
        return builder.gep(pointer, [builder.sext(count, INT64) if count.type != INT64 else count])

    return signature, code


def _turn(builder: ir.IRBuilder, rows: list[Any]) -> list[Any]:
    """Turn a square of vectors over: exchange ever smaller quarters."""
    half = LANES // 2
    rows = list(rows)
    while half:
        for i in range(LANES):
            if i & half:
                continue
            low, high = rows[i], rows[i + half]
            first = [j if not j & half else LANES + j - half for j in range(LANES)]
            second = [j + half if not j & half else LANES + j for j in range(LANES)]
            rows[i] = builder.shuffle_vector(low, high, ir.Constant(INTS, first))
            rows[i + half] = builder.shuffle_vector(low, high, ir.Constant(INTS, second))
        half //= 2
    return rows


@intrinsic
def turn(typing_context: Any, source: Any, width: Any, rows: Any, target: Any, height: Any) -> Any:
    """Write a square of ``LANES`` x ``LANES`` turned over; rows from ``rows`` on are zeros."""
    signature = types.void(source, width, rows, target, height)

    def code(context: Any, builder: ir.IRBuilder, _: Any, arguments: Sequence[Any]) -> Any:
        source, width, rows, target, height = arguments
        nothing = ir.Constant(VECTOR, [0.0] * LANES)
        read = []
        for i in range(LANES):
            is_there = builder.icmp_signed(">", rows, _int(i))
            place = builder.select(is_there, builder.mul(width, _int(i)), _int(0))
            vector = load(builder, builder.gep(source, [place]))
            read.append(builder.select(is_there, vector, nothing))
        for i, row in enumerate(_turn(builder, read)):
            store(builder, row, builder.gep(target, [builder.mul(height, _int(i))]))
        return context.get_dummy_value()

    return signature, code


def _make_tile() -> Any:
    """Make a function that chooses the tile of a size."""
    names = {"njit": njit}
    lines = ["def tile(rows, vectors, a, row, step, b, width, begin, c, c_width, depth):"]
    for vectors in range(1, VECTORS + 1):
        lines.append(f"    if vectors == {vectors}:")
        for rows in range(1, ROWS + 1):
            names[f"tile_{rows}_{vectors}"] = _tile(rows, vectors)
            lines.append(f"        if rows == {rows}:")
            given = "a, row, step, b, width, begin, c, c_width, depth"
            lines.append(f"            tile_{rows}_{vectors}({given})")
    exec("\n".join(lines), names)
    return njit(nogil=True)(names["tile"])


tile = _make_tile()


@njit(nogil=True)
def product(a, row, step, b, width, begin, c, c_width, rows, vectors, depth):
    """Write to c, ``rows`` x ``vectors * LANES``, a row plus the product of a and b; see ``_tile``.

    What is written begins at the addresses b, begin and c.
    """
    column = 0
    while column < vectors:
        wide = min(VECTORS, vectors - column)
        if vectors - column == VECTORS + 1:
            wide = (VECTORS + 1) // 2  # two tiles of a like width rather than a narrow one
        shift = column * LANES
        done = 0
        while done < rows:
            high = min(ROWS, rows - done)
            tile(
                high, wide, after(a, done * row), row, step, after(b, shift), width,
                after(begin, shift), after(c, done * c_width + shift), c_width, depth,
            )  # fmt: skip
            done += high
        column += wide
