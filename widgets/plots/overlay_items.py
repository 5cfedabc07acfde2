"""What is drawn of overlays: a curve for each, and an area between the edges of a band."""

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from widgets.look.tokens import LINE
from widgets.plots.live_plot import LivePlot, cache
from widgets.plots.overlay import Overlay
from widgets.plots.style import DASHED, PlotStyle
from widgets.plots.xy import XY

CurvesOf = Callable[[Overlay], Sequence[XY]]
"""Returns the curves of an overlay in a view, always as many; those it lacks are empty."""
OPACITY = 0.22
CurveKey = tuple[int, int]
"""Number of the overlay, and number of the curve in the view."""


class OverlayItems:
    """Items of a plot that are made once and used again."""

    def __init__(self, plot: LivePlot) -> None:
        self._plot = plot
        self.curves: dict[CurveKey, pg.PlotCurveItem] = {}
        self.bands: dict[CurveKey, QGraphicsPathItem] = {}

    def draw(self, overlays: Sequence[Overlay], curves_of: CurvesOf, style: PlotStyle) -> None:
        """Draw overlays in their colours; the first curve of each stands out."""
        drawn = {
            (number, group): xy
            for number, overlay in enumerate(overlays)
            for group, xy in enumerate(curves_of(overlay))
        }
        for key in drawn.keys() - self.curves.keys():
            self.curves[key] = self._new_curve()
        for key, item in self.curves.items():
            item.setData(*drawn.get(key, ([], [])))
            if key in drawn:
                item.setPen(_pen(style, overlays[key[0]].style, key[1]))
        self._draw_bands(overlays, curves_of, style)

    def _new_curve(self) -> pg.PlotCurveItem:
        item = pg.PlotCurveItem(skipFiniteCheck=True)
        item.setZValue(-1)
        cache(item)
        self._plot.addItem(item)
        return item

    def _draw_bands(
        self, overlays: Sequence[Overlay], curves_of: CurvesOf, style: PlotStyle
    ) -> None:
        drawn = {
            (number, group): edges
            for number, overlay in enumerate(overlays)
            if overlay.band is not None
            for group, edges in enumerate(zip(*map(curves_of, overlay.band), strict=True))
        }
        for key in drawn.keys() - self.bands.keys():
            self.bands[key] = item = QGraphicsPathItem()
            item.setZValue(-2)
            item.setPen(QColor(Qt.GlobalColor.transparent))
            self._plot.addItem(item)
        for key, item in self.bands.items():
            item.setVisible(key in drawn)
            if key in drawn:
                colour = QColor(style.run_colour(overlays[key[0]].style))
                colour.setAlphaF(OPACITY)
                item.setBrush(colour)
                item.setPath(_area(*drawn[key]))


def _pen(style: PlotStyle, run: int, group: int) -> object:
    if group == 0:
        return style.run_pen(run)
    return style.run_pen(run, LINE["test"], DASHED)


def _area(lower: XY, upper: XY) -> QPainterPath:
    x = np.concatenate([lower[0], upper[0][::-1]])
    y = np.concatenate([lower[1], upper[1][::-1]])
    path: QPainterPath = pg.arrayToQPath(x.astype(np.float64), y.astype(np.float64))
    return path
