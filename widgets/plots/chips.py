"""The legend of a view: a painted line of chips, whose height never changes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from widgets.look.tokens import HEIGHT
from widgets.plots.legend import (
    DASHES,
    DOTS,
    LINE,
    NOTHING_DRAWN,
    POINT,
    RING,
    SMALL_POINT,
    LegendEntry,
)
from widgets.plots.style import DASHED, DOTTED, LIGHT, PlotStyle

SIGN, GAP, BETWEEN = 20, 6, 14
"""Pixels of a sign, between it and its name, and between two chips."""
LONGEST = 220
"""Pixels that a name has at most."""
LINES = {LINE: None, DASHES: DASHED, DOTS: DOTTED}
"""Dashes of the signs that are lines; None stands for those of the role."""
DISCS = {POINT: 9.0, SMALL_POINT: 4.0, RING: 9.0}
"""Diameters of the signs that are discs."""
OF_A_RUN = ("network", "test")
"""Roles whose colour is that of a run where there are several: the sign alone tells then."""


class Chips(QWidget):
    """Chips from the left; those for which there is no room are counted, and named in a tip."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[LegendEntry, ...] = ()
        self._style = LIGHT
        self._shown = 0
        """Chips for which there is room."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[LegendEntry], style: PlotStyle) -> bool:
        """Show entries; tell whether anything changed: a legend is told of with each Frame."""
        told = tuple(entries)
        if (told, style) == (self._entries, self._style):
            return False
        self._entries, self._style = told, style
        self.setAccessibleDescription(self.text())
        self._place()
        self.updateGeometry()
        self.update()
        return True

    def text(self) -> str:
        """Return the names, as a sighted person reads them."""
        return ", ".join(entry.name for entry in self._entries)

    def left_out(self) -> tuple[str, ...]:
        """Return the names for which there is no room."""
        return tuple(entry.name for entry in self._entries[self._shown :])

    # --- layout ---

    def _name(self, entry: LegendEntry) -> str:
        room = round(LONGEST * self._style.scale)
        return self.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideMiddle, room)

    def _widths(self) -> list[float]:
        metrics, scale = self.fontMetrics(), self._style.scale
        return [
            (SIGN + GAP if entry.sign != NOTHING_DRAWN else 0) * scale
            + metrics.horizontalAdvance(self._name(entry))
            for entry in self._entries
        ]

    def _place(self) -> None:
        widths, between = self._widths(), BETWEEN * self._style.scale
        room = self.width() - self._count_width() - between
        used, shown = 0.0, 0
        for number, width in enumerate(widths):
            is_last = number == len(widths) - 1
            if used + width > (self.width() if is_last else room):
                break
            used += width + between
            shown += 1
        self._shown = shown
        long = [entry.name for entry in self._entries if self._name(entry) != entry.name]
        hidden = self.left_out()
        self.setToolTip("\n".join(dict.fromkeys([*hidden, *long])))

    def _count_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(f"+{len(self._entries)}")

    @override
    def sizeHint(self) -> QSize:
        widths = self._widths()
        between = BETWEEN * self._style.scale * max(0, len(widths) - 1)
        height = round(HEIGHT.control_small * self._style.scale)
        return QSize(round(sum(widths) + between) + 1, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._count_width(), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()
            self.updateGeometry()

    # --- painting ---

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x, between = 0.0, BETWEEN * self._style.scale
        for entry, width in zip(self._entries[: self._shown], self._widths(), strict=False):
            self._paint_chip(painter, entry, QRectF(x, 0, width, self.height()))
            x += width + between
        if self._shown < len(self._entries):
            painter.setPen(QColor(self._style.secondary))
            more = f"+{len(self._entries) - self._shown}"
            area = QRectF(x, 0, self.width() - x, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, more)
        painter.end()

    def _paint_chip(self, painter: QPainter, entry: LegendEntry, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = QRectF(area.adjusted(0, 0, 1, 0))
        if entry.sign != NOTHING_DRAWN:
            self._paint_sign(painter, entry, QPointF(area.left(), area.center().y()))
            words.setLeft(area.left() + (SIGN + GAP) * self._style.scale)
        painter.setPen(QColor(self._style.secondary))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._name(entry))

    # --- all of it, for paper ---

    def flow(self, width: float, indent: float) -> list[QRectF]:
        """Return where each chip stands in as many lines as it takes, the first one indented."""
        height, between = self.sizeHint().height(), BETWEEN * self._style.scale
        places: list[QRectF] = []
        x, y = indent, 0.0
        for own in self._widths():
            if x > 0 and x + own > width:
                x, y = 0.0, y + height
            places.append(QRectF(x, y, own, height))
            x += own + between
        return places

    def paint_all(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        """Paint all chips where ``flow`` has them."""
        painter.setFont(self.font())
        for entry, place in zip(self._entries, places, strict=True):
            self._paint_chip(painter, entry, place)

    def _colour(self, entry: LegendEntry) -> str:
        if entry.run is not None:
            alone = self._style.network_alone
            return alone if self._style.is_alone else self._style.run_colour(entry.run)
        is_form = entry.colour in OF_A_RUN and not self._style.is_alone
        colour: str = getattr(self._style, "secondary" if is_form else entry.colour)
        return colour

    def _paint_sign(self, painter: QPainter, entry: LegendEntry, left: QPointF) -> None:
        """Draw the sign of an entry to the right of a point in the middle of its line."""
        scale, colour = self._style.scale, QColor(self._colour(entry))
        middle = left + QPointF(SIGN * scale / 2, 0)
        if entry.sign in LINES:
            painter.setPen(self._line(entry, colour))
            painter.drawLine(left, left + QPointF(SIGN * scale, 0))
        elif entry.sign in DISCS:
            radius = DISCS[entry.sign] * scale / 2
            is_ring = entry.sign == RING
            painter.setPen(QPen(colour, 1.75 * scale) if is_ring else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if is_ring else colour)
            painter.drawEllipse(middle, radius, radius)
        else:
            painter.setPen(colour)
            area = QRectF(left.x(), left.y() - SIGN * scale, SIGN * scale, 2 * SIGN * scale)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, entry.sign)

    def _line(self, entry: LegendEntry, colour: QColor) -> QPen:
        dash = LINES[entry.sign]
        style = self._style
        pen = (
            style.run_pen(entry.run, dash=dash)
            if entry.run is not None
            else style.pen(entry.colour, dash=dash)
        )
        pen.setColor(colour)
        pen.setWidthF(pen.widthF() / style.pixels)  # a widget counts Qt's own pixels
        return pen
