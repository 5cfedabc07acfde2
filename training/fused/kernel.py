"""Many training steps of a fully connected network in one call, by one or several threads.

Each thread owns a part of every layer: of its outputs on the way forward, of its inputs (and so
of its weights) on the way back. They meet between layers; no sum is made twice, and the
interpreter is not held. Within, numbers are known by their addresses alone: an array as an
argument costs more than a layer of a small network.
"""

import math

import numpy as np
from numba import njit

from training.fused.formulas import (
    OPTIMIZER_NUMBERS,
    OPTIMIZERS,
    SHAPE_NUMBERS,
    SHAPES,
    activate,
)
from training.fused.lanes import LANES, lanewise
from training.fused.layout import (
    B_AT,
    D_AT,
    E_AT,
    IN,
    IS_NARROW,
    OUT,
    W_AT,
    WIDTH,
    Z_AT,
    Z_WIDTH,
)
from training.fused.threads import meet
from training.fused.tiles import ROWS, address, after, dot, product, turn

FEW = 8
"""Points up to which a layer's weights are read once for all of them, and not turned over."""


def _chooser(formulas, numbers):
    """Make ``choose(kind, p0, p1, p2, p3, given, count)``, which runs the loop of a kind."""
    names = {f"loop_{k}": lanewise(formula, numbers) for k, formula in enumerate(formulas)}
    lines = ["def choose(kind, p0, p1, p2, p3, given, count):"]
    for k in range(len(formulas)):
        lines += [f"    if kind == {k}:", f"        loop_{k}(p0, p1, p2, p3, given, count)"]
    exec("\n".join(lines), names)
    return njit(nogil=True)(names["choose"])


_activate = _chooser([activate(shape) for shape, _ in SHAPES.values()], SHAPE_NUMBERS)
_optimize = _chooser([*OPTIMIZERS.values()], OPTIMIZER_NUMBERS)
_scale = lanewise(lambda p, _: {0: p[0] * p[1]}, 0)
"""Let what is at address 0 be its product with what is at address 1."""
_spread = lanewise(lambda p, n: {0: n[0] * p[1] * p[2]}, 1)
"""Let what is at address 0 be a number times what is at addresses 1 and 2."""
MSE, MAE, HUBER, CROSS_ENTROPY = range(4)
ZERO, HALF, ONE, TWO = (np.float32(value) for value in (0, 0.5, 1, 2))


@njit(nogil=True)
def _part(count, thread, threads):
    """Return where a thread's part of ``count`` things begins and ends."""
    return count * thread // threads, count * (thread + 1) // threads


@njit(nogil=True)
def _forward(layer, params, x, x_width, work, zeros, points, first, last):
    """Let vectors ``first`` to ``last`` of a wide layer's outputs be bias + x W."""
    width, z_width, shift = layer[WIDTH], layer[Z_WIDTH], first * LANES
    begin = zeros if layer[B_AT] < 0 else after(params, layer[B_AT])
    product(
        x, x_width, 1, after(params, layer[W_AT] + shift), width, after(begin, shift),
        after(work, layer[Z_AT] + shift), z_width, points, last - first, layer[IN],
    )  # fmt: skip


@njit(nogil=True)
def _forward_narrow(layer, params, x, x_width, work, first, last):
    """Let the few outputs at points ``first`` to ``last`` be bias + W x."""
    weights, z = after(params, layer[W_AT]), after(work, layer[Z_AT])
    width, z_width = layer[WIDTH], layer[Z_WIDTH]
    for o in range(layer[OUT]):
        bias = ZERO if layer[B_AT] < 0 else params[layer[B_AT] + o]
        for point in range(first, last):
            z[point * z_width + o] = bias + dot(
                after(x, point * x_width), after(weights, o * width), width // LANES
            )


@njit(nogil=True)
def _shape(kind, number, layer, work, masks, has_dropout, points, first, last):
    """Replace own outputs by their activations, and keep the slopes."""
    z_width = layer[Z_WIDTH]
    is_whole = (last - first) * LANES == z_width
    rows = 1 if is_whole else points
    count = points * (last - first) if is_whole else last - first
    for row in range(rows):
        shift = row * z_width + first * LANES
        value, slope = after(work, layer[Z_AT] + shift), after(work, layer[D_AT] + shift)
        _activate(kind, value, slope, value, value, number, count)
        if has_dropout:
            mask = after(masks, shift)
            _scale(value, mask, value, value, value, count)
            _scale(slope, mask, value, value, value, count)


@njit(nogil=True)
def _error(kind, z, errors, width, y, outputs, factor, first, last, found):
    """Write each loss of points ``first`` to ``last`` to ``found``, and its slopes times factor."""
    for point in range(first, last):
        row, target, total = point * width, point * outputs, ZERO
        if kind == CROSS_ENTROPY:
            top = z[row]
            for o in range(1, outputs):
                top = max(top, z[row + o])
            share = ZERO
            for o in range(outputs):
                share += math.exp(z[row + o] - top)
            for o in range(outputs):
                off = z[row + o] - top
                total -= y[target + o] * (off - math.log(share))
                errors[row + o] = (math.exp(off) / share - y[target + o]) * factor
            found[point] = total
            continue
        for o in range(outputs):
            off = z[row + o] - y[target + o]
            if kind == MSE:
                total += off * off
                slope = TWO * off
            elif kind == MAE:
                total += abs(off)
                slope = off if off == ZERO or math.isnan(off) else math.copysign(ONE, off)
            else:
                is_near = abs(off) < ONE
                total += HALF * off * off if is_near else abs(off) - HALF
                slope = off if is_near or math.isnan(off) else math.copysign(ONE, off)
            errors[row + o] = slope * factor
        found[point] = total


@njit(nogil=True)
def _back(layer, params, work, before, turned, zeros, points, first, last):
    """Let vectors ``first`` to ``last`` of the layer before have their errors: (e W^T) slope."""
    errors, e_width = after(work, layer[E_AT]), layer[Z_WIDTH]
    x_width, shift, width = before[Z_WIDTH], first * LANES, layer[WIDTH]
    found, slopes = after(work, before[E_AT] + shift), after(work, before[D_AT] + shift)
    weights, vectors = after(params, layer[W_AT]), last - first
    if layer[IS_NARROW] == 1:
        weights = after(weights, shift)
        if layer[OUT] == 1:
            for point in range(points):
                place = after(found, point * x_width)
                slope = after(slopes, point * x_width)
                _spread(place, weights, slope, place, after(errors, point * e_width), vectors)
            return
        product(
            errors, e_width, 1, weights, width, zeros, found, x_width, points, vectors, layer[OUT]
        )
    elif points > FEW:
        own = vectors * LANES
        for k in range(0, own, LANES):
            for j in range(0, width, LANES):
                turn(
                    after(weights, (shift + k) * width + j), width, layer[IN] - shift - k,
                    after(turned, j * own + k), own,
                )  # fmt: skip
        product(errors, e_width, 1, turned, own, zeros, found, x_width, points, vectors, layer[OUT])
    else:
        for k in range(min(vectors * LANES, layer[IN] - shift)):
            row = after(weights, (shift + k) * width)
            for point in range(points):
                found[point * x_width + k] = dot(
                    after(errors, point * e_width), row, width // LANES
                )
    for point in range(points):
        place = after(found, point * x_width)
        _scale(place, after(slopes, point * x_width), place, place, place, vectors)


@njit(nogil=True)
def _learn(layer, optimizer, numbers, params, m, v, x, x_width, work, scratch, zeros, one,
           points, first, last, is_first_thread):  # fmt: skip
    """Update the weights of inputs ``first`` to ``last`` (in vectors where the layer is narrow)."""
    width, e_width = layer[WIDTH], layer[Z_WIDTH]
    errors = after(work, layer[E_AT])
    if layer[IS_NARROW] == 1:
        vectors, shift = last - first, first * LANES
        for o in range(layer[OUT]):
            product(after(errors, o), 1, e_width, after(x, shift), x_width, zeros,
                    scratch, width, 1, vectors, points)  # fmt: skip
            for j in range(max(0, layer[IN] - shift), vectors * LANES):
                scratch[j] = ZERO  # behind the row: an activation need not be 0 at 0
            at = layer[W_AT] + o * width + shift
            _optimize(optimizer, after(params, at), scratch, after(m, at), after(v, at),
                      numbers, vectors)  # fmt: skip
    else:
        k = first
        while k < last:
            rows = min(ROWS, last - k)
            product(after(x, k), 1, x_width, errors, e_width, zeros, scratch, width,
                    rows, width // LANES, points)  # fmt: skip
            at = layer[W_AT] + k * width
            _optimize(optimizer, after(params, at), scratch, after(m, at), after(v, at),
                      numbers, rows * width // LANES)  # fmt: skip
            k += rows
    if layer[B_AT] >= 0 and is_first_thread:
        product(one, 0, 0, errors, e_width, zeros, scratch, e_width, 1, e_width // LANES, points)
        at = layer[B_AT]
        _optimize(optimizer, after(params, at), scratch, after(m, at), after(v, at),
                  numbers, e_width // LANES)  # fmt: skip


@njit(nogil=True)
def _gather(x, y, chosen, points, inputs, outputs, batch_x, batch_y):
    for point in range(points):
        source = chosen[point]
        for j in range(inputs):
            batch_x[point * inputs + j] = x[source * inputs + j]
        for j in range(outputs):
            batch_y[point * outputs + j] = y[source * outputs + j]


@njit(nogil=True, cache=True)
def run(thread, threads, arrivals, sums, plans, copies, kind, params, m, v, work, scratch, zeros,
        x, y, chosen, sizes, masks, number, optimizer, loss, numbers, losses, outputs):  # fmt: skip
    """Do as many steps as ``losses`` has room for; all threads call this with the same arrays.

    Parameters
    ----------
    plans
        A row of ``training.fused.layout`` for each layer, of each of ``copies`` equal networks:
        with two of them the output is their difference times sqrt(1/2).
    sums
        Room for the loss at each point.
    scratch
        Of this thread alone.
    zeros
        As many as a row has at most, and a one behind them.
    x, y
        Inputs and targets, flat. ``chosen``: shape (steps, largest batch), the points of each
        step, of which ``sizes`` count; without columns: all points.
    masks
        Flat, for each step what each layer's outputs are multiplied with; or empty.
    numbers
        Shape (steps * ``OPTIMIZER_NUMBERS``,): what the optimizer is given in each step.
    outputs
        Room for what comes out at all points in each step, or empty.
    """
    layers = len(plans) // copies
    plan = address(plans)
    columns = plans.shape[1]
    first_layer, last_layer = plan, after(plan, (layers - 1) * columns)
    other = after(plan, (2 * layers - 1) * columns)
    inputs, results, z_width = first_layer[IN], last_layer[OUT], last_layer[Z_WIDTH]
    largest = chosen.shape[1]
    batch_x = np.empty(max(1, largest * inputs), np.float32)
    batch_y = np.empty(max(1, largest * results), np.float32)
    xs, ys = (address(batch_x), address(batch_y)) if largest else (address(x), address(y))
    params_at, m_at, v_at, work_at = address(params), address(m), address(v), address(work)
    scratch_at, zeros_at = address(scratch), address(zeros)
    turned, one = after(scratch_at, ROWS * len(zeros)), after(zeros_at, len(zeros) - 1)
    z, errors = after(work_at, last_layer[Z_AT]), after(work_at, last_layer[E_AT])
    has_dropout = len(masks) > 0
    half = np.float32(math.sqrt(0.5))
    met = 0
    for step in range(len(losses)):
        points = sizes[step]
        if largest:  # each thread for itself: it is little
            _gather(address(x), address(y), address(chosen[step]), points, inputs, results,
                    xs, ys)  # fmt: skip
        own_points, end_points = _part(points, thread, threads)
        mask = after(address(masks), step * (len(masks) // len(losses)))
        for index in range(layers):
            for copy in range(copies):
                layer = after(plan, (copy * layers + index) * columns)
                before = after(layer, 0 if index == 0 else -columns)
                inside, inside_width = (
                    (xs, inputs) if index == 0
                    else (after(work_at, before[Z_AT]), before[Z_WIDTH])
                )  # fmt: skip
                if layer[IS_NARROW] == 1:
                    _forward_narrow(layer, params_at, inside, inside_width, work_at,
                                    own_points, end_points)  # fmt: skip
                    continue
                first, last = _part(layer[Z_WIDTH] // LANES, thread, threads)
                _forward(layer, params_at, inside, inside_width, work_at, zeros_at, points,
                         first, last)  # fmt: skip
                if index < layers - 1:
                    _shape(kind, address(number), layer, work_at, mask, has_dropout, points,
                           first, last)  # fmt: skip
                    if has_dropout:
                        mask = after(mask, points * layer[Z_WIDTH])
            met = meet(arrivals, threads, met)
        if copies == 2:
            for point in range(own_points, end_points):
                for o in range(results):
                    at = point * z_width + o
                    z[at] = (z[at] - work_at[other[Z_AT] + at]) * half
        count = points if loss == CROSS_ENTROPY else points * results
        factor = (half if copies == 2 else ONE) / np.float32(count)
        _error(loss, z, errors, z_width, ys, results, factor, own_points, end_points,
               address(sums))  # fmt: skip
        if copies == 2:
            for point in range(own_points, end_points):
                for o in range(results):
                    at = point * z_width + o
                    work_at[other[E_AT] + at] = -errors[at]
        if len(outputs):
            for point in range(own_points, end_points):
                for o in range(results):
                    outputs[(step * points + point) * results + o] = z[point * z_width + o]
        met = meet(arrivals, threads, met)
        if thread == 0:
            total = 0.0  # in one order, however many threads there are
            for point in range(points):
                total += sums[point]
            losses[step] = total / count
        given = after(address(numbers), step * OPTIMIZER_NUMBERS)
        for index in range(layers - 1, -1, -1):
            for copy in range(copies):
                layer = after(plan, (copy * layers + index) * columns)
                before = after(layer, 0 if index == 0 else -columns)
                inside, inside_width = (
                    (xs, inputs) if index == 0
                    else (after(work_at, before[Z_AT]), before[Z_WIDTH])
                )  # fmt: skip
                if index == 0:
                    first, last = _part(layer[IN], thread, threads)
                else:
                    first, last = _part(before[Z_WIDTH] // LANES, thread, threads)
                    _back(layer, params_at, work_at, before, turned, zeros_at, points, first, last)
                    if layer[IS_NARROW] == 0:
                        first, last = first * LANES, min(last * LANES, layer[IN])
                _learn(layer, optimizer, given, params_at, m_at, v_at, inside, inside_width,
                       work_at, scratch_at, zeros_at, one, points, first, last,
                       thread == 0)  # fmt: skip
            met = meet(arrivals, threads, met)
