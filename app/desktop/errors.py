"""What happens to errors nobody expected: a line in the log file and one dialog at a time.

The dialog opens by itself when what went wrong is over, in the window's thread, and nothing waits
for it: an error in the middle of the engine's messages must not hold those back.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)

from app.desktop.report import ReportDialog, report, take_crash

log = logging.getLogger("fanhua")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_shown: ReportDialog | None = None
"""A second dialog over the first helps nobody."""
_crash_file: TextIO | None = None
_folder: Path | None = None
"""Of the log files; None where it cannot be written."""
_crash = ""
"""What the session before left when it crashed."""


def install(folder: Path) -> None:
    """Send logging, Qt's messages, crashes and unexpected errors to files in ``folder``.

    Where the folder cannot be written, stderr is used; a windowed app may have none at all.
    """
    global _crash_file  # noqa: PLW0603 - faulthandler needs the file as long as the process lives
    global _crash, _folder
    handlers: list[logging.Handler] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _crash, _folder = take_crash(folder), folder
        handlers.append(
            RotatingFileHandler(
                folder / "fanhua.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
            )
        )
        _crash_file = (folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(_crash_file)
    except OSError:
        if sys.stderr is not None:
            handlers.append(logging.StreamHandler())
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=handlers,
    )
    qInstallMessageHandler(_on_qt_message)
    sys.excepthook = _on_exception
    threading.excepthook = _on_exception_in_thread


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s (%s)", message, context.category or "")


def _on_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    log.error("unexpected error", exc_info=(kind, error, trace))
    text = QCoreApplication.translate(
        "errors", "Something unexpected happened. Training and settings are still there."
    )
    _show(text, "".join(traceback.format_exception(kind, error, trace)))


def _on_exception_in_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        _on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def tell_of_crash() -> None:
    """Show what the session before left, if it crashed."""
    global _crash
    crash, _crash = _crash, ""
    if crash:
        text = QCoreApplication.translate(
            "errors",
            "Fanhua ended unexpectedly the last time. This report helps to find out why.",
        )
        _show(text, crash)


def _show(text: str, trace: str) -> None:
    """Show a report soon: not in the middle of what went wrong, and in the window's thread."""
    application = QCoreApplication.instance()
    if application is not None:
        QTimer.singleShot(0, application, lambda: _open(text, trace))


def _open(text: str, trace: str) -> None:
    global _shown  # noqa: PLW0603 - one at a time
    if _shown is not None:
        _shown.add(trace)
        return
    log_file = _folder / "fanhua.log" if _folder is not None else None
    _shown = ReportDialog(text, report(trace, log_file), _folder)
    _shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _shown.finished.connect(_on_closed)
    _shown.show()


def _on_closed() -> None:
    global _shown  # noqa: PLW0603
    _shown = None
