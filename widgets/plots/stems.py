"""A line spectrum: a stem with a disc for each frequency, or a curve where they are too many."""

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from training.arrays import Floats, Floats32
from widgets.look.tokens import LINE, MARKER
from widgets.plots.live_plot import LivePlot
from widgets.plots.style import PlotStyle
from widgets.plots.xy import XY

MOST = 60
"""Frequencies up to which each has a stem of its own."""
SEEN = 0.02
"""Part of the highest value from which a disc or ring has its whole size."""
SMALL = 5.0
"""Pixels of the others."""


class NetworkStems:
    """What the network has learned: stems with discs."""

    def __init__(self, plot: LivePlot) -> None:
        self.line, self.dots = (
            pg.PlotCurveItem(skipFiniteCheck=True),
            pg.ScatterPlotItem(pxMode=True),
        )
        self._scale = 1.0
        plot.addItem(self.line)
        plot.addItem(self.dots)

    def set_style(self, style: PlotStyle, *, are_stems: bool) -> None:
        """Take colours and sizes."""
        self._scale = style.scale
        pen = style.pen("network", LINE["stem"] if are_stems else None)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.line.setPen(pen)
        self.dots.setBrush(style.colour("network"))
        self.dots.setPen(style.pen("halo_colour", 1))

    def show(self, x: Floats, y: Floats | Floats32, bottom: float, *, are_stems: bool) -> None:
        """Draw values from a height on, shapes (n,)."""
        if not are_stems:
            self.line.setData(x, y, connect="all")
            self.dots.setData([], [])
            return
        feet = np.full(len(y), bottom)
        ends = np.stack([feet, y], axis=1).ravel()
        self.line.setData(np.repeat(x, 2), ends, connect="pairs")
        self.dots.setData(x, y, size=self._scale * _sizes(y, bottom, MARKER.spectrum))

    def clear(self) -> None:
        """Draw nothing."""
        self.line.setData([], [], connect="all")
        self.dots.setData([], [])


class TargetRings:
    """What there is to learn: rings, into which the discs come."""

    def __init__(self, plot: LivePlot) -> None:
        self.line, self.rings = (
            pg.PlotCurveItem(skipFiniteCheck=True),
            pg.ScatterPlotItem(pxMode=True),
        )
        self._scale = 1.0
        plot.addItem(self.line)
        plot.addItem(self.rings)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._scale = style.scale
        self.line.setPen(style.pen("target"))
        self.rings.setPen(style.pen("target", dash=()))
        self.rings.setBrush(None)

    def show(self, xy: XY, bottom: float, *, are_stems: bool) -> None:
        """Draw values, shapes (n,)."""
        x, y = xy
        self.line.setData(*(([], []) if are_stems else xy))
        if not are_stems:
            self.rings.setData([], [])
            return
        seen = _sizes(y, bottom, MARKER.target_ring) > SMALL
        self.rings.setData(x[seen], y[seen], size=self._scale * MARKER.target_ring)


def _sizes(y: NDArray[Any], bottom: float, whole: float) -> Floats:
    """Return the diameters of discs, shape (n,): those of next to nothing are small."""
    top = float(np.max(y, initial=bottom))
    return np.where(y - bottom > SEEN * (top - bottom), whole, SMALL)
