"""Positions as integer multiples of a spacing, which fast transforms need. NumPy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats

OFF_LATTICE = 8
"""Bins per mean gap for irregular positions: rounding moves each by at most 1/16 of a gap."""
NEAR = 0.02
"""Part of the spacing by which positions may be off the lattice: tables round them."""
EMPTY = 4
"""Lattice sites per position at most; positions with more gaps count as irregular."""


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
    """Find the spacing of which all gaps are multiples; None where all x are equal; x: (n,)."""
    first, length, count = float(x.min()), float(np.ptp(x)), len(x)
    gaps = np.diff(np.unique(x))
    gaps = gaps[gaps > 1e-9 * length]
    if not len(gaps):
        return None
    for unit in (gaps.min(), float(np.median(gaps))):
        # Averaged over all gaps, the rounding of the table's numbers cancels out.
        spacing = length / float(np.maximum(np.rint(gaps / unit), 1).sum())
        place = np.rint((x - first) / spacing)
        is_near = np.abs((x - first) / spacing - place).max() < NEAR
        if is_near and length / spacing <= EMPTY * count:
            return Lattice(place.astype(np.intp), spacing, is_exact=True)
    spacing = length / max(1, count - 1) / OFF_LATTICE
    return Lattice(np.rint((x - first) / spacing).astype(np.intp), spacing, is_exact=False)
