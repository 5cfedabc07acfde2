"""Items with which losses are drawn."""

from collections.abc import Mapping

import pyqtgraph as pg

from training.messages.readings import Series
from widgets.plots.best_mark import BestMark
from widgets.plots.legend import DASHES, DOTS, LINE
from widgets.plots.live_plot import LivePlot
from widgets.plots.style import DOTTED, PlotStyle
from widgets.plots.xy import XY

SIGNS = {
    Series.TRAIN_LOSS: ("network", LINE),
    Series.TEST_LOSS: ("test", DASHES),
    Series.TEST_BEYOND: ("test", DOTS),
}
"""Colour of the style, and sign of the legend."""
BEYOND = 0.6
"""Opacity of the test loss beyond the data."""
BATCH = 0.45
"""Opacity of the loss of each step."""


class LossItems:
    """A curve of each step, one for each measured loss, and a star at the least test loss."""

    def __init__(self, plot: LivePlot) -> None:
        self.batch, train, test, beyond = (pg.PlotCurveItem(skipFiniteCheck=True) for _ in range(4))
        self.measured = dict(zip(SIGNS, (train, test, beyond), strict=True))
        self.best = BestMark()
        for item in (self.batch, train, beyond, test, self.best):
            plot.addItem(item)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.batch.setPen(pg.mkPen(style.colour("network", BATCH), width=style.pixels))
        self.measured[Series.TRAIN_LOSS].setPen(style.pen("network"))
        self.measured[Series.TEST_LOSS].setPen(style.pen("test"))
        dotted = style.pen("test", 1.5, DOTTED)
        dotted.setColor(style.colour("test", BEYOND))
        self.measured[Series.TEST_BEYOND].setPen(dotted)
        self.best.set_style(style)

    def draw(self, batch: XY, measured: Mapping[Series, XY], best: XY) -> None:
        """Draw curves at their positions on the axes."""
        self.batch.setData(*batch)
        for name, item in self.measured.items():
            item.setData(*measured[name])
        self.best.setData(*best)
