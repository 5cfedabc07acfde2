"""The sine waves in data of which no formula is known: found, told from noise, and refined.

A generalised Lomb-Scargle periodogram (Zechmeister and Kuerster 2009, with a straight line in
place of their constant) is searched for its highest peak that noise alone would not show; all
waves found so far are fitted together, taken out, and the rest is searched again.

Noise is judged twice: white noise by the bound of Baluev (2008) on the probability of a false
alarm anywhere on the axis, coloured noise by what stands round a peak.
"""

import math
from dataclasses import dataclass

import numpy as np

from training.arrays import Complex, Floats
from training.lattice import Lattice, lattice

FALSE_ALARM = 0.01
"""Probability that noise shows a peak as high anywhere on the axis."""
FINE = 4
"""Lines for each cycle over the interval: a peak falls between coarser ones."""
BESIDE = 3.0
"""Cycles over the interval to both sides that are compared with a peak, without its own foot."""
SHARP = 0.2
"""Part of the power of a peak that is between it and others, where it is one of a wave."""
MEMORIES = 1 - np.geomspace(1, 1e-3, 40)
"""Correlations of neighbours that are tried for noise."""
LEAST = 8
"""Rows below which nothing can be told from noise: 3 numbers for a wave, 2 for the line."""
ROUNDS = 6
"""Of Gauss and Newton; the frequency of a wave is about right before the first."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Waves that were found in data, in rising order of frequency.

    Attributes
    ----------
    omega
        Shape (p,): angular frequencies, radians per unit of x.
    amplitude
        Shape (p,): of the sine waves.
    error
        Shape (p,): standard error of ``omega``, if the rest is white noise.
    """

    omega: Floats
    amplitude: Floats
    error: Floats


def estimate(x: Floats, y: Floats, *, most: int, floor: float, highest: float) -> Estimate:
    """Find the sine waves in data, the strongest first, until only noise is left.

    Parameters
    ----------
    x, y
        Shape (n,): positions, in any order, and values.
    most
        How many waves at most.
    floor
        Part of the largest amplitude below which waves are left out.
    highest
        The largest angular frequency that the positions can tell from others.
    """
    places = lattice(x)
    if places is None or len(x) < LEAST or np.ptp(y) == 0:
        return _fit(x, y, np.empty(0))
    search = _Search(x, places, highest)
    found, refused = np.empty(0), np.empty(0)
    fit = _fit(x, y, found)
    while len(found) < most:
        rest = _innovations(x, _rest(x, y, found))
        candidate = search.candidate(rest, np.concatenate([found, refused]))
        if candidate is None:
            break
        tried = _refined(x, y, np.append(found, candidate), search.cycle)
        larger = _fit(x, y, tried)
        if not search.holds(tried) or larger.amplitude.min() < floor * larger.amplitude.max():
            refused = np.append(refused, candidate)
            if len(refused) > most:
                break
            continue
        found, fit = tried, larger
    return fit


class _Search:
    """The axis of a periodogram and the sums that do not depend on the values."""

    def __init__(self, x: Floats, places: Lattice, highest: float) -> None:
        self._x, self._lattice = x, places
        length = float(np.ptp(x))
        self.cycle = 2 * math.pi / length
        self._highest = highest
        slots = FINE * (int(self._lattice.place.max()) + 1)
        self._slots = 1 << (slots - 1).bit_length()
        step = 2 * math.pi / (self._slots * self._lattice.spacing)
        line = np.arange(math.ceil(self.cycle / 2 / step), math.floor(highest / step) + 1)
        self._line = line[line <= self._slots // 2]
        self.omega = np.asarray(self._line * step, dtype=np.float64)
        self._null, _ = np.linalg.qr(_base(x))
        self._white = math.sqrt(4 * math.pi * float(np.var(x))) * highest / (2 * math.pi)
        self._squares()

    def _squares(self) -> None:
        """Sum cos^2, sin^2 and cos sin at each frequency, less what the straight line takes."""
        every = np.bincount(self._lattice.place, minlength=self._slots)
        double = np.fft.fft(every)[2 * self._line % self._slots]
        lines = [self._sums(column) for column in self._null.T]
        half = len(self._x) / 2
        self._cc = half + double.real / 2 - sum(s.real**2 for s in lines)
        self._ss = half - double.real / 2 - sum(s.imag**2 for s in lines)
        self._cs = -double.imag / 2 + sum(s.real * s.imag for s in lines)
        self._det = np.maximum(self._cc * self._ss - self._cs**2, 1e-9 * half**2)

    def _sums(self, values: Floats) -> Complex:
        """Sum values exp(-i omega x) at each frequency."""
        placed = np.bincount(self._lattice.place, values, self._slots)
        return np.asarray(np.fft.rfft(placed)[self._line])

    def power(self, values: Floats) -> Floats:
        """Return the part of the squares that a wave takes, beside a line; shape (k,)."""
        rest = values - self._null @ (self._null.T @ values)
        total = float(rest @ rest)
        if total <= 0:
            return np.zeros(len(self.omega))
        sums = self._sums(rest)
        c, s = sums.real, -sums.imag
        taken = c**2 * self._ss + s**2 * self._cc - 2 * c * s * self._cs
        return np.asarray(np.clip(taken / self._det / total, 0.0, 1.0))

    def candidate(self, values: Floats, known: Floats) -> float | None:
        """Return the frequency of the highest peak that is none of noise, nor a known one."""
        power = self.power(values)
        is_peak = np.zeros(len(power), dtype=bool)
        is_peak[1:-1] = (power[1:-1] > power[:-2]) & (power[1:-1] >= power[2:])
        for omega in known:
            is_peak &= np.abs(self.omega - omega) > self.cycle
        for at in sorted(np.flatnonzero(is_peak).tolist(), key=lambda at: -power[at]):
            if self._is_white(float(power[at])):
                return None
            if self._is_sharp(power, at):
                return float(self.omega[at])
        return None

    def _is_white(self, power: float) -> bool:
        """Tell whether white noise would show a peak as high: eq. 6 of Baluev (2008)."""
        free = len(self._x) - self._null.shape[1]
        rest = free - 2
        gamma = math.exp(math.lgamma(free / 2) - math.lgamma((free - 1) / 2))
        gamma *= math.sqrt(2 / free)
        left = max(1 - power, 0.0)
        tau = gamma * self._white * left ** ((rest - 1) / 2) * math.sqrt(free * power / 2)
        single = left ** (rest / 2)
        return bool(1 - (1 - single) * math.exp(-tau) > FALSE_ALARM)

    def _is_sharp(self, power: Floats, at: int) -> bool:
        """Tell a line from a hill: of what is beside it at least a quarter is far below it."""
        away = np.abs(self.omega - self.omega[at]) / self.cycle
        beside = power[(away > 1) & (away < BESIDE)]
        return bool(not len(beside) or np.quantile(beside, 0.25) < SHARP * power[at])

    def holds(self, omega: Floats) -> bool:
        """Tell whether refined frequencies are on the axis and apart from each other."""
        apart = np.diff(np.sort(omega))
        is_inside = self.cycle / 2 <= omega.min() and omega.max() <= self._highest
        return bool(is_inside and (not len(apart) or apart.min() > self.cycle))


def _innovations(x: Floats, y: Floats) -> Floats:
    """Return what is new at each position, for noise that remembers its neighbour; shape (n,).

    Noise of a correlation that falls exponentially with the distance, whose memory is the most
    likely of some: 0 for white noise, nearly 1 for a random walk. A wave stays one.
    """
    order = np.argsort(x, kind="stable")
    gaps, values = np.diff(x[order]), y[order]
    gaps = np.maximum(gaps / max(float(np.median(gaps)), 1e-300), 0.0)
    best, least = values, math.inf
    for memory in MEMORIES.tolist():
        kept = memory**gaps
        left = np.concatenate([[1.0], 1 - kept**2])
        new = np.concatenate([values[:1], values[1:] - kept * values[:-1]])
        scaled = new / np.sqrt(np.maximum(left, 1e-12))
        cost = len(y) * math.log(max(float(scaled @ scaled), 1e-300)) + float(
            np.log(np.maximum(left, 1e-12)).sum()
        )
        if cost < least:
            best, least = scaled, cost
    found = np.empty(len(y))
    found[order] = best
    return found


def _base(x: Floats) -> Floats:
    """Return the columns of a straight line, shape (n, 2)."""
    middle, half = (x.max() + x.min()) / 2, np.ptp(x) / 2
    return np.column_stack([np.ones(len(x)), (x - middle) / half])


def _columns(x: Floats, omega: Floats) -> Floats:
    turns = np.outer(x - x.min(), omega)
    return np.column_stack([_base(x), np.cos(turns), np.sin(turns)])


def _rest(x: Floats, y: Floats, omega: Floats) -> Floats:
    columns = _columns(x, omega)
    return np.asarray(y - columns @ _factors(columns, y))


def _factors(columns: Floats, y: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(columns, y)[0], dtype=np.float64)


def _with_slopes(x: Floats, omega: Floats, factors: Floats) -> Floats:
    """Append how the waves change with their frequencies, shape (n, 2 + 3 p)."""
    count, t = len(omega), x - x.min()
    turns = np.outer(t, omega)
    a, b = factors[2 : 2 + count], factors[2 + count : 2 + 2 * count]
    slopes = (b * np.cos(turns) - a * np.sin(turns)) * t[:, None]
    return np.column_stack([_columns(x, omega), slopes])


def _refined(x: Floats, y: Floats, omega: Floats, cycle: float) -> Floats:
    """Fit frequencies, amplitudes, phases and the line together, by Gauss-Newton."""
    for _ in range(ROUNDS):
        factors = _factors(_columns(x, omega), y)
        full = _with_slopes(x, omega, factors)
        change = _factors(full, y)[-len(omega) :]
        omega = omega + np.clip(change, -cycle / 4, cycle / 4)
    return omega


def _fit(x: Floats, y: Floats, omega: Floats) -> Estimate:
    """Return amplitudes and standard errors of waves of known frequencies."""
    omega, count = np.sort(omega), len(omega)
    if not count:
        return Estimate(np.empty(0), np.empty(0), np.empty(0))
    factors = _factors(_columns(x, omega), y)
    amplitude = np.hypot(factors[2 : 2 + count], factors[2 + count :])
    full = _with_slopes(x, omega, factors)
    rest = _rest(x, y, omega)
    variance = float(rest @ rest) / max(1, len(x) - full.shape[1])
    spread = np.linalg.pinv(full.T @ full).diagonal()[-count:]
    return Estimate(omega, amplitude, np.sqrt(np.maximum(variance * spread, 0.0)))
