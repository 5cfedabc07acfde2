"""Least squares fit of sine waves and a line, and its likelihood. NumPy only."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from training.arrays import Bools, Floats

MEMORIES = 1 - np.geomspace(1, 1e-3, 40)
"""AR(1) correlations that are tried for the noise, per typical gap."""
GAP_DIGITS = 9
"""Decimals to which gaps are rounded, in units of the median gap."""
SETTLED = 1e-9
"""Change of a frequency, in cycles over the interval, at which iteration stops."""
ROUNDS = 6
"""Gauss-Newton iterations at most; they start close to the solution."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Waves that were found in data, in rising order of frequency.

    Attributes
    ----------
    omega
        Shape (p,): angular frequencies, radians per unit of x.
    amplitude
        Shape (p,): amplitudes of the sine waves, in units of y.
    error
        Shape (p,): standard error of ``omega``, assuming white residuals.
    """

    omega: Floats
    amplitude: Floats
    error: Floats

    def of(self, chosen: Bools) -> "Estimate":
        """Return the waves that a mask of shape (p,) selects."""
        return Estimate(self.omega[chosen], self.amplitude[chosen], self.error[chosen])


NOTHING = Estimate(np.empty(0), np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True, eq=False)
class WaveFit:
    """Data and the terms that are fitted to them together with waves.

    Attributes
    ----------
    x, y
        Shape (n,): positions, in any order, and values.
    base
        Shape (n, b): the columns of a straight line, b = 2, or of a constant, b = 1.
    """

    x: Floats
    y: Floats
    base: Floats

    @classmethod
    def with_line(cls, x: Floats, y: Floats) -> Self:
        """Fit waves plus a straight line to values y at x, shapes (n,)."""
        middle, half = (x.max() + x.min()) / 2, np.ptp(x) / 2
        return cls(x, y, np.column_stack([np.ones(len(x)), (x - middle) / half]))

    def with_constant(self) -> Self:
        """Return the same fit with a constant in place of the line."""
        return replace(self, base=self.base[:, :1])

    def rest(self, omega: Floats) -> Floats:
        """Return the residual after fitting waves of given frequencies; shape (n,)."""
        columns = self._columns(omega)
        return np.asarray(self.y - columns @ self._factors(columns))

    def noise(self, omega: Floats) -> tuple[Floats, float]:
        """Return the innovations of the residual, shape (n,), and -2 log(likelihood).

        The residual is modelled as AR(1): correlation falls exponentially with distance, with the
        most likely of ``MEMORIES`` (0: white noise, nearly 1: a random walk). Whitening keeps the
        frequency of a wave.
        """
        order = np.argsort(self.x, kind="stable")
        gaps, values = np.diff(self.x[order]), self.rest(omega)[order]
        gaps = np.round(gaps / max(float(np.median(gaps)), 1e-300), GAP_DIGITS)
        each, place = np.unique(gaps, return_inverse=True)
        before, after = values[:-1], values[1:]
        squares = [np.bincount(place, v) for v in (after * after, before * after, before * before)]
        kept = MEMORIES[:, None] ** each  # (memories, different gaps)
        left = np.maximum(1 - kept**2, 1e-12)
        sums = (squares[0] - 2 * kept * squares[1] + kept**2 * squares[2]) / left
        total = np.maximum(values[0] ** 2 + sums.sum(axis=1), 1e-300)
        costs = len(values) * np.log(total) + np.log(left) @ np.bincount(place)
        best = int(np.argmin(costs))
        new = (after - kept[best][place] * before) / np.sqrt(left[best][place])
        innovations = np.empty(len(values))
        innovations[order] = np.append(values[:1], new)
        return innovations, float(costs[best])

    def refined(self, omega: Floats, cycle: float) -> Floats:
        """Fit frequencies, amplitudes, phases and the base together, by Gauss-Newton.

        Frequencies move by at most ``cycle / 4`` an iteration; ``cycle`` is 2 pi / interval.
        """
        factors = self._factors(self._columns(omega))
        for _ in range(ROUNDS):
            factors = self._factors(self._with_slopes(omega, factors))
            change = factors[-len(omega) :]
            omega = omega + np.clip(change, -cycle / 4, cycle / 4)
            if np.abs(change).max() < SETTLED * cycle:
                break
        return omega

    def estimate(self, omega: Floats) -> Estimate:
        """Return amplitudes and standard errors of waves of known frequencies."""
        omega, count = np.sort(omega), len(omega)
        if not count:
            return NOTHING
        factors = self._factors(self._columns(omega))
        amplitude = np.hypot(*self._waves(factors, count))
        full = self._with_slopes(omega, factors)
        rest = self.rest(omega)
        variance = float(rest @ rest) / max(1, len(rest) - full.shape[1])
        spread = np.linalg.pinv(full.T @ full).diagonal()[-count:]
        return Estimate(omega, amplitude, np.sqrt(np.maximum(variance * spread, 0.0)))

    def _columns(self, omega: Floats) -> Floats:
        turns = np.outer(self.x - self.x.min(), omega)
        return np.column_stack([self.base, np.cos(turns), np.sin(turns)])

    def _factors(self, columns: Floats) -> Floats:
        return np.asarray(np.linalg.lstsq(columns, self.y)[0], dtype=np.float64)

    def _waves(self, factors: Floats, count: int) -> tuple[Floats, Floats]:
        """Split off the cosine and the sine part, of coefficients or of columns' transposes."""
        first = self.base.shape[1]
        return factors[first : first + count], factors[first + count : first + 2 * count]

    def _with_slopes(self, omega: Floats, factors: Floats) -> Floats:
        """Return the columns with derivatives by frequency appended, shape (n, b + 3 p)."""
        columns = self._columns(omega)
        cosines, sines = self._waves(columns.T, len(omega))
        a, b = self._waves(factors, len(omega))
        slopes = (b * cosines.T - a * sines.T) * (self.x - self.x.min())[:, None]
        return np.column_stack([columns, slopes])
