"""What is drawn of one-dimensional data, of baselines, and of the network before it was trained."""

from itertools import zip_longest

import pyqtgraph as pg

from training.analysis.results import Baseline
from training.data.kinds import Data1D
from widgets.look.tokens import DASH
from widgets.plots.grid_function import drawn, on_grid
from widgets.plots.legend import DASHES, LINE
from widgets.plots.live_plot import LivePlot, cache
from widgets.plots.style import DASHED, LIGHT, SECOND, PlotStyle
from widgets.plots.xy import NOTHING, XY

BASELINES = ((LINE, DASH["comparison"]), (DASHES, SECOND))
"""Signs and dashes of the curves of baselines, at most."""
TEST = 4
"""Pixels of a test point, before scaling."""
ON_TOP = 8
"""Height of training points: no curve covers them."""


class DataItems:
    """Items that stay as they are while a network trains: their pixels are kept."""

    def __init__(self, plot: LivePlot) -> None:
        self._ends = [pg.InfiniteLine(angle=90, movable=False) for _ in range(2)]
        self._test = pg.ScatterPlotItem(pxMode=True)
        self.initial = pg.PlotCurveItem(skipFiniteCheck=True)
        """The network at step 0."""
        self._target = pg.PlotCurveItem(skipFiniteCheck=True)
        self._points = pg.ScatterPlotItem(pxMode=True)
        self._baselines = [pg.PlotCurveItem(skipFiniteCheck=True) for _ in BASELINES]
        self._points.setZValue(ON_TOP)
        self._style = LIGHT
        for item in (
            *self._ends,
            self._test,
            self.initial,
            self._target,
            self._points,
            *self._baselines,
        ):
            plot.addItem(item)
            cache(item)

    def show(self, data: Data1D, baselines: tuple[Baseline, ...]) -> None:
        """Draw data, and the curves that are computed from them beside the network's."""
        self._target.setData(*drawn(on_grid(data, data.target, data.target_fine)))
        self._points.setData(data.x_train, data.y_train)
        for item, baseline in zip_longest(self._baselines, baselines):
            function = on_grid(data, baseline.values, baseline.fine) if baseline else None
            item.setData(*drawn(function))
        self._test.setData(*drawn_test_points(data))
        for end, position in zip(self._ends, data.interval, strict=True):
            end.setPos(position)
        self._style_points()

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._style = style
        self._target.setPen(style.pen("target"))
        self.initial.setPen(style.pen("initial"))
        for item, (_, dash) in zip(self._baselines, BASELINES, strict=True):
            item.setPen(style.pen("comparison", None, dash))
        for end in self._ends:
            end.setPen(style.pen("faint", 1, DASHED))
        self._style_points()

    def _style_points(self) -> None:
        style = self._style
        style.shape_points(self._points)
        self._test.setSize(TEST * style.scale)
        self._test.setBrush(style.colour("test", 0.6))
        self._test.setPen(None)


def drawn_test_points(data: Data1D) -> XY:
    """Return the test points to draw, shapes (m,): those of a formula lie on the target."""
    return NOTHING if len(data.target) else (data.x_test, data.y_test)
