"""Pictures of one size side by side: a plot without axes, whose pixels are square."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QTransform
from typing_extensions import override

from widgets.plots.live_plot import LivePlot
from widgets.plots.style import PlotStyle

GAP = 0.04
"""Distance of two pictures, in parts of the larger side."""
TITLE = 22
"""Pixels of the screen that a title needs."""


class Pictures(LivePlot):
    """A number of images with titles, in as many columns as make them largest.

    Rows of an image go downwards, as in an array.
    """

    def __init__(self, count: int) -> None:
        super().__init__()
        for side in ("left", "bottom"):
            self.getPlotItem().hideAxis(side)
        self.box.setAspectLocked(True)
        self.box.invertY(True)
        self.images = [pg.ImageItem() for _ in range(count)]
        self._titles = [pg.TextItem(anchor=(0.5, 1)) for _ in range(count)]
        self._texts = [""] * count
        self._count, self._shape = count, (1, 1)
        for item in (*self.images, *self._titles):
            self.addItem(item)
        self.box.sigResized.connect(self._on_box_resized)

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        for item in self._titles:
            item.setColor(style.text)
        self.set_title_font(style.font(10))

    def set_titles(self, titles: Sequence[str], colours: Sequence[str] = ()) -> None:
        """Name the pictures; in colours of their own, if wanted."""
        self._texts = list(titles)
        self._write_titles()
        for item, colour in zip(self._titles, colours, strict=False):
            item.setColor(colour)

    def set_title_font(self, font: QFont) -> None:
        """Write the names in another size."""
        for item in self._titles:
            item.setFont(font)
        self._write_titles()

    def _write_titles(self) -> None:
        """Write them no wider than a picture; where one is cut, its end is still seen."""
        room = self._shape[1] * self._scale(self._across)
        for item, text in zip(self._titles, self._texts, strict=True):
            metrics = QFontMetrics(item.textItem.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, math.ceil(room))
            if shown != item.toPlainText():
                item.setText(shown)

    @property
    def _across(self) -> int:
        """How many pictures in a row make them largest."""
        return max(range(1, self._count + 1), key=self._scale)

    def show_count(self, count: int) -> None:
        """Show only the first so many."""
        if count != self._count:
            self._count = count
            for number, items in enumerate(zip(self.images, self._titles, strict=True)):
                for item in items:
                    item.setVisible(number < count)
            self._lay_out()

    def set_shape(self, shape: tuple[int, int]) -> None:
        """Say how many rows and columns each image has, and show all of them."""
        if shape != self._shape:
            self._shape = shape
            self._lay_out()

    def set_image(
        self, number: int, values: NDArray[np.generic] | None, levels: tuple[float, float]
    ) -> None:
        """Show an array, shape (h, w) or (h, w, 4); None shows none.

        One that has a multiple of the rows and columns is shown as large as the others.
        """
        self.images[number].setVisible(values is not None)
        if values is not None:
            part = self._shape[0] / len(values)
            self.images[number].setTransform(QTransform.fromScale(part, part))
            self.images[number].setImage(values, levels=levels)

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of the pixel at a position of the plot, or None beside all."""
        rows, columns = self._shape
        for image in self.images[: self._count]:
            column, row = math.floor(x - image.x()), math.floor(y - image.y())
            if 0 <= row < rows and 0 <= column < columns:
                return row, column
        return None

    def number_at(self, x: float, y: float) -> int | None:
        """Return the number of the picture at a position of the plot, or None beside all."""
        rows, columns = self._shape
        for number, image in enumerate(self.images[: self._count]):
            if 0 <= x - image.x() < columns and 0 <= y - image.y() < rows:
                return number
        return None

    # --- layout ---

    def _lay_out(self) -> None:
        rows, columns = self._shape
        gap = GAP * max(rows, columns)
        across = self._across
        down = math.ceil(self._count / across)
        title = TITLE / self._scale(across)
        for number, (image, name) in enumerate(zip(self.images, self._titles, strict=True)):
            left = (number % across) * (columns + gap)
            top = title + (number // across) * (rows + title + gap)
            image.setPos(left, top)
            name.setPos(left + columns / 2, top)
        width = across * (columns + gap) - gap
        height = down * (rows + title + gap) - gap
        self._write_titles()
        self.box.setRange(xRange=(0, width), yRange=(0, height), padding=0.01)

    def _scale(self, across: int) -> float:
        """Return how many pixels of the screen a pixel gets with so many pictures in a row."""
        rows, columns = self._shape
        down = math.ceil(self._count / across)
        scale = min(self.width() / across / columns, (self.height() / down - TITLE) / rows)
        return max(float(scale), 0.1)

    @override
    def follow_again(self) -> None:
        super().follow_again()
        self._lay_out()

    @Slot()
    def _on_box_resized(self) -> None:
        if self.is_following:
            self._lay_out()
