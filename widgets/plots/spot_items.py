"""Items with which one kind of error of several networks is drawn."""

from collections.abc import Sequence

import pyqtgraph as pg

from training.arrays import Floats
from widgets.look.tokens import Dash
from widgets.plots.style import PlotStyle


class SpotItems:
    """Triangles in the colours of their runs, joined by a line."""

    def __init__(self, dash: Dash, *, is_filled: bool) -> None:
        self._dash, self._is_filled = dash, is_filled
        self.join = pg.PlotCurveItem(skipFiniteCheck=False)
        self.spots = pg.ScatterPlotItem(pxMode=True, symbol="t1")

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.join.setPen(style.pen("axis", 1, self._dash))
        self.spots.setSize(12 * style.scale)

    def draw(self, x: Floats, y: Floats, runs: Sequence[int], style: PlotStyle) -> None:
        """Draw errors at positions, shapes (n,), of runs, each the number of its style."""
        colours = [style.run_colour(run) for run in runs]
        self.join.setData(x, y)
        self.spots.setData(
            x,
            y,
            pen=[pg.mkPen(colour, width=style.width(1.5)) for colour in colours],
            brush=[pg.mkBrush(colour if self._is_filled else None) for colour in colours],
        )
