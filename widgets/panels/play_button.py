"""The one round button: trains and pauses."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolButton
from typing_extensions import override

from widgets.look.icons import picture
from widgets.look.tokens import HEIGHT

ICON = "icon_name"
"""Property of its action: which icon is drawn on it."""
SYMBOL = 0.5
"""Part of its height that the icon has."""


class PlayButton(QToolButton):
    """A disc in the accent's colour, with the icon of its action."""

    def __init__(self) -> None:
        super().__init__()
        self._scale = 1.0

    def set_scale(self, scale: float) -> None:
        """Be larger or smaller than usual."""
        self._scale = scale
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        side = round(HEIGHT.play * self._scale)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        ground = colours.color(QPalette.ColorRole.Highlight)
        if self.isDown():
            ground = ground.darker(120)
        elif self.underMouse():
            ground = ground.lighter(110)
        if not self.isEnabled():
            ground = colours.color(QPalette.ColorRole.Mid)
        side = min(self.width(), self.height())
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(middle, side / 2 - 3, side / 2 - 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.color(QPalette.ColorRole.Highlight), 2))
            painter.drawEllipse(middle, side / 2 - 1, side / 2 - 1)
        ink = colours.color(QPalette.ColorRole.HighlightedText).name()
        action = self.defaultAction()
        name = action.property(ICON) if action is not None else None
        ratio = self.devicePixelRatioF()
        symbol = picture(name or "run", ink, round(SYMBOL * side * ratio))
        area = QRectF(0, 0, SYMBOL * side, SYMBOL * side)
        area.moveCenter(middle)
        painter.drawPixmap(area, symbol, QRectF(symbol.rect()))
        painter.end()
