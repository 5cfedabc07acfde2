"""A plot area in which a line can be drawn with the mouse."""

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from widgets.plots.live_plot import PlotBox


class FreehandBox(PlotBox):
    """Lets draw while it is switched on.

    Signals
    -------
    drawn
        Positions, shape (n, 2), when the button is let go.
    """

    drawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_drawing = False
        self.path = pg.PlotCurveItem()
        self._points: list[tuple[float, float]] = []
        self.addItem(self.path, ignoreBounds=True)

    @override
    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if not self.is_drawing or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if event.isStart():
            start = self.mapToView(event.buttonDownPos())
            self._points = [(start.x(), start.y())]
        position = self.mapToView(event.pos())
        self._points.append((position.x(), position.y()))
        self.path.setData(*np.array(self._points).T)
        if event.isFinish():
            self.path.setData([], [])
            self.drawn.emit(np.array(self._points))
