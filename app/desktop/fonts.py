"""Chinese letters where the system has none."""

import logging

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from training.resources import RESOURCES

log = logging.getLogger(__name__)

FONT = RESOURCES / "fonts" / "FanhuaSansSC-Regular.otf"


def ensure_chinese(application: QApplication) -> bool:
    """Take the font that comes with the app, if the system has no Chinese one; tell whether."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return False
    latin = QFontInfo(application.font()).family()  # “Sans Serif” stands for any
    number = QFontDatabase.addApplicationFont(str(FONT))
    added = QFontDatabase.applicationFontFamilies(number)
    if not added:
        log.warning("the Chinese font of the app cannot be used: %s", FONT)
        return False
    font = QFont(application.font())
    font.setFamilies([latin, *added])  # letters it lacks are looked for in the next
    application.setFont(font)
    return True
