"""A plot area in which points are edited with the mouse."""

import math
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from typing_extensions import override

from widgets.plots.live_plot import PlotBox

REACH = 12
"""Pixels from which a point can be taken hold of."""


class PointsBox(PlotBox):
    """A plot area in which points can be added, dragged and removed while editing is on."""

    point_added = Signal(float, float)
    point_moved = Signal(int, float, float)
    point_removed = Signal(int)
    drag_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_editing = False
        self.points = np.empty((0, 2))
        self._held: int | None = None

    def nearest(self, position: QPointF) -> int | None:
        """Return the point within reach of a position in item coordinates, or None."""
        if not len(self.points):
            return None
        width, height = self.width() or 1, self.height() or 1
        (left, right), (bottom, top) = self.viewRange()
        pixels = np.column_stack(
            [
                (self.points[:, 0] - left) / (right - left) * width,
                height - (self.points[:, 1] - bottom) / (top - bottom) * height,
            ]
        )
        distance = np.hypot(*(pixels - [position.x(), position.y()]).T)
        index = int(np.argmin(distance))
        return index if distance[index] <= REACH else None

    def place(self, position: QPointF) -> tuple[float, float]:
        """Return where a position in item coordinates is, with the digits that a pixel tells."""
        at, sizes = self.mapToView(position), (self.width() or 1, self.height() or 1)
        x, y = (
            round(value, -math.floor(math.log10(abs(high - low) / size)))
            for value, (low, high), size in zip(
                (at.x(), at.y()), self.viewRange(), sizes, strict=True
            )
        )
        return x + 0.0, y + 0.0

    @override
    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if not self.is_editing or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if event.isStart():
            self._held = self.nearest(event.buttonDownPos())
        if self._held is not None:
            self.point_moved.emit(self._held, *self.place(event.pos()))
        if event.isFinish():
            self._held = None
            self.drag_ended.emit()

    @override
    def mouseClickEvent(self, event: Any) -> None:
        if not self.is_editing or event.double():
            super().mouseClickEvent(event)
            return
        event.accept()
        at = self.nearest(event.pos())
        if event.button() == Qt.MouseButton.LeftButton and at is None:
            self.point_added.emit(*self.place(event.pos()))
        elif event.button() == Qt.MouseButton.RightButton and at is not None:
            self.point_removed.emit(at)
