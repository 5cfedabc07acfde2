"""A star at the least test loss, where the engine says that it is."""

import math

import numpy as np
import pyqtgraph as pg

from training.messages.announcements import Frame
from training.messages.readings import BestFit, Curve
from widgets.look.tokens import MARKER
from widgets.plots.style import PlotStyle

ON_TOP = 7
"""Height: no curve covers it."""
NOWHERE = Curve(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


class BestMark(pg.ScatterPlotItem):
    """One star, or none.

    It is that of the newest ``BestFit``, whose function other views draw: where data or loss
    changed, the engine looks for the least anew.
    """

    def __init__(self) -> None:
        super().__init__(pxMode=True, symbol="star")
        self.setZValue(ON_TOP)
        self._best: BestFit | None = None

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.setSize(MARKER.star * style.scale)
        self.setBrush(style.colour("test"))
        self.setPen(style.pen("halo_colour"))

    def forget(self) -> None:
        """Begin with a new run."""
        self._best = None

    def take(self, frame: Frame) -> None:
        """Take what a Frame says of it."""
        self._best = frame.readings.get(BestFit) or self._best

    def least(self, test: Curve | None) -> Curve:
        """Return the sample to mark, or none; of the curve where the engine said nothing, once."""
        if self._best is not None:
            if not math.isfinite(self._best.loss):
                return NOWHERE
            step = np.array([self._best.step], dtype=np.int64)
            return Curve(step, np.array([self._best.loss], dtype=np.float32))
        if test is None or not len(test.steps):
            return NOWHERE
        best = int(np.argmin(test.values))
        return Curve(test.steps[best : best + 1], test.values[best : best + 1])
