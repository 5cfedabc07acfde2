"""What stands above a figure on paper: the name of the view, its whole legend, and its note."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from widgets.views.view import View

MARGIN = 12.0
AFTER_TITLE = 14.0
"""Pixels to the first sign of the legend."""


class FigureHeader:
    """The header of a view as a figure has it, in as many lines as it takes.

    Parameters
    ----------
    view
        Whose size, style and legend of now are used.
    """

    def __init__(self, view: View) -> None:
        self._view, self._header = view, view.header
        title = self._header.title
        self._title = title.fontMetrics().horizontalAdvance(title.text()) + AFTER_TITLE
        self._places = self._header.chips.flow(self._width, self._title)

    @property
    def _width(self) -> float:
        return self._view.width() - 2 * MARGIN

    @property
    def _line(self) -> int:
        return self._header.chips.sizeHint().height()

    @property
    def height(self) -> int:
        """Pixels that it takes."""
        bottom = max((place.bottom() for place in self._places), default=float(self._line))
        return round(bottom) + (self._line if self._header.note.text() else 0)

    def paint(self, painter: QPainter) -> None:
        """Paint it, from the origin on."""
        header, style = self._header, self._view.style_now
        area = QRectF(0, 0, self._view.width(), self.height)
        painter.fillRect(area, QColor(style.background))
        painter.save()
        painter.translate(MARGIN, 0)
        painter.setFont(header.title.font())
        painter.setPen(QColor(style.text))
        words = QRectF(0, 0, self._title, self._line)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, header.title.text())
        header.chips.paint_all(painter, self._places)
        if header.note.text():
            painter.setFont(header.note.font())
            painter.setPen(QColor(style.secondary))
            note = QRectF(0, self.height - self._line, self._width, self._line)
            text = painter.fontMetrics().elidedText(
                header.note.text(), Qt.TextElideMode.ElideRight, int(self._width)
            )
            painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
