"""Upright lines at the tracked frequencies, with their names."""

from collections.abc import Sequence

import pyqtgraph as pg

from training.arrays import Floats
from widgets.plots.live_plot import LivePlot
from widgets.plots.style import DOTTED, PlotStyle

RIGHT = {"position": 0.94, "anchors": [(0.0, 0.5), (0.0, 0.5)]}
"""A label stands to the right of its line, wherever that is; by itself it changes sides."""
HIGHEST, LOWER, HEIGHTS = 0.94, 0.08, 3
"""Part of the height at which names stand, in turn; side by side they would collide."""


class PeakLines:
    """Lines that are made once and used again."""

    def __init__(self, plot: LivePlot) -> None:
        self._plot = plot
        self.lines: list[pg.InfiniteLine] = []

    def show(
        self, positions: Floats, names: Sequence[str], style: PlotStyle, *, are_drawn: bool = True
    ) -> None:
        """Draw a line at each position on the axis, shape (n,), or only its name."""
        while len(self.lines) < len(names):
            line = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts=RIGHT)
            self._plot.addItem(line)
            self.lines.append(line)
        for index, line in enumerate(self.lines):
            line.setVisible(index < len(names))
            line.setPen(style.pen("axis", 1, DOTTED) if are_drawn else None)
            if index < len(names):
                line.setPos(float(positions[index]))
                line.label.setFormat(names[index])
                line.label.setColor(style.points)
                line.label.setFont(style.font(9))
                line.label.setPosition(HIGHEST - LOWER * (index % HEIGHTS if are_drawn else 0))
