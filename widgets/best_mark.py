"""A star where a loss is least."""

import pyqtgraph as pg

from widgets.style import PlotStyle


class BestMark(pg.ScatterPlotItem):
    """One star, or none."""

    def __init__(self) -> None:
        super().__init__(pxMode=True, symbol="star")

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.setSize(13 * style.scale)
        self.setBrush(style.colour("mark"))
        self.setPen(style.pen("background"))
