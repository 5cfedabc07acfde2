"""The scale of colours beside a plot, in the colours and sizes of its style."""

import math
from collections.abc import Sequence

import pyqtgraph as pg

from training.number_format import readable
from widgets.plots.palettes import sequential
from widgets.plots.style import PlotStyle

BESIDE, BELOW = (2, 5), (5, 1)
"""Row and column of a plot's layout, as pyqtgraph itself places a bar of an image."""

GAP = 5
"""Pixels between plot and bar."""


class ColourBar(pg.ColorBarItem):
    """A bar that only shows; right of a plot, or below it where it lies.

    Parameters
    ----------
    plot
        Beside which it stands.
    values
        What the ends stand for, in the units of what is coloured.
    ticks
        Values that are written beside it; none lets pyqtgraph choose.
    is_log
        Whether ``values`` and ``ticks`` are written as they are but evenly spaced in logarithms.
    """

    def __init__(
        self,
        plot: pg.PlotItem,
        values: tuple[float, float] = (0.0, 1.0),
        ticks: Sequence[float] = (),
        *,
        lies: bool = False,
        is_log: bool = False,
    ) -> None:
        place = math.log10 if is_log else float
        super().__init__(
            values=(place(values[0]), place(values[1])),
            width=12,
            colorMap=sequential(),
            interactive=False,
            colorMapMenu=False,
            orientation="horizontal" if lies else "vertical",
        )
        if ticks:
            self.axis.setTicks([[(place(tick), readable(tick, 6)) for tick in ticks]])
        self.axis.setStyle(hideOverlappingLabels=False)  # those of the ends stand out of it
        plot.layout.setColumnFixedWidth(4, GAP)
        plot.layout.addItem(self, *(BELOW if lies else BESIDE))

    def name(self, text: str) -> None:
        """Say what is coloured."""
        self.setLabel("bottom" if self.horizontal else "left", text)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        for side in ("left", "right", "top", "bottom"):
            axis = self.getAxis(side)
            axis.setTextPen(style.text)
            axis.setPen(style.pen("axis"))
            axis.label.setFont(style.font(9))
        self.axis.setTickFont(style.font(8))
