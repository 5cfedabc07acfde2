"""A tile of the gallery: picture, number, title, and a line."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from widgets.look.tokens import RADIUS, TYPE

ENTRY = Qt.ItemDataRole.UserRole
PICTURE = QSize(228, 96)
TILE = QSize(244, 208)
GAP, INSET = 8, 8
LINES = 2
"""Of a title, at most."""


class TileDelegate(QStyledItemDelegate):
    """Paints a tile: picture, number, title, and a line."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return TILE

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(ENTRY)
        colours: QPalette = option.palette
        area: QRect = option.rect
        view = self.parent()
        is_chosen = isinstance(view, QListView) and index == view.currentIndex()
        tile = QRectF(area.topLeft(), TILE).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QApplication.palette().highlight().color()  # a list's own is that of its rows
        line = colours.mid().color()
        painter.setPen(QPen(accent if is_chosen else line, 2 if is_chosen else 1))
        painter.setBrush(colours.base())
        painter.drawRoundedRect(tile, RADIUS.card, RADIUS.card)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        painter.drawPixmap(tile.topLeft().toPoint() + QRect(0, 0, 7, INSET).bottomRight(), picture)
        left, width = tile.left() + 12, tile.width() - 24
        top = tile.top() + INSET + PICTURE.height() + 2
        quiet = colours.placeholderText().color()
        if entry.number:
            number = _font(option, "heading", 300)
            painter.setFont(number)
            painter.setPen(quiet)
            painter.drawText(QRectF(left, top, width, 22), 0, entry.number)
        top += 22
        painter.setPen(colours.text().color())
        top = _paint_title(painter, QRectF(left, top, width, 44), entry.title, option)
        painter.setFont(_font(option, "small"))
        painter.setPen(QColor(quiet))
        text = painter.fontMetrics().elidedText(entry.line, Qt.TextElideMode.ElideRight, int(width))
        painter.drawText(QRectF(left, top + 2, width, 18), 0, text)
        painter.restore()


def _font(option: QStyleOptionViewItem, name: str, weight: int | None = None) -> QFont:
    font = QFont(option.font)
    font.setPixelSize(TYPE[name].size)
    font.setWeight(QFont.Weight(TYPE[name].weight if weight is None else weight))
    return font


def _paint_title(painter: QPainter, area: QRectF, text: str, option: QStyleOptionViewItem) -> float:
    """Write a title in two lines at most, the last one elided; return where it ends."""
    font = _font(option, "strong")
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    top = area.top()
    painter.setFont(font)
    for number in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        rest = text[line.textStart() :]
        part = rest[: line.textLength()] if number < LINES - 1 else rest
        shown = painter.fontMetrics().elidedText(
            part, Qt.TextElideMode.ElideRight, int(area.width())
        )
        painter.drawText(QRectF(area.left(), top, area.width(), TYPE["strong"].line), 0, shown)
        top += TYPE["strong"].line
    layout.endLayout()
    return top
