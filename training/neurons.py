"""Hidden neurons as directions: orientation, amplitude, and how many differ. NumPy only.

A neuron a sigma(w x + b) of a network of one input has the direction (w, b). Following the
book's code, its orientation is sign(b) arccos(w / |(w, b)|), which is atan2(b, w), and its
amplitude a |(w, b)|.
"""

import math

import numpy as np
from numpy.typing import NDArray

from training.data import Floats

SAME = 0.95
"""Cosine above which two neurons count as one direction."""
WEIGHTY = 0.99
"""Part of the sum of all |amplitudes| whose neurons are counted; the rest hardly shows."""
LINEAR, CONDENSED = 0.1, 1.0
"""Relative distances of the weights below which a run is in the linear regime, and above which
it is in the condensed one; between them it is critical. The book's line is the exponent by which
the distance changes with the width (Luo et al. 2021); for one width these are ours."""


def orientation(weights: Floats, biases: Floats) -> Floats:
    """Return the angles of (w, b) in (-pi, pi], shape (m,); 0 for a neuron that is zero."""
    return np.arctan2(biases, weights)


def relative_distance(now: Floats, start: Floats) -> float:
    """Return |now - start| / |start|, the distance RD of Luo et al. (2021); nan from zero."""
    norm = float(np.linalg.norm(start))
    return float(np.linalg.norm(now - start)) / norm if norm else math.nan


def weighty(amplitude: Floats) -> NDArray[np.bool_]:
    """Tell which neurons, the largest first, make up ``WEIGHTY`` of all amplitude; shape (m,)."""
    size = np.abs(amplitude)
    order = np.argsort(-size)
    before = np.cumsum(size[order]) - size[order]
    chosen = np.zeros(len(size), dtype=bool)
    chosen[order[before < WEIGHTY * size.sum()]] = True
    return chosen


def count_directions(angles: Floats) -> int:
    """Return the least number of directions that all angles are near to, by ``SAME``.

    A direction covers an arc of twice arccos(SAME). Laying arcs one behind the other from each
    angle in turn finds the least number.
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


def similarity(angles: Floats) -> Floats:
    """Return the cosines between directions, ordered by the leading eigenvector; shape (m, m).

    The order of the book's figures: argsort of the eigenvector of the largest eigenvalue.
    """
    vectors = np.column_stack([np.cos(angles), np.sin(angles)])
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    ordered = vectors[np.argsort(vectors @ axes[:, -1], kind="stable")]
    return np.asarray(ordered @ ordered.T)
