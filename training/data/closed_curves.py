"""Closed outlines in the plane: the elephant's formula, box and area, resampling. NumPy only."""

import math
from dataclasses import dataclass

import numpy as np

from training.arrays import Bools, Floats
from training.settings import ElephantDataset

SAMPLES = 1000
"""Points of D. Bailey's animation, in whose unit the trunk's wave is counted."""


@dataclass(frozen=True, slots=True)
class Box:
    """Bounding box of an outline and the area that it encloses, in units of x and y."""

    left: float
    right: float
    bottom: float
    top: float
    area: float


def box_of(curve: Floats) -> Box:
    """Measure a closed curve, shape (n, 2); the last point is joined to the first.

    The area is the absolute value of the polygon's signed area: loops of opposite orientation
    subtract from each other.
    """
    x, y = curve.T
    area = 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))
    return Box(float(x.min()), float(x.max()), float(y.min()), float(y.max()), area)


def elephant(settings: ElephantDataset, t: Floats) -> Floats:
    """Return the outline at parameters t, shapes (n,) -> (n, 2).

    Mayer, Khairy and Howard, Am. J. Phys. 78, 648 (2010).
    """
    s = settings
    x = (
        s.p1_real * np.sin(t)
        + s.p2_real * np.sin(2 * t)
        + s.p3_real * np.cos(3 * t)
        + s.p4_real * np.cos(5 * t)
    )
    y = (
        s.p4_imaginary * np.cos(t)
        + s.p1_imaginary * np.sin(t)
        + s.p2_imaginary * np.sin(2 * t)
        + s.p3_imaginary * np.sin(3 * t)
    )
    return np.column_stack([y, -x])


def is_trunk(t: Floats) -> Bools:
    """Tell which parameters belong to the trunk: 0.9 pi to 0.4 + 1.3 pi (D. Bailey)."""
    turned = np.mod(t, 2 * math.pi)
    return np.asarray((turned >= 0.9 * math.pi) & (turned <= 0.4 + 1.3 * math.pi))


def wiggled(curve: Floats, trunk: Bools, wiggle: float, phase: float) -> Floats:
    """Swing the trunk: y -= sin((x - x_0) pi / 1000) sin(phase) wiggle, for its points alone.

    x_0 is where the trunk begins. Shapes (n, 2), (n,) -> (n, 2).
    """
    swung = curve.copy()
    if trunk.any():
        x = curve[trunk, 0]
        swung[trunk, 1] -= np.sin((x - x[0]) * math.pi / SAMPLES) * math.sin(phase) * wiggle
    return swung


def along(corners: Floats, t: Floats) -> Floats:
    """Walk round a closed polygon once while t goes from 0 to 2 pi; shapes (c, 2), (n,) -> (n, 2).

    Parametrised by arc length: evenly spaced t give evenly spaced points.
    """
    closed = np.vstack([corners, corners[:1]])
    lengths = np.hypot(*np.diff(closed, axis=0).T)
    way = np.concatenate([[0.0], np.cumsum(lengths)])
    at = np.mod(t, 2 * math.pi) / (2 * math.pi) * way[-1]
    return np.column_stack([np.interp(at, way, side) for side in closed.T])
