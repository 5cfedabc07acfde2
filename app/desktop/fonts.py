"""The letters of the app: those that come with it, the same on every desktop."""

import logging
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from training.resources import RESOURCES
from widgets.look.tokens import FAMILIES, TYPE

log = logging.getLogger(__name__)

FONTS = RESOURCES / "fonts"
TABULAR = "tnum"
"""The feature by which all digits are as wide: a number that changes stays where it is."""


def load(folder: Path = FONTS) -> list[str]:
    """Take the fonts that come with the app; return those that cannot be used."""
    files = [*sorted(folder.glob("*.otf")), *sorted(folder.glob("*.ttf"))]
    broken = [path.name for path in files if QFontDatabase.addApplicationFont(str(path)) < 0]
    for name in broken:
        log.warning("a font of the app cannot be used: %s", name)
    return broken


def letters(scale: float = 1.0) -> QFont:
    """Return the font of the interface, ``scale`` times as large as usual."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setFeature(QFont.Tag(TABULAR), 1)
    font.setPixelSize(round(TYPE["body"].size * scale))
    return font
