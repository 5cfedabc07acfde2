"""Spectra by direct evaluation, for any sample positions; pure NumPy.

F(omega) = (1/n) sum_i y_i exp(-i omega x_i): sin(v x) over whole periods, sampled with both ends,
gives |F(v)| = (n - 1) / 2n, nearly 1/2, whatever the interval. Angular frequencies are in radians
per unit of x.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.analysis.lattice import Lattice
from training.arrays import Complex, Floats

SMALL = 1e-5
"""The author's guard against division by zero in the relative error."""
HOLD = 10
"""Steps for which an error must stay below the threshold (the author's choice)."""


def basis(x: Floats, omega: Floats) -> Complex:
    """Return exp(-i omega x) / n, shape (k, n): the transform of y is ``basis @ y``."""
    return np.asarray(np.exp(-1j * np.outer(omega, x)) / len(x), dtype=np.complex128)


def transform(x: Floats, y: Floats, omega: Floats) -> Complex:
    """Evaluate F at ``omega``; shapes (n,), (n,), (k,) -> (k,)."""
    return basis(x, omega) @ y


class Lines:
    """Takes the transform at evenly spaced frequencies from 0, of values at given positions.

    Positions on a lattice, with gaps or without, take Bluestein's chirp transform, whose cost
    grows as n log n; others take the sums as they stand.

    Parameters
    ----------
    x
        Shape (n,).
    omega
        Shape (k,): whole multiples of one distance.
    grid
        The lattice of the positions, or None.
    """

    def __init__(self, x: Floats, omega: Floats, grid: Lattice | None) -> None:
        self._grid = grid
        if grid is None:
            self._basis = basis(x, omega)
            return
        slots, lines = int(grid.place.max()) + 1, len(omega)
        step = float(omega[1]) * grid.spacing if lines > 1 else 0.0
        self._slots = slots
        # jk = (j^2 + k^2 - (k - j)^2) / 2: the sum over j becomes a convolution of chirps.
        reach = np.arange(max(slots, lines), dtype=np.float64)
        chirp = np.exp(-0.5j * step * reach**2)
        self._size = 1 << (slots + lines - 2).bit_length()
        back = np.zeros(self._size, dtype=np.complex128)
        back[:lines] = chirp[:lines].conj()
        back[self._size - slots + 1 :] = chirp[1:slots][::-1].conj()
        self._back = np.fft.fft(back)
        self._before = chirp[:slots]
        self._after = chirp[:lines] * np.exp(-1j * omega * x.min()) / len(x)

    def transform(self, y: Floats) -> Complex:
        """Return F at each frequency; shapes (n,) -> (k,)."""
        if self._grid is None:
            return np.asarray(self._basis @ y)
        placed = np.bincount(self._grid.place, y, self._slots) * self._before
        product = np.fft.fft(placed, self._size) * self._back
        return np.asarray(np.fft.ifft(product)[: len(self._after)] * self._after)


def omega_grid(length: float, bins: int, reference: float) -> Floats:
    """Return ``bins`` evenly spaced angular frequencies from 0 that contain ``reference``.

    The spacing is that of the discrete Fourier transform over ``length``, 2 pi / length, or up
    to half of it, so that a multiple of ``reference`` (the v of sin(vx), or one cycle a unit)
    falls on the grid and peaks where it belongs.

    Parameters
    ----------
    length
        Of the sampled interval, in units of x; positive.
    bins
        How many frequencies.
    reference
        Angular frequency; its sign does not matter. One of less than half a cycle over
        ``length``, and 0, leave the Fourier spacing.
    """
    fourier = 2 * math.pi / length
    if abs(reference) < fourier / 2:
        return fourier * np.arange(bins, dtype=np.float64)
    # A hair of tolerance: [-3.1415, 3.1415] is meant as [-pi, pi].
    parts = math.ceil(abs(reference) / fourier - 1e-3)
    return abs(reference) / parts * np.arange(bins, dtype=np.float64)


def find_peaks(magnitude: Floats, count: int, floor: float, choice: str) -> NDArray[np.intp]:
    """Return indices of ``count`` strict local maxima, in order of frequency.

    The end points are none, nor are maxima below ``floor`` times the largest. Of the others
    the ``first`` are taken, as in the author's code, or the ``largest``.
    """
    inner = magnitude[1:-1]
    peaks = 1 + np.flatnonzero((inner > magnitude[:-2]) & (inner > magnitude[2:]))
    if len(peaks):
        peaks = peaks[magnitude[peaks] >= floor * magnitude[peaks].max()]
    if choice == "largest":
        peaks = np.sort(peaks[np.argsort(-magnitude[peaks], kind="stable")][:count])
    return peaks[:count]


def relative_error(target: Complex, model: Complex, kind: str) -> Floats:
    """Return the relative error of each frequency.

    ``magnitude``: | |F_f| - |F_h| | / (1e-5 + |F_f|), as in the author's code; ``complex``:
    |F_h - F_f| / (1e-5 + |F_f|), which also sees a wrong phase. Shapes broadcast.
    """
    size = np.abs(target)
    gap = np.abs(model - target) if kind == "complex" else np.abs(np.abs(model) - size)
    return np.asarray(gap / (SMALL + size))


class LearnedTracker:
    """Finds, for each peak, the first step from which its error stays below for HOLD steps.

    Parameters
    ----------
    peaks
        How many are tracked.
    threshold
        Of the relative error.
    """

    def __init__(self, peaks: int, threshold: float) -> None:
        self.threshold = threshold
        self._below_since: list[int | None] = [None] * peaks
        self.learned_at: list[int | None] = [None] * peaks

    def state(self) -> dict[str, list[int | None]]:
        """Return what is known so far, for a checkpoint."""
        return {"below_since": list(self._below_since), "learned_at": list(self.learned_at)}

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Go on with what a checkpoint knows; raise where it is about other peaks."""
        below, learned = list(state["below_since"]), list(state["learned_at"])
        if not len(below) == len(learned) == len(self.learned_at):
            raise ValueError("these are not the same peaks")
        self._below_since, self.learned_at = below, learned

    def add(self, steps: NDArray[np.int64], errors: NDArray[np.float32]) -> None:
        """Take the errors at further steps; shapes (n,), (n, p)."""
        for peak, learned in enumerate(self.learned_at):
            if learned is None:
                self._follow(peak, steps, errors[:, peak] < self.threshold)

    def _follow(self, peak: int, steps: NDArray[np.int64], below: NDArray[np.bool_]) -> None:
        since = self._below_since[peak]
        for step, is_below in zip(steps.tolist(), below.tolist(), strict=True):
            if not is_below:
                since = None
                continue
            since = step if since is None else since
            if step - since >= HOLD - 1:
                self.learned_at[peak] = since
                break
        self._below_since[peak] = since
