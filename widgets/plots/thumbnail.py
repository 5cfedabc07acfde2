"""Small pictures of what an experiment is about, painted from its data."""

from functools import singledispatch

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from training.arrays import Floats
from training.data.kinds import Data, Data1D, OutlineData, PictureData, TableData
from widgets.plots.palettes import sequential
from widgets.plots.style import PlotStyle

MARGIN = 10.0
MOST_POINTS = 60
ROWS = 3
POINT = 2.2
"""Radius."""


def paint(painter: QPainter, area: QRectF, data: Data, style: PlotStyle) -> None:
    """Paint the data of an experiment."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    _paint(data, painter, inner, style)


def paint_bars(
    painter: QPainter, area: QRectF, values: tuple[float, ...], style: PlotStyle
) -> None:
    """Paint published accuracies, from 0 to 1, as bars."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.target))
    inner = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    step = inner.width() / max(1, len(values))
    for number, value in enumerate(values):
        height = inner.height() * value
        painter.drawRoundedRect(
            QRectF(inner.left() + number * step, inner.bottom() - height, 0.6 * step, height), 2, 2
        )


def paint_images(painter: QPainter, area: QRectF, style: PlotStyle) -> None:
    """Paint that there are images, where none are read for it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.faint))
    inner = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    side = inner.height() / ROWS
    for column in range(int(inner.width() // side)):
        for row in range(ROWS):
            place = QRectF(inner.left() + column * side, inner.top() + row * side, side, side)
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), 2, 2)


def _within(area: QRectF, x: Floats, y: Floats, ends: Floats) -> QPolygonF:
    """Return points in an area; ``ends`` are the least and largest x and y, shape (4,)."""
    left, right, low, high = ends
    across = area.left() + area.width() * (x - left) / ((right - left) or 1.0)
    down = area.bottom() - area.height() * (y - low) / ((high - low) or 1.0)
    return QPolygonF([QPointF(*pair) for pair in zip(across, down, strict=True)])


def _curve(painter: QPainter, line: QPolygonF, pen: QPen) -> None:
    pen.setWidthF(1.5)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(line)


def _points(painter: QPainter, points: QPolygonF, style: PlotStyle) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.points))
    places = points.toList()
    for point in places[:: max(1, len(places) // MOST_POINTS)]:
        painter.drawEllipse(point, POINT, POINT)


@singledispatch
def _paint(data: Data, painter: QPainter, area: QRectF, style: PlotStyle) -> None:
    """Paint nothing where a kind of data has no picture."""


@_paint.register
def _(data: Data1D, painter: QPainter, area: QRectF, style: PlotStyle) -> None:
    has_target = len(data.target) > 0
    x = data.grid if has_target else data.x_train
    y = np.concatenate([data.target, data.y_train])
    ends = np.array([x.min(), x.max(), y.min(), y.max()])
    if has_target:
        _curve(painter, _within(area, data.grid, data.target, ends), style.pen("target"))
    _points(painter, _within(area, data.x_train, data.y_train, ends), style)


@_paint.register
def _(data: OutlineData, painter: QPainter, area: QRectF, style: PlotStyle) -> None:
    x, y = data.train.T
    ends = np.array([x.min(), x.max(), y.min(), y.max()])
    _points(painter, _within(area, x, y, ends), style)


@_paint.register
def _(data: TableData, painter: QPainter, area: QRectF, style: PlotStyle) -> None:
    inputs, targets = data.inputs("train"), data.targets("train")[:, 0]
    x = inputs[:, 0]
    ends = np.array([x.min(), x.max(), targets.min(), targets.max()])
    _points(painter, _within(area, x, targets, ends), style)


@_paint.register
def _(data: PictureData, painter: QPainter, area: QRectF, _: PlotStyle) -> None:
    values = np.where(data.known, data.given, 0.0)
    levels = (values - values.min()) / ((values.max() - values.min()) or 1.0)
    colours = sequential().map(levels.ravel(), mode="byte").reshape(*data.shape, -1)
    rows, columns = data.shape
    pixels = np.ascontiguousarray(colours[..., :3])
    image = QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    side = min(area.width() / columns, area.height() / rows)
    place = QRectF(0, 0, side * columns, side * rows)
    place.moveCenter(area.center())
    painter.drawImage(place, image)
