"""Many training steps of a fully connected network in one call, or its outputs, by some threads.

Each thread owns a part of every layer: of its outputs on the way forward, of its inputs (and so
of its weights) on the way back. A barrier separates layers; no sum is computed twice, and
the GIL is released. Inner functions take addresses, not arrays: passing an array costs more than
a layer of a small network.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from training.learner.kernel.barrier import meet
from training.learner.kernel.layers import (
    Net,
    activate_layer,
    back,
    combine,
    compare,
    forward,
    forward_narrow,
    inside,
    layer_of,
    learn,
    learn_biases,
)
from training.learner.kernel.layout import IN, IS_NARROW, OUT, Z_WIDTH
from training.learner.kernel.simd import LANES
from training.learner.kernel.tiles import ROWS, address, after
from training.settings.choices.optimizer_base import NUMBERS


class KernelConfig(NamedTuple):
    """Architecture and training as numbers of ``choosers``."""

    copies: Any
    """Equal networks: with two of them the output is their difference."""
    activation: Any
    optimizer: Any
    loss: Any


class Storage(NamedTuple):
    """The arrays of a network, which all calls share."""

    plans: Any
    """A row of ``training.learner.kernel.layout`` for each layer of each copy."""
    params: Any
    m: Any
    v: Any
    work: Any
    sums: Any
    """Room for the loss at each point."""
    zeros: Any
    """As many as a row has at most, and a one behind them."""
    number: Any
    """Of the activation."""
    factor: Any
    """What the output is multiplied with; of one network, 1."""


class StepArrays(NamedTuple):
    """The arrays of one call: inputs of the steps, and room for their results."""

    x: Any
    y: Any
    """Inputs and targets, flat."""
    chosen: Any
    """Shape (steps, largest batch), the points of each step; without columns: all points."""
    sizes: Any
    """How many points each step has."""
    masks: Any
    """Flat, for each step what each layer's outputs are multiplied with; or empty."""
    numbers: Any
    """Shape (steps * ``NUMBERS``,): what the optimizer is given in each step."""
    losses: Any
    outputs: Any
    """Room for what comes out at all points in each step, or empty."""


@njit(nogil=True)
def _net(storage, copies, scratch, x):
    """Return the network at work on inputs at an address."""
    plans, row = storage.plans, len(storage.zeros)
    zeros = address(storage.zeros)
    return Net(
        address(plans), plans.shape[1], len(plans) // copies, copies, address(storage.params),
        address(storage.m), address(storage.v), address(storage.work), address(scratch),
        after(address(scratch), ROWS * row), zeros, after(zeros, row - 1),
        storage.factor[0], x, plans[0, IN],
    )  # fmt: skip


@njit(nogil=True)
def _part(count, thread, threads):
    """Return where a thread's part of ``count`` things begins and ends."""
    return count * thread // threads, count * (thread + 1) // threads


@njit(nogil=True)
def _way_forward(
    net, thread, threads, arrivals, met, activation, number, mask, has_dropout, points
):
    """Run all layers; return the barrier's count."""
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
                activate_layer(
                    net, layer, activation, number, mask, has_dropout, points, first, last
                )
                if has_dropout:
                    mask = after(mask, points * layer[Z_WIDTH])
        met = meet(arrivals, threads, met)
    return met


@njit(nogil=True)
def _way_back(net, thread, threads, arrivals, met, optimizer, numbers, points):
    """Backpropagate errors and update all layers; return the barrier's count."""
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
def run(thread, threads, arrivals, scratch, config, storage, steps):
    """Do as many steps as ``losses`` has room for; all threads call this with the same arrays.

    ``arrivals``: shape (1,), from 0. ``scratch``: of this thread alone.
    """
    largest, inputs = steps.chosen.shape[1], storage.plans[0, IN]
    results = storage.plans[-1, OUT]
    batch_x = np.empty(max(1, largest * inputs), np.float32)
    batch_y = np.empty(max(1, largest * results), np.float32)
    x, y = address(steps.x), address(steps.y)
    xs, ys = (address(batch_x), address(batch_y)) if largest else (x, y)
    net = _net(storage, config.copies, scratch, xs)
    sums, losses, outputs = storage.sums, steps.losses, steps.outputs
    masked, seen, met = len(steps.masks) // len(losses), len(outputs) // len(losses), 0
    for step in range(len(losses)):
        points = steps.sizes[step]
        if largest:  # each thread for itself: it is little
            _gather(x, y, address(steps.chosen[step]), points, inputs, results, xs, ys)
        mask = after(address(steps.masks), step * masked)
        met = _way_forward(net, thread, threads, arrivals, met, config.activation,
                           address(storage.number), mask, masked > 0, points)  # fmt: skip
        first, last = _part(points, thread, threads)
        combine(net, first, last, outputs[step * seen : (step + 1) * seen])
        count = compare(net, config.loss, ys, address(sums), first, last, points)
        met = meet(arrivals, threads, met)
        if thread == 0:
            total = 0.0  # always in the same order, for any number of threads
            for point in range(points):
                total += sums[point]
            losses[step] = total / count
        given = after(address(steps.numbers), step * NUMBERS)
        met = _way_back(net, thread, threads, arrivals, met, config.optimizer, given, points)


@njit(nogil=True, cache=True)
def evaluate(thread, threads, arrivals, scratch, config, storage, x, outputs):
    """Write the outputs at points; ``x`` and ``outputs`` are flat.

    The arguments are those of ``run``.
    """
    inputs, results = storage.plans[0, IN], storage.plans[-1, OUT]
    count, most, met = len(x) // inputs, len(storage.sums), 0
    for begin in range(0, count, most):
        points = min(most, count - begin)
        net = _net(storage, config.copies, scratch, after(address(x), begin * inputs))
        met = _way_forward(net, thread, threads, arrivals, met, config.activation,
                           address(storage.number), net.zeros, False, points)  # fmt: skip
        first, last = _part(points, thread, threads)
        combine(net, first, last, outputs[begin * results : (begin + points) * results])
        met = meet(arrivals, threads, met)
