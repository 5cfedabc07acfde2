"""One thread's work on its part of a layer, and the loss of the last layer."""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from training.learner.kernel.choosers import IS_OF_CLASSES, activate, compare_points, optimize
from training.learner.kernel.layout import (
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
from training.learner.kernel.simd import LANES, lanewise
from training.learner.kernel.tiles import ROWS, after, dot, product, turn

FEW = 8
"""Points up to which weights are read in place, not transposed first."""


_scale = lanewise(lambda p, _: {0: p[0] * p[1]}, 0)
"""Multiply address 0 by address 1, elementwise, in place."""
_spread = lanewise(lambda p, n: {0: n[0] * p[1] * p[2]}, 1)
"""Write a number times address 1 times address 2 to address 0, elementwise."""
ZERO = np.float32(0)


class Net(NamedTuple):
    """A network at work: addresses, and how its plan is to be read."""

    plan: Any
    columns: Any
    layers: Any
    copies: Any
    params: Any
    m: Any
    v: Any
    work: Any
    scratch: Any
    turned: Any
    zeros: Any
    one: Any
    factor: Any
    x: Any
    inputs: Any


@njit(nogil=True)
def layer_of(net, copy, index):
    """Return the row of a layer's plan."""
    return after(net.plan, (copy * net.layers + index) * net.columns)


@njit(nogil=True)
def inside(net, layer, index):
    """Return the address of a layer's input, and the length of its rows."""
    if index == 0:
        return net.x, net.inputs
    before = after(layer, -net.columns)
    return after(net.work, before[Z_AT]), before[Z_WIDTH]


@njit(nogil=True)
def forward(net, layer, x, x_width, points, first, last):
    """Compute vectors ``first`` to ``last`` of a wide layer's outputs: bias + x W."""
    shift = first * LANES
    begin = net.zeros if layer[B_AT] < 0 else after(net.params, layer[B_AT])
    product(
        x, x_width, 1, after(net.params, layer[W_AT] + shift), layer[WIDTH], after(begin, shift),
        after(net.work, layer[Z_AT] + shift), layer[Z_WIDTH], points, last - first, layer[IN],
    )  # fmt: skip


@njit(nogil=True)
def forward_narrow(net, layer, x, x_width, first, last):
    """Compute a narrow layer's outputs at points ``first`` to ``last``: bias + W x."""
    weights, z = after(net.params, layer[W_AT]), after(net.work, layer[Z_AT])
    width, z_width = layer[WIDTH], layer[Z_WIDTH]
    for o in range(layer[OUT]):
        bias = ZERO if layer[B_AT] < 0 else net.params[layer[B_AT] + o]
        for point in range(first, last):
            z[point * z_width + o] = bias + dot(
                after(x, point * x_width), after(weights, o * width), width // LANES
            )


@njit(nogil=True)
def activate_layer(net, layer, activation, number, mask, has_dropout, points, first, last):
    """Apply the activation to this thread's outputs, and store its derivatives."""
    z_width = layer[Z_WIDTH]
    is_whole = (last - first) * LANES == z_width
    rows = 1 if is_whole else points
    count = points * (last - first) if is_whole else last - first
    for row in range(rows):
        shift = row * z_width + first * LANES
        value, slope = after(net.work, layer[Z_AT] + shift), after(net.work, layer[D_AT] + shift)
        activate(activation, value, slope, value, value, number, count)
        if has_dropout:
            factors = after(mask, shift)
            _scale(value, factors, value, value, value, count)
            _scale(slope, factors, value, value, value, count)


@njit(nogil=True)
def combine(net, first, last, outputs):
    """Write the outputs at points ``first`` to ``last``, if ``outputs`` has room for them.

    Of two networks, their difference times a factor.
    """
    layer, other = layer_of(net, 0, net.layers - 1), layer_of(net, net.copies - 1, net.layers - 1)
    results, width = layer[OUT], layer[Z_WIDTH]
    z = after(net.work, layer[Z_AT])
    if net.copies == 2:
        for at in range(first * width, last * width):
            z[at] = (z[at] - net.work[other[Z_AT] + at]) * net.factor
    if len(outputs):
        for point in range(first, last):
            for o in range(results):
                outputs[point * results + o] = z[point * width + o]


@njit(nogil=True)
def compare(net, loss, y, losses, first, last, points):
    """Compute the last layer's errors and the losses at points ``first`` to ``last``.

    Returns the divisor that turns the sum of all losses into their mean.
    """
    layer, other = layer_of(net, 0, net.layers - 1), layer_of(net, net.copies - 1, net.layers - 1)
    results, width = layer[OUT], layer[Z_WIDTH]
    z, errors = after(net.work, layer[Z_AT]), after(net.work, layer[E_AT])
    count = points if IS_OF_CLASSES[loss] else points * results
    factor = net.factor / np.float32(count)
    compare_points(loss, z, errors, width, y, results, factor, first, last, losses)
    if net.copies == 2:
        for at in range(first * width, last * width):
            net.work[other[E_AT] + at] = -errors[at]
    return count


@njit(nogil=True)
def back(net, layer, points, first, last):
    """Backpropagate to vectors ``first`` to ``last`` of the layer before: (e W^T) slope."""
    before = after(layer, -net.columns)
    errors, e_width = after(net.work, layer[E_AT]), layer[Z_WIDTH]
    x_width, shift, width = before[Z_WIDTH], first * LANES, layer[WIDTH]
    result, slopes = after(net.work, before[E_AT] + shift), after(net.work, before[D_AT] + shift)
    weights, vectors = after(net.params, layer[W_AT]), last - first
    if layer[IS_NARROW] == 1:
        weights = after(weights, shift)
        if layer[OUT] == 1:
            for point in range(points):
                place = after(result, point * x_width)
                slope = after(slopes, point * x_width)
                _spread(place, weights, slope, place, after(errors, point * e_width), vectors)
            return
        product(errors, e_width, 1, weights, width, net.zeros, result, x_width, points, vectors,
                layer[OUT])  # fmt: skip
    elif points > FEW:
        stride = vectors * LANES
        for k in range(0, stride, LANES):
            for j in range(0, width, LANES):
                turn(
                    after(weights, (shift + k) * width + j), width, layer[IN] - shift - k,
                    after(net.turned, j * stride + k), stride,
                )  # fmt: skip
        product(errors, e_width, 1, net.turned, stride, net.zeros, result, x_width, points, vectors,
                layer[OUT])  # fmt: skip
    else:
        for k in range(min(vectors * LANES, layer[IN] - shift)):
            row = after(weights, (shift + k) * width)
            for point in range(points):
                result[point * x_width + k] = dot(
                    after(errors, point * e_width), row, width // LANES
                )
    for point in range(points):
        place = after(result, point * x_width)
        _scale(place, after(slopes, point * x_width), place, place, place, vectors)


@njit(nogil=True)
def _step(net, optimizer, numbers, at, count):
    """Update ``count`` vectors of parameters from ``at`` on by the gradient in scratch."""
    optimize(optimizer, after(net.params, at), net.scratch, after(net.m, at), after(net.v, at),
              numbers, count)  # fmt: skip


@njit(nogil=True)
def learn(net, layer, x, x_width, optimizer, numbers, points, first, last):
    """Update the weights of inputs ``first`` to ``last`` (in vectors where the layer is narrow)."""
    width, e_width = layer[WIDTH], layer[Z_WIDTH]
    errors = after(net.work, layer[E_AT])
    if layer[IS_NARROW] == 1:
        vectors, shift = last - first, first * LANES
        for o in range(layer[OUT]):
            product(after(errors, o), 1, e_width, after(x, shift), x_width, net.zeros,
                    net.scratch, width, 1, vectors, points)  # fmt: skip
            for j in range(max(0, layer[IN] - shift), vectors * LANES):
                net.scratch[j] = ZERO  # behind the row: an activation need not be 0 at 0
            _step(net, optimizer, numbers, layer[W_AT] + o * width + shift, vectors)
        return
    for k in range(first, last, ROWS):
        rows = min(ROWS, last - k)
        product(after(x, k), 1, x_width, errors, e_width, net.zeros, net.scratch, width,
                rows, width // LANES, points)  # fmt: skip
        _step(net, optimizer, numbers, layer[W_AT] + k * width, rows * width // LANES)


@njit(nogil=True)
def learn_biases(net, layer, optimizer, numbers, points):
    """Update the biases: their gradient is the sum of the errors."""
    if layer[B_AT] >= 0:
        width = layer[Z_WIDTH]
        product(net.one, 0, 0, after(net.work, layer[E_AT]), width, net.zeros, net.scratch, width,
                1, width // LANES, points)  # fmt: skip
        _step(net, optimizer, numbers, layer[B_AT], width // LANES)
