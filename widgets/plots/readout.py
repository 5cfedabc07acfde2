"""What is under the mouse, written over a plot."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from widgets.plots.style import LIGHT, PlotStyle

EDGE = 4
"""Pixels between letters and the ends of their ground, and from there to the plot's right end."""
TOP = 2
LEAST = 60
"""Pixels that it is wide at least: it does not shrink with each digit."""
TALL = 10_000
DescribePosition = Callable[[float, float], str]
"""Returns what is drawn at a position, in the plot's coordinates."""
ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Readout:
    """A line of text in the upper right corner, of more lines where the plot is too narrow.

    The plot paints it with everything else: a widget that moves over a plot has parts of it painted
    at any moment, where pieces of old curves stay and dashes do not meet.
    """

    def __init__(self, plot: QWidget) -> None:
        self._plot = plot
        self._text = ""
        self._describe: DescribePosition = lambda x, y: ""
        self._at: QPointF | None = None
        self._font = QFont()
        self._ground, self._letters = QColor(LIGHT.background), QColor(LIGHT.text)

    def text(self) -> str:
        """Return what is said; nothing where the mouse is elsewhere."""
        return self._text

    def describe_by(self, describe: DescribePosition) -> None:
        """Take what says in the present language what is drawn at a position."""
        self._describe = describe

    def follow_to(self, position: QPointF | None) -> None:
        """Say what is at a position in the plot's coordinates; None: the mouse is elsewhere."""
        self._at = position
        self.refresh()

    def refresh(self) -> None:
        """Say it anew: what is drawn there may have changed."""
        text = "" if self._at is None else self._describe(self._at.x(), self._at.y())
        if text != self._text:
            self._text = text
            self._plot.update()

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._font = style.font(9)
        self._ground, self._letters = QColor(style.background), QColor(style.text)
        self._plot.update()

    def place(self) -> QRect:
        """Return where it is, in pixels of the plot."""
        metrics, room = QFontMetrics(self._font), self._plot.width() - 2 * EDGE
        width = max(LEAST, min(metrics.horizontalAdvance(self._text) + 3 * EDGE, room))
        letters = metrics.boundingRect(QRect(0, 0, width - 2 * EDGE, TALL), ALIGNED, self._text)
        return QRect(self._plot.width() - width - EDGE, TOP, width, letters.height() + 2)

    def paint(self, painter: QPainter) -> None:
        """Paint it over what the plot shows."""
        if not self._text:
            return
        place = self.place()
        painter.fillRect(place, self._ground)
        painter.setFont(self._font)
        painter.setPen(self._letters)
        painter.drawText(place.adjusted(EDGE, 1, -EDGE, 0), ALIGNED, self._text)
