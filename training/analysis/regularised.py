"""Signals and images restored with an explicit prior. NumPy only.

Minimised is the sum of squared differences at the known places plus weight times the prior: the
total variation, sum |grad u| (Rudin, Osher and Fatemi 1992), or the squared gradient,
sum |grad u|^2 (Tikhonov). Differences are those of neighbouring nodes; images have both.
"""

from collections.abc import Callable

import numpy as np

from training.arrays import Bools, Floats

OUTER = 40
"""Iterations of lagged diffusivity."""
INNER = 400
"""Steps of conjugate gradients, at most."""
SMALLEST = 1e-4
"""Floor of a gradient, as a part of the range of the values."""
ACCURATE = 1e-6


def restore(given: Floats, known: Bools, weight: float, *, total_variation: bool) -> Floats:
    """Restore values on a line or in an image from those where ``known`` is True.

    Arrays have one shape, (n,) or (h, w). ``weight`` must be positive: without a penalty unknown
    values are undetermined. Total variation is minimised by lagged diffusivity (Vogel and Oman
    1996): a squared gradient, weighted by one over the gradient of the iteration before.
    """
    values = np.where(known, given, 0.0)
    result = np.where(known, given, values[known].mean())
    edges = [np.ones_like(part) for part in _gradient(result)]
    result = _solved(values, known, weight, edges, result)
    if not total_variation:
        return result
    least = SMALLEST * max(float(np.ptp(values[known])), 1e-12)
    for _ in range(OUTER):
        sizes = _sizes(_gradient(result), least)
        before = result
        result = _solved(values, known, weight / 2, [1 / size for size in sizes], result)
        if np.abs(result - before).max() < least:
            break
    return result


def _gradient(u: Floats) -> list[Floats]:
    """Return forward differences along each axis, one element shorter in that axis."""
    return [np.diff(u, axis=axis) for axis in range(u.ndim)]


def _sizes(gradient: list[Floats], least: float) -> list[Floats]:
    """Return |grad u| at each difference, at least ``least``; in images over both axes."""
    if len(gradient) == 1:
        return [np.hypot(gradient[0], least)]
    down, right = gradient
    squares = np.zeros((down.shape[0] + 1, right.shape[1] + 1))
    squares[:-1] += down**2
    squares[:, :-1] += right**2
    size = np.sqrt(squares + least**2)
    return [size[:-1], size[:, :-1]]


def _solved(
    values: Floats, known: Bools, weight: float, edges: list[Floats], start: Floats
) -> Floats:
    """Minimise sum_known (u - y)^2 + weight sum edges (grad u)^2.

    In images by conjugate gradients; on a line directly.
    """
    weights, held = [weight * edge for edge in edges], known.astype(np.float64)
    if values.ndim == 1:
        return _on_a_line(held, weights[0], values)
    sides = [_sides(axis, values.ndim) for axis in range(values.ndim)]
    diagonal = held.copy()
    for edge, (before, behind) in zip(weights, sides, strict=True):
        diagonal[before] += edge
        diagonal[behind] += edge

    def apply(u: Floats) -> Floats:
        result = held * u
        for edge, (before, behind) in zip(weights, sides, strict=True):
            flow = edge * (u[behind] - u[before])
            result[before] -= flow
            result[behind] += flow
        return result

    return _conjugate_gradients(apply, values, start, diagonal)


def _sides(axis: int, dimensions: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Return where the nodes before and behind each difference along an axis are."""
    all_of = [slice(None)] * dimensions
    before, behind = all_of.copy(), all_of.copy()
    before[axis], behind[axis] = slice(None, -1), slice(1, None)
    return tuple(before), tuple(behind)


def _on_a_line(held: Floats, weights: Floats, right: Floats) -> Floats:
    """Minimise sum held (u - y)^2 + sum weights (grad u)^2 on a line, for ``right`` = held y.

    By elimination from one end. Nothing is subtracted, so that weights may be as large as they
    like: ``holds`` is how strongly all that is before a node holds it.
    """
    holds, pulls = held.tolist(), right.tolist()
    links = weights.tolist()
    for at, link in enumerate(links):
        share = link / (link + holds[at])
        holds[at + 1] += share * holds[at]
        pulls[at + 1] += share * pulls[at]
    found = pulls
    found[-1] /= holds[-1]
    for at in range(len(links) - 1, -1, -1):
        found[at] = (found[at] + links[at] * found[at + 1]) / (links[at] + holds[at])
    return np.array(found)


def _conjugate_gradients(
    apply: Callable[[Floats], Floats], right: Floats, start: Floats, diagonal: Floats
) -> Floats:
    """Solve apply(u) = right, preconditioned by the diagonal."""
    u = start.copy()
    residual = right - apply(u)
    direction = z = residual / diagonal
    product = float((residual * z).sum())
    limit = ACCURATE**2 * max(float((right * right / diagonal).sum()), 1e-300)
    for _ in range(INNER):
        if product <= limit:
            break
        image = apply(direction)
        length = product / float((direction * image).sum())
        u += length * direction
        residual -= length * image
        z = residual / diagonal
        newer = float((residual * z).sum())
        direction = z + newer / product * direction
        product = newer
    return u
