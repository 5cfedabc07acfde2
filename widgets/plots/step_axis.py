"""The horizontal axis of views over steps: linear or logarithmic, extended seldom."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from widgets.plots.log_scale import log10

FIRST_STEP = 0.5
"""Where step 0 is drawn on a logarithmic axis."""
FIRST_END, LEAP = 10.0, 1.25
FARTHEST = 18
"""Power of ten beyond which nobody looks; a float ends at 308."""


class StepAxis:
    """Maps steps to positions, and decides where the axis ends."""

    def __init__(self) -> None:
        self.is_log = False
        self._end = 0.0

    def reset(self) -> None:
        """Begin with a new run."""
        self._end = 0.0

    def positions(self, steps: NDArray[np.generic]) -> NDArray[np.float64]:
        """Map steps to positions on the axis."""
        return log10(steps, FIRST_STEP) if self.is_log else np.asarray(steps, dtype=np.float64)

    def step(self, position: float) -> float:
        """Map a position back to a step."""
        return float(10 ** min(position, FARTHEST)) if self.is_log else position

    def span(self, last: int) -> tuple[float, float]:
        """Return begin and end of the axis for a run at step ``last``.

        The end leaps ahead by a quarter, so that axis and grid are repainted seldom; always to the
        same places, whichever steps were shown in between.
        """
        if self._end <= last or last < 0.2 * self._end:
            leaps = math.floor(math.log(max(1.0, last / FIRST_END)) / math.log(LEAP) + 1e-9) + 1
            self._end = FIRST_END * LEAP ** (leaps if last >= FIRST_END else 0)
        begin, end = self.positions(np.array([0.0, self._end]))
        return float(begin), float(end)


class StepCursor(pg.InfiniteLine):
    """A line at the recorded step that is shown; hidden while what is live is shown."""

    def __init__(self) -> None:
        super().__init__(angle=90, movable=False)
        self._step: int | None = None
        self.hide()

    def show_step(self, step: int | None, axis: StepAxis) -> None:
        """Point at a step, or hide."""
        self._step = step
        self.place(axis)

    def place(self, axis: StepAxis) -> None:
        """Find the place again, after the axis changed."""
        self.setVisible(self._step is not None)
        if self._step is not None:
            self.setPos(float(axis.positions(np.array([self._step]))[0]))


class MouseCursor(pg.InfiniteLine):
    """A line at the mouse; hidden while that is elsewhere."""

    def __init__(self) -> None:
        super().__init__(angle=90, movable=False)
        self.hide()

    def follow(self, position: QPointF | None) -> None:
        """Go to a position of the mouse in the plot's coordinates, or hide."""
        self.setVisible(position is not None)
        if position is not None:
            self.setPos(position.x())
