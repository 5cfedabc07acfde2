"""Hidden neurons as directions: orientation, amplitude, and how many differ. NumPy only.

A neuron a sigma(w x + b) has the direction (w, b) / |(w, b)| and the amplitude a |(w, b)|. Of a
network of one input it has an orientation, following the book's code sign(b) arccos(w / |(w, b)|),
which is atan2(b, w).
"""

import math

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats, Floats32

SAME = 0.95
"""Cosine above which two neurons count as one direction."""
WEIGHTY = 0.99
"""Part of the sum of |amplitude| that counted neurons make up; the rest is negligible."""
MOST = 2000
"""Neurons compared pairwise at most; of more, an evenly spaced subset."""
TURN = 2 * math.pi
NEARBY = 0.1
"""Radians round an orientation within which neurons are said to have gathered at it."""
FEW, GATHERINGS = 0.01, 8
"""Part of all amplitude that may be left over, and orientations that are named at most."""
LINEAR, CONDENSED = 0.1, 1.0
"""Relative distances of the weights below which a run is in the linear regime, and above which
it is in the condensed one; between them it is critical. The book's line is the exponent by which
the distance changes with the width (Luo et al. 2021); for one width these are ours."""


def orientation(directions: Floats) -> Floats:
    """Return the angles of (w, b) in (-pi, pi], shapes (m, 2) -> (m,); 0 for one that is zero."""
    return np.arctan2(directions[:, 1], directions[:, 0])


def leading(directions: Floats) -> Floats:
    """Return the principal axis of the directions, shapes (m, d) -> (d,).

    The eigenvector of the largest eigenvalue of V^T V, signed towards the majority.
    """
    _, axes = np.linalg.eigh(directions.T @ directions)
    axis = axes[:, -1]
    return np.asarray(axis if (directions @ axis).sum() >= 0 else -axis)


def relative_distance(weights: Floats, start: Floats) -> float:
    """Return |weights - start| / |start|, RD of Luo et al. (2021); nan where start is 0."""
    norm = float(np.linalg.norm(start))
    return float(np.linalg.norm(weights - start)) / norm if norm else math.nan


def angles(directions: Floats, start: Floats) -> Floats:
    """Return the angle between each unit vector and its start, in radians; (m, d) -> (m,)."""
    return np.asarray(np.arccos(np.clip((directions * start).sum(axis=1), -1.0, 1.0)))


def weighty(amplitude: Floats) -> NDArray[np.bool_]:
    """Tell which neurons, the largest first, make up ``WEIGHTY`` of all amplitude; shape (m,)."""
    size = np.abs(amplitude)
    order = np.argsort(-size)
    before = np.cumsum(size[order]) - size[order]
    chosen = np.zeros(len(size), dtype=bool)
    chosen[order[before < WEIGHTY * size.sum()]] = True
    return chosen


def gatherings(angles: Floats, amplitude: Floats) -> list[tuple[float, float]]:
    """Return the clusters of neurons, largest first: mean angle and share of all |amplitude|.

    Greedy: take the window of ``NEARBY`` radians that holds most amplitude, until at most ``FEW``
    of it is left or ``GATHERINGS`` clusters were taken. Both arguments have shape (m,).
    """
    size, clusters = np.abs(amplitude), list[tuple[float, float]]()
    total, left = float(size.sum()), size > 0
    while left.any() and len(clusters) < GATHERINGS and size[left].sum() > FEW * total:
        turns, weights = angles[left], size[left]
        order = np.argsort(turns)
        around = np.concatenate([turns[order] + turn for turn in (-TURN, 0.0, TURN)])
        sums = np.concatenate([[0.0], np.cumsum(np.tile(weights[order], 3))])
        ends = (np.searchsorted(around, turns + side, "right") for side in (-NEARBY, NEARBY))
        low, high = ends
        middle = turns[np.argmax(sums[high] - sums[low])]
        apart = np.mod(angles - middle + math.pi, TURN) - math.pi
        near = left & (np.abs(apart) <= NEARBY)
        mean = middle + float(np.average(apart[near], weights=size[near]))
        clusters.append((math.remainder(mean, TURN), float(size[near].sum()) / total))
        left &= ~near
    return clusters


def count_directions(directions: Floats) -> int:
    """Return how many directions cover all others within ``SAME``; shape (m, d).

    The minimum for one input (d = 2). For more inputs that is a set cover problem, solved
    greedily, which may take a few more than needed.
    """
    return _count_arcs(orientation(directions)) if directions.shape[1] == 2 else _count(directions)


def _count(directions: Floats) -> int:
    if len(directions) > MOST:
        directions = directions[np.linspace(0, len(directions) - 1, MOST, dtype=int)]
    near = directions @ directions.T >= SAME
    np.fill_diagonal(near, val=True)
    left, count = np.ones(len(directions), dtype=bool), 0
    while left.any():
        best = int(np.argmax((near & left).sum(axis=1)))
        left &= ~near[best]
        count += 1
    return count


def _count_arcs(angles: Floats) -> int:
    """Return the least number of arcs that hold all angles.

    An arc is 2 arccos(SAME) wide. Starting at each angle in turn, arcs are laid end to end; the
    smallest count is the minimum.
    """
    if not len(angles):
        return 0
    angles = np.unique(np.mod(angles, 2 * math.pi))
    count, arc = len(angles), 2 * math.acos(SAME)
    twice = np.concatenate([angles, angles + 2 * math.pi])
    after = np.searchsorted(twice, angles + arc, side="right")  # the first one that is not covered
    position, arcs = np.arange(count), 0
    while True:
        arcs += 1
        position = position + (after - np.arange(count))[position % count]
        if (position >= np.arange(count) + count).any():
            return arcs


def regime(distance: float) -> str:
    """Name the regime of a relative distance of the weights: linear, critical or condensed."""
    if distance < LINEAR:
        return "linear"
    return "condensed" if distance > CONDENSED else "critical"


def lost(outputs: Floats | Floats32, first_loss: float, loss: float) -> str | None:
    """Say why a run has no regime, whatever its weights did: ``dead`` or ``worse``, else None.

    A network is dead that has the same output everywhere; it is worse where its loss is above
    that at the start. ``outputs``: shape (g,) or (g, k). A loss that is nan is not known.
    """
    if len(outputs) > 1 and bool((outputs == outputs[:1]).all()):
        return "dead"
    return "worse" if loss > first_loss else None


def alignment(directions: Floats) -> float:
    """Return the mean of |cosine| over all pairs, 1 where all lie on one line; shape (m, d)."""
    if len(directions) > MOST:
        directions = directions[np.linspace(0, len(directions) - 1, MOST, dtype=int)]
    return float(np.abs(directions @ directions.T).mean()) if len(directions) else math.nan


def similarity(directions: Floats) -> Floats:
    """Return the cosines between directions, ordered by the leading eigenvector; (m, d) -> (m, m).

    The order of the book's figures: argsort of the eigenvector of the largest eigenvalue of all
    cosines, whose elements are the directions' shares of the leading one.
    """
    ordered = directions[np.argsort(directions @ leading(directions), kind="stable")]
    return np.asarray(ordered @ ordered.T)
