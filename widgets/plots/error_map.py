"""The errors of all frequencies at all steps as a picture of few rows and columns; no Qt."""

import math

import numpy as np
from numpy.typing import NDArray

from training.analysis.frequencies import Frequencies
from training.arrays import Floats, Floats32, Steps
from training.messages.readings import Curve
from widgets.plots.pyramid import GrowingArray

ROWS = 200
"""Rows of the picture, however many the frequencies."""


class ErrorHistory:
    """Relative errors of n frequencies at the measured steps."""

    def __init__(self, frequencies: int) -> None:
        self._frequencies = frequencies
        self._steps = GrowingArray(dtype=np.int64)
        self._errors = GrowingArray((frequencies,))

    def append(self, curve: Curve) -> None:
        """Append the samples of a Frame; those of another number of frequencies are left out."""
        if curve.values.shape[1] == self._frequencies:
            self._steps.append(curve.steps)
            self._errors.append(curve.values)

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def steps(self) -> Steps:
        """Measured steps, shape (m,)."""
        return self._steps.values

    def index(self, step: float) -> int:
        """Return the number of the sample at a step, or of the last one before."""
        return max(0, int(np.searchsorted(self.steps, step, side="right")) - 1)

    def error(self, index: int, row: int) -> float:
        """Return the error of a frequency in a sample."""
        return float(self._errors.values[index, row])

    def picture(self, setup: Frequencies, at: Floats) -> Floats32:
        """Return errors, shape (rows, c), at steps ``at``, shape (c,); see ``rows``.

        It is nan where the target has nothing, and before the first sample and after the last.
        """
        chosen, _ = rows(setup.target_magnitude)
        index = np.searchsorted(self.steps, at, side="right") - 1
        picture = self._errors.values[np.maximum(index, 0)][:, chosen].T.astype(np.float32)
        picture[:, (index < 0) | (at > self.steps[-1])] = np.nan
        picture[~setup.in_target[chosen]] = np.nan
        return picture


def rows(magnitude: Floats) -> tuple[NDArray[np.intp], int]:
    """Return which of the frequencies, shape (n,), are drawn, and how many each stands for.

    Of more lines than the screen has, the strongest of the target among neighbours: a single
    line would fall between two pixels.
    """
    together = math.ceil(len(magnitude) / ROWS)
    padded = np.pad(magnitude, (0, -len(magnitude) % together), constant_values=-1.0)
    groups = padded.reshape(-1, together)
    return np.arange(len(groups)) * together + groups.argmax(axis=1), together


def height(setup: Frequencies) -> float:
    """Return the upper end of the picture, whose lower one is half a line below 0."""
    chosen, together = rows(setup.target_magnitude)
    return spacing(setup) * (len(chosen) * together - 0.5)


def top(setup: Frequencies) -> float:
    """Return up to which frequency something is seen: above, the target has nothing."""
    omega, used = setup.omega, np.flatnonzero(setup.in_target)
    last = omega[min(len(omega) - 1, (used[-1] if len(used) else 0) + 1)]
    return float(last + spacing(setup) / 2)


def spacing(setup: Frequencies) -> float:
    """Return the distance of two frequencies."""
    return float(setup.omega[1] - setup.omega[0])
