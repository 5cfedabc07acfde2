"""A picture of the cosines between each two neurons."""

import pyqtgraph as pg
from typing_extensions import override

from training.analysis.neurons import similarity
from training.messages.readings import Neurons
from widgets.plots.colour_bar import ColourBar
from widgets.plots.live_plot import LivePlot
from widgets.plots.neuron_trails import in_order
from widgets.plots.palettes import diverging
from widgets.plots.style import PlotStyle

MARGINS = (10, 0, 10, 0)
"""Pixels round the matrix, for the labels at the ends of its scale."""


class CosineMatrix(LivePlot):
    """Reddish points the same way, bluish the opposite; ordered by the leading direction."""

    def __init__(self) -> None:
        super().__init__()
        item = self.getPlotItem()
        item.hideAxis("left")
        item.hideAxis("bottom")
        item.layout.setContentsMargins(*MARGINS)
        self.box.setAspectLocked(True)
        self._image = pg.ImageItem()
        self.addItem(self._image)
        self.bar = ColourBar(item, (-1.0, 1.0), (-1, 0, 1), lies=True)

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self.bar.set_style(style)
        colours = diverging(is_dark=style.is_dark)
        self._image.setColorMap(colours)
        self.bar.setColorMap(colours)

    def show_neurons(self, reading: Neurons) -> None:
        """Draw neurons; nothing where all are dead."""
        directions = in_order(reading)
        count = len(directions)
        if not count:
            self.clear_picture()
            return
        self._image.setImage(similarity(directions), levels=(-1, 1))
        self.box.setRange(xRange=(0, count), yRange=(0, count), padding=0)

    def clear_picture(self) -> None:
        """Draw nothing."""
        self._image.clear()
