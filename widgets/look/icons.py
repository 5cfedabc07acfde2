"""The icons of the app: one set of its own, drawn on a grid of 20 pixels, in any colour."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from training.resources import RESOURCES
from widgets.look.tokens import Theme

ICONS = RESOURCES / "icons"
GRID = 20
SIZES = (20, 40, 60, 80)
"""Pixels of the pictures that Qt chooses from, for screens of up to four pixels for each of its."""
INK = "currentColor"


@lru_cache(maxsize=256)
def picture(name: str, colour: str, size: int = GRID) -> QPixmap:
    """Draw an icon in a colour, ``size`` pixels high."""
    source = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace(INK, colour)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, colour: str, disabled: str = "", active: str = "") -> QIcon:
    """Return an icon in a colour; others where it is disabled, or under the mouse."""
    result = QIcon()
    for mode, ink in (
        (QIcon.Mode.Normal, colour),
        (QIcon.Mode.Disabled, disabled or colour),
        (QIcon.Mode.Active, active or colour),
    ):
        for size in SIZES:
            result.addPixmap(picture(name, ink, size), mode)
    return result


def icon_of(name: str, theme: Theme) -> QIcon:
    """Return an icon in the colours of a theme's letters."""
    text = theme.text
    return icon(name, text.secondary, text.disabled, text.primary)
