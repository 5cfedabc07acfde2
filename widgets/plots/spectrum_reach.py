"""How far a spectrum is seen, without Qt."""

import math

from training.analysis.frequencies import Frequencies, SpectrumSetup

LEAST = 10
"""Lines that are shown at least."""


def aliasing_limit(setup: Frequencies | None) -> float:
    """Return the angular frequency beyond which samples cannot tell waves apart; inf: none."""
    return setup.limit if isinstance(setup, SpectrumSetup) else math.inf


def reach(setup: Frequencies) -> float:
    """Return the angular frequency at which the axis ends: what is tracked, and as much again."""
    omega, peaks = setup.omega, setup.peaks
    wanted = 2 * peaks.max() if len(peaks) else omega[setup.in_target].max(initial=0.0)
    end = float(max(wanted, omega[min(len(omega) - 1, LEAST)]))
    limit = aliasing_limit(setup)
    return min(end, limit if limit < 2 * omega[-1] - omega[-2] else float(omega[-1]))
