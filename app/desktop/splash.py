"""What stands on the screen at once, while the window is imported and built."""

import time

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, Qt
from PySide6.QtWidgets import QLabel

from app.desktop.fonts import letters
from widgets.look.tokens import TYPE, Theme

SIZE = QSize(460, 180)
NAME = "Fanhua"
PATIENCE = 0.3
"""Seconds that the screen gets to show it; without one the window comes all the same."""


def show_name(theme: Theme) -> QLabel:
    """Show the name of the app in the middle of the screen.

    Not with ``QSplashScreen``, whose ``show`` takes a second in Qt 6.11.
    """
    name = QLabel(NAME)
    name.setWindowFlags(Qt.WindowType.SplashScreen)
    name.setAlignment(Qt.AlignmentFlag.AlignCenter)
    name.setStyleSheet(
        f"color: {theme.text.primary}; background: {theme.surface.card};"
        f"border: none; border-bottom: 4px solid {theme.accent.base};"
    )
    font = letters()
    font.setPixelSize(TYPE["figure_number"].size)
    name.setFont(font)
    name.setFixedSize(SIZE)
    name.move(name.screen().availableGeometry().center() - name.rect().center())
    name.show()
    latest = time.monotonic() + PATIENCE
    while not name.windowHandle().isExposed() and time.monotonic() < latest:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    name.repaint()
    return name
