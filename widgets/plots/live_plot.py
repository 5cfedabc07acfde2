"""The one pyqtgraph base: items are made once, ranges follow with hysteresis, nothing leaks."""

import math
from collections.abc import Callable
from typing import Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from widgets.plots.plot_axis import PlotAxis
from widgets.plots.readout import Readout
from widgets.plots.style import PlotStyle

pg.setConfigOptions(antialias=True, useOpenGL=False, imageAxisOrder="row-major")


Range = tuple[float, float]
LEFT = 52
"""Pixels left of the plot, for the numbers of its axis."""


def cache(item: pg.GraphicsObject) -> None:
    """Keep the painted pixels of an item that seldom changes."""
    item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)


class PlotBox(pg.ViewBox):
    """The area of a plot; tells when the user moved or zoomed it."""

    moved = Signal()
    clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setDefaultPadding(0)
        self.drag: Callable[[Any], None] | None = None
        """Takes drags with the left button, in place of panning."""

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802
        """Zoom, and stop following the data."""
        super().wheelEvent(event, axis)
        self.moved.emit()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: N802
        """Pan, and stop following the data; or let draw."""
        if self.drag is not None and event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.drag(event)
            return
        super().mouseDragEvent(event, axis)
        self.moved.emit()

    def mouseClickEvent(self, event: Any) -> None:  # noqa: N802
        """Hand clicks on."""
        self.clicked.emit(event)


class Link(Protocol):
    """What plots share that show the same ranges."""

    def follow(self, plot: "LivePlot", x: Range, y: Range, margin: float) -> None:
        """Take what one plot wants to show."""

    def moved(self, plot: "LivePlot") -> None:
        """Take where the user moved one plot."""


class LivePlot(pg.PlotWidget):
    """A plot whose items are updated in place.

    Signals
    -------
    hovered
        Position of the mouse in data coordinates, or None when it left.
    y_named
        What the heights are, translated.
    """

    hovered = Signal(object)
    y_named = Signal(str)
    double_clicked = Signal()

    def __init__(self, box: PlotBox | None = None, parent: QWidget | None = None) -> None:
        self.box = box or PlotBox()
        axes = {side: PlotAxis(side) for side in ("left", "bottom")}
        for axis in axes.values():  # no "x0.001": a class reads the numbers as they stand
            axis.enableAutoSIPrefix(False)
        super().__init__(parent, viewBox=self.box, axisItems=axes)
        # Where a part of a plot is painted after an item changed and before Qt looked which one,
        # Qt takes the item's new place for the painted one, and pieces of old curves stay.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.readout = Readout(self.viewport())
        self.hovered.connect(self.readout.follow_to)
        self.box.disableAutoRange()
        self.box.moved.connect(self._on_box_moved)
        self.hideButtons()
        # Without a cache both axes and their grids are painted anew for each frame of a curve,
        # which costs more than everything else together.
        for side in ("left", "bottom"):
            cache(self.getAxis(side))
        self.setMinimumSize(120, 90)
        self._hint, self._letters, self._ink = "", QFont(), QColor()
        self.is_following = True
        self.link: Link | None = None
        """Shares its range with other plots."""
        self._range: tuple[Range, Range] | None = None
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)

    # --- look ---

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.setBackground(style.background)
        self.readout.set_style(style)
        self._letters, self._ink = style.font_of("body"), QColor(style.secondary)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(style.pen("axis") if side == "bottom" else pg.mkPen(None))
            axis.setTextPen(style.secondary)
            axis.setTickFont(style.font(9))
            axis.set_label_font(style.font(10))
            is_grid = side == "left"
            axis.set_ticks(style.pen("grid" if is_grid else "axis"), is_grid=is_grid)
        self.getAxis("left").setWidth(round(LEFT * style.scale))

    def set_labels(self, bottom: str, left: str) -> None:
        """Name the axes: the horizontal one below its end, the vertical one in the header."""
        for side, text in (("bottom", bottom), ("left", left)):
            self.setLabel(side, text)
            self.getAxis(side).fit_label()
        self.getAxis("left").showLabel(False)  # nobody reads a rotated word
        self._show_axes()
        self.y_named.emit(left)

    def set_log(self, *, x: bool, y: bool) -> None:
        """Label the axes as logarithmic; the items take logarithms themselves."""
        self.getAxis("bottom").setLogMode(x)
        self.getAxis("left").setLogMode(y)
        self._range = None

    # --- range ---

    def follow(self, x: Range, y: Range, *, margin: float = 0.05) -> None:
        """Show at least these ranges; change only when they leave the view or use little of it.

        A range that moved with each frame would repaint axes and grid each time and be
        unreadable.
        """
        if not self.is_following or not all(map(math.isfinite, (*x, *y))):
            return
        if self.link is not None:
            self.link.follow(self, x, y, margin)
        else:
            self.show_range(x, y, margin)

    def show_range(self, x: Range, y: Range, margin: float) -> None:
        """Show these ranges with some room; see ``follow``."""
        old = self._range
        wanted = (
            _steadied(x, old[0] if old else None, 0.0),
            _steadied(y, old[1] if old else None, margin),
        )
        if wanted != old:
            self._range = wanted
            self.box.setRange(xRange=wanted[0], yRange=wanted[1], padding=0)

    def follow_again(self) -> None:
        """Go back to following the data after the user zoomed."""
        self.is_following = True
        self.forget_range()

    def follow_nothing(self) -> None:
        """Show the range that a plot begins with: nothing is drawn."""
        if self.is_following and self.link is None:
            self._range = None
            self.box.setRange(xRange=(0, 1), yRange=(0, 1), padding=0)

    def forget_range(self) -> None:
        """Take the next ranges as they are: they are of other data than those so far."""
        self._range = None

    def _on_box_moved(self) -> None:
        self.is_following = False
        if self.link is not None:
            self.link.moved(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the plot, and over it what is under the mouse."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._hint:
            painter.setFont(self._letters)
            painter.setPen(self._ink)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect(), flags, self._hint)
        self.readout.paint(painter)
        painter.end()

    def show_hint(self, text: str) -> None:
        """Say in an empty plot what fills it; an empty text takes that away."""
        if text != self._hint:
            self._hint = text
            self._show_axes()
            self.viewport().update()

    def _show_axes(self) -> None:
        """Hide them where there is nothing: pyqtgraph shows an axis that gets a name."""
        for side in ("left", "bottom"):
            self.getAxis(side).setVisible(not self._hint)

    # --- mouse ---

    def _on_mouse_moved(self, position: QPointF) -> None:
        inside = self.box.sceneBoundingRect().contains(position)
        self.hovered.emit(self.box.mapSceneToView(position) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Tell that the mouse is elsewhere."""
        super().leaveEvent(event)
        self.hovered.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask to be enlarged."""
        event.accept()
        self.double_clicked.emit()


def _steadied(wanted: Range, old: Range | None, margin: float) -> Range:
    low, high = wanted
    span = (high - low) or max(abs(low), 1e-3)
    if old is not None:
        fits = old[0] <= low and high <= old[1]
        is_well_used = span >= 0.4 * (old[1] - old[0])
        if fits and is_well_used:
            return old
    return low - margin * span, high + margin * span
