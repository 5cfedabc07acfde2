"""Many training steps of a fully connected network in one call, by one or several threads.

Each thread owns a part of every layer: of its outputs on the way forward, of its inputs (and so
of its weights) on the way back. They meet between layers; no sum is made twice, and the
interpreter is not held. Within, numbers are known by their addresses alone: an array as an
argument costs more than a layer of a small network.
"""

import numpy as np
from numba import njit

from training.fused.formulas import OPTIMIZER_NUMBERS
from training.fused.lanes import LANES
from training.fused.layers import (
    Net,
    activate_layer,
    back,
    compare,
    forward,
    forward_narrow,
    inside,
    layer_of,
    learn,
    learn_biases,
)
from training.fused.layout import IN, IS_NARROW, OUT, Z_WIDTH
from training.fused.threads import meet
from training.fused.tiles import ROWS, address, after


@njit(nogil=True)
def _part(count, thread, threads):
    """Return where a thread's part of ``count`` things begins and ends."""
    return count * thread // threads, count * (thread + 1) // threads


@njit(nogil=True)
def _way_forward(net, thread, threads, arrivals, met, kind, number, mask, has_dropout, points):
    """Run all layers; return how often the threads have met."""
    own_points, end_points = _part(points, thread, threads)
    for index in range(net.layers):
        for copy in range(net.copies):
            layer = layer_of(net, copy, index)
            x, x_width = inside(net, layer, index)
            if layer[IS_NARROW] == 1:
                forward_narrow(net, layer, x, x_width, own_points, end_points)
                continue
            first, last = _part(layer[Z_WIDTH] // LANES, thread, threads)
            forward(net, layer, x, x_width, points, first, last)
            if index < net.layers - 1:
                activate_layer(net, layer, kind, number, mask, has_dropout, points, first, last)
                if has_dropout:
                    mask = after(mask, points * layer[Z_WIDTH])
        met = meet(arrivals, threads, met)
    return met


@njit(nogil=True)
def _way_back(net, thread, threads, arrivals, met, optimizer, numbers, points):
    """Find the errors of all layers and update them; return how often the threads have met."""
    for index in range(net.layers - 1, -1, -1):
        for copy in range(net.copies):
            layer = layer_of(net, copy, index)
            x, x_width = inside(net, layer, index)
            if index == 0:
                first, last = _part(layer[IN], thread, threads)
            else:
                first, last = _part(x_width // LANES, thread, threads)
                back(net, layer, points, first, last)
                if layer[IS_NARROW] == 0:
                    first, last = first * LANES, min(last * LANES, layer[IN])
            learn(net, layer, x, x_width, optimizer, numbers, points, first, last)
            if thread == 0:
                learn_biases(net, layer, optimizer, numbers, points)
        met = meet(arrivals, threads, met)
    return met


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
    largest, inputs = chosen.shape[1], plans[0, IN]
    results = plans[-1, OUT]
    batch_x = np.empty(max(1, largest * inputs), np.float32)
    batch_y = np.empty(max(1, largest * results), np.float32)
    xs, ys = (address(batch_x), address(batch_y)) if largest else (address(x), address(y))
    row = len(zeros)
    net = Net(
        address(plans), plans.shape[1], len(plans) // copies, copies, address(params), address(m),
        address(v), address(work), address(scratch), after(address(scratch), ROWS * row),
        address(zeros), after(address(zeros), row - 1), xs, inputs,
    )  # fmt: skip
    masked, seen, met = len(masks) // len(losses), len(outputs) // len(losses), 0
    for step in range(len(losses)):
        points = sizes[step]
        if largest:  # each thread for itself: it is little
            _gather(address(x), address(y), address(chosen[step]), points, inputs, results,
                    xs, ys)  # fmt: skip
        mask = after(address(masks), step * masked)
        met = _way_forward(net, thread, threads, arrivals, met, kind, address(number), mask,
                           masked > 0, points)  # fmt: skip
        first, last = _part(points, thread, threads)
        count = compare(net, loss, ys, address(sums), outputs[step * seen : (step + 1) * seen],
                         first, last, points)  # fmt: skip
        met = meet(arrivals, threads, met)
        if thread == 0:
            total = 0.0  # in one order, however many threads there are
            for point in range(points):
                total += sums[point]
            losses[step] = total / count
        given = after(address(numbers), step * OPTIMIZER_NUMBERS)
        met = _way_back(net, thread, threads, arrivals, met, optimizer, given, points)
