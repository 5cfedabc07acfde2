"""Sine waves in data without a formula: detected, tested against noise, and refined.

A generalised Lomb-Scargle periodogram (Zechmeister and Kuerster 2009, with a straight line in
place of their constant) is searched for its highest peak; all waves so far are fitted together
and subtracted, and the residual is searched again. The number of waves is chosen by penalised
likelihood. Noise is AR(1); its correlation is fitted anew for each number of waves, as the residual
of one of several waves looks like a random walk. The penalty of a wave follows from the bound of
Baluev (2008) on the probability of a false alarm in white noise, raised to hold for a random walk.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from training.analysis.lattice import Lattice, lattice
from training.analysis.wave_fit import NOTHING, Estimate, WaveFit
from training.arrays import Complex, Floats

FALSE_ALARM = 0.01
"""Probability that noise alone gives one wave anywhere on the axis."""
COLOURED = 1.25
"""Factor on the white-noise penalty, to cover coloured noise.

Of 100 random walks of 200 or 60 rows, 1 or 3 give a false alarm; without it, 4 or 9.
"""
AHEAD = 3
"""Waves added without a new best penalised likelihood, after which the search stops."""
TRIED = 5
"""Highest peaks that are tested for being sharp."""
FINE = 4
"""Oversampling: frequencies per 1 / interval; a coarser grid misses peaks."""
BESIDE = 3.0
"""Half width, in cycles over the interval, of the surroundings that a peak is compared with."""
SHARP = 0.2
"""Part of a peak's power below which a quarter of its surroundings lies, if it is sharp."""
LEAST = 8
"""Rows needed at least: a wave has 3 parameters, the line 2."""


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
        return NOTHING
    rows = WaveFit.with_line(x, y)
    search = _Search(rows, places, highest)
    omega = _kept(rows, search, max(_path(rows, search, most), key=lambda step: step.worth).omega)
    if not len(omega):
        return NOTHING
    waves = _levelled(rows, search, omega)
    sizes = np.sort(waves.amplitude)[::-1]
    least = max(floor * sizes[0], sizes[min(most, len(sizes)) - 1])
    return waves.of(waves.amplitude >= least)


def _levelled(rows: WaveFit, search: "_Search", omega: Floats) -> Estimate:
    """Refit with a constant in place of the line, unless the line pays for its parameter.

    A slow wave and a line are nearly collinear: a needless line makes the frequency uncertain. The
    penalty is that of one parameter in the criterion of Schwarz (1978).
    """
    level = rows.with_constant()
    tried = level.refined(omega, search.cycle)
    loss = level.noise(tried)[1] - rows.noise(omega)[1]
    if search.holds(tried) and loss < math.log(len(rows.x)):
        return level.estimate(tried)
    return rows.estimate(omega)


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A set of frequencies, and 2 log(likelihood) less penalties."""

    omega: Floats
    worth: float


def _path(rows: WaveFit, search: "_Search", most: int) -> list[_Step]:
    """Add waves one by one until more do not raise the penalised likelihood."""
    omega, refused, price = np.empty(0), np.empty(0), 0.0
    rest, cost = rows.noise(omega)
    steps, best = [_Step(omega, -cost)], 0
    while len(omega) < most + AHEAD and len(omega) < best + AHEAD and len(refused) <= most:
        seen = search.candidates((rows.rest(omega), rest), np.append(omega, refused))
        if not seen or search.price(len(omega) + 1) == math.inf:
            break
        tried = {new: rows.refined(np.append(omega, new), search.cycle) for new in seen}
        held = [waves for waves in tried.values() if search.holds(waves)]
        refused = np.append(refused, [new for new, w in tried.items() if not search.holds(w)])
        if held:
            noises = [rows.noise(waves) for waves in held]
            likeliest = min(range(len(held)), key=lambda at: noises[at][1])
            omega, (rest, cost) = held[likeliest], noises[likeliest]
            price += search.price(len(omega))
            steps.append(_Step(omega, -cost - price))
            best = max(range(len(steps)), key=lambda at: steps[at].worth)
    return steps


def _kept(rows: WaveFit, search: "_Search", omega: Floats) -> Floats:
    """Drop waves whose penalty exceeds what they add to the fit of all others."""
    while len(omega):
        cost, price = rows.noise(omega)[1], search.price(len(omega))
        gains = [rows.noise(np.delete(omega, at))[1] - cost for at in range(len(omega))]
        least = int(np.argmin(gains))
        if gains[least] >= price:
            break
        omega = np.delete(omega, least)
        omega = rows.refined(omega, search.cycle) if len(omega) else omega
    return omega


class _Search:
    """The axis of a periodogram and the sums that do not depend on the values."""

    def __init__(self, rows: WaveFit, places: Lattice, highest: float) -> None:
        x = rows.x
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
        self._null, _ = np.linalg.qr(rows.base)
        self._white = math.sqrt(4 * math.pi * float(np.var(x))) * highest / (2 * math.pi)
        self._squares()

    def _squares(self) -> None:
        """Sum cos^2, sin^2 and cos sin at each frequency, with the line projected out."""
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
        """Return the normalised power: the part of the sum of squares a wave explains; (k,)."""
        rest = values - self._null @ (self._null.T @ values)
        total = float(rest @ rest)
        if total <= 0:
            return np.zeros(len(self.omega))
        sums = self._sums(rest)
        c, s = sums.real, -sums.imag
        taken = c**2 * self._ss + s**2 * self._cc - 2 * c * s * self._cs
        return np.asarray(np.clip(taken / self._det / total, 0.0, 1.0))

    def candidates(self, series: Iterable[Floats], accepted: Floats) -> set[float]:
        """Return the highest sharp peak of each series away from ``accepted`` frequencies."""
        peaks = (self._candidate(values, accepted) for values in series)
        return {omega for omega in peaks if omega is not None}

    def _candidate(self, values: Floats, accepted: Floats) -> float | None:
        power = self.power(values)
        is_peak = np.zeros(len(power), dtype=bool)
        is_peak[1:-1] = (power[1:-1] > power[:-2]) & (power[1:-1] >= power[2:])
        for omega in accepted:
            is_peak &= np.abs(self.omega - omega) > self.cycle
        peaks = np.flatnonzero(is_peak)
        for at in peaks[np.argsort(-power[peaks], kind="stable")][:TRIED].tolist():
            if self._is_sharp(power, at):
                return float(self.omega[at])
        return None

    def price(self, count: int) -> float:
        """Return the penalty of the last of ``count`` waves in -2 log(likelihood).

        inf where no degrees of freedom are left.

        From the false-alarm probability W exp(-z) sqrt(z) of a peak z in white noise.
        """
        rows = len(self._x)
        free = rows - self._null.shape[1] - 3 * count
        z = 10.0
        for _ in range(20):
            z = max(math.log(max(self._white, 1.0) / FALSE_ALARM) + math.log(z) / 2, 1.0)
        return COLOURED * 2 * z * rows / free if free > 0 else math.inf

    def _is_sharp(self, power: Floats, at: int) -> bool:
        """Tell a line from a broad hill: a quarter of its surroundings must lie far below it."""
        away = np.abs(self.omega - self.omega[at]) / self.cycle
        flanks = power[(away > 1) & (away < BESIDE)]
        return bool(not len(flanks) or np.quantile(flanks, 0.25) < SHARP * power[at])

    def holds(self, omega: Floats) -> bool:
        """Tell whether refined frequencies are on the axis and apart from each other."""
        apart = np.diff(np.sort(omega))
        is_inside = self.cycle / 2 <= omega.min() and omega.max() <= self._highest
        return bool(is_inside and (not len(apart) or apart.min() > self.cycle))
