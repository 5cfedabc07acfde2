"""Positions as whole multiples of a distance: what fast transforms need. NumPy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats

OFF_LATTICE = 8
"""Positions that are no multiples of a distance are moved by less than 1/16 of their mean one."""
NEAR = 0.02
"""Part of the distance by which positions may be off their places: tables round them."""
EMPTY = 4
"""Places of a lattice for each that is taken; with more gaps it counts as none."""


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """Positions as whole multiples of a distance, exact or nearly so.

    Attributes
    ----------
    place
        Shape (n,): the multiple of each.
    spacing
        The distance.
    is_exact
        False where positions were moved to the nearest place.
    """

    place: NDArray[np.intp]
    spacing: float
    is_exact: bool


def lattice(x: Floats) -> Lattice | None:
    """Find the distance of which all distances are multiples; None where all x are one."""
    first, length, count = float(x.min()), float(np.ptp(x)), len(x)
    gaps = np.diff(np.unique(x))
    gaps = gaps[gaps > 1e-9 * length]
    if not len(gaps):
        return None
    for unit in (gaps.min(), float(np.median(gaps))):
        # Over all gaps together what was rounded in writing the table evens out.
        spacing = length / float(np.maximum(np.rint(gaps / unit), 1).sum())
        place = np.rint((x - first) / spacing)
        is_near = np.abs((x - first) / spacing - place).max() < NEAR
        if is_near and length / spacing <= EMPTY * count:
            return Lattice(place.astype(np.intp), spacing, is_exact=True)
    spacing = length / max(1, count - 1) / OFF_LATTICE
    return Lattice(np.rint((x - first) / spacing).astype(np.intp), spacing, is_exact=False)
