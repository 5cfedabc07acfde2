"""Starts the application: look, language, error hooks, the window, and torch behind it.

What the window is made of is imported when the name of the app stands on the screen.
"""

import logging
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QIcon, QPixmapCache
from PySide6.QtWidgets import QWidget

from app.desktop import errors, fonts, language, theme
from app.desktop.application import Application
from app.desktop.preferences import NAME, Preferences, log_folder
from app.desktop.splash import show_name
from training import machine
from widgets.look.icons import ICONS

log = logging.getLogger("fanhua")

LISTEN = 200
"""Milliseconds between two moments at which Python can notice Ctrl-C."""


ONE_PAINTER = ("QT_NO_GUI_THREADPOOL", "1")
"""Lets Qt paint in one thread: waking helpers on cores that train takes longer than they help."""
PIXMAP_CACHE = 400_000
"""Kilobytes for painted axes, grids and points; those of four views on a 4K screen need half.
Qt's own limit of 10 MB makes each frame paint them anew."""


def make_application() -> Application:
    """Make the one QApplication, named for settings and desktop."""
    os.environ.setdefault(*ONE_PAINTER)
    application = Application(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName("Fanhua")
    application.setDesktopFileName(NAME)
    application.setWindowIcon(QIcon(str(ICONS / "app.svg")))
    QPixmapCache.setCacheLimit(PIXMAP_CACHE)
    return application


def dispose(window: QWidget) -> None:
    """Delete a window with all that is in it, while the application lives.

    What is left to the end of the interpreter is torn down in any order, which Qt does not survive.
    """
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def open_window(arguments: list[str]) -> int:
    """Open the window with the files named in ``arguments``; return the exit code."""
    application = make_application()
    errors.install(log_folder())
    fonts.load()
    preferences = Preferences()
    language.switch(
        preferences.text("language", language.system_language(), tuple(language.LANGUAGES))
    )
    for variable, value in preferences.machine.items():
        os.environ.setdefault(variable, value)
    for problem in machine.problems(os.environ):
        log.warning(problem)
    look = theme.preferred(preferences)
    theme.apply(application, look, preferences.font_scale)  # widgets are made with its letters
    name = show_name(look)

    from app.compose import compose  # noqa: PLC0415 - it brings all that is in the window

    program = compose(preferences)
    window = program.frame
    window.show()
    name.deleteLater()
    errors.tell_of_crash()
    program.recovery.offer()
    for argument in arguments:
        program.files.open_path(Path(argument))
    application.open_with(program.files.open_path)
    signal.signal(signal.SIGINT, lambda *_: window.close())
    listening = QTimer(interval=LISTEN)
    listening.timeout.connect(lambda: None)
    listening.start()
    try:
        return application.exec()
    finally:
        application.open_with(None)
        program.runs.shutdown()
        dispose(window)
