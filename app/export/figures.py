"""Taking figures away: a view as a file, or to paste."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from app.files import file_dialogs
from app.files.project_files import complain
from training.disk import write_bytes
from training.text import Text
from widgets.plots import figure_export

if TYPE_CHECKING:
    from app.window.main_window import MainWindow
    from widgets.views import View

SCALES = ("1", "2", "4", "8")
SCALE = "2"
"""Pixels of a figure for each of the screen: sharp on paper and on a projector."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("figures", text)


def shown(window: "MainWindow") -> list["View"]:
    """Return the views that can be seen."""
    return [view for view in window.views.values() if view.isVisible()]


def scale(window: "MainWindow") -> str:
    """Return how many pixels a figure has for each of the screen, as the user chose."""
    return window.preferences.text("figure_scale", SCALE, SCALES)


def ask(window: "MainWindow", key: str) -> None:
    """Let the user choose a file, and write a view to it."""
    formats = ";;".join([_tr("Pixels (*.png)"), _tr("Drawing (*.svg)"), _tr("Page (*.pdf)")])
    path = file_dialogs.to_write(window, _tr("Export figure"), f"{key}.png", formats)
    if path is not None:
        write(window, key, path)


def write(window: "MainWindow", key: str, path: Path) -> bool:
    """Write a view to a file whose ending says how; say what is wrong with it in a dialog."""
    suffix = path.suffix.lower()
    if suffix not in figure_export.FORMATS:
        values = {"name": path.name, "endings": ", ".join(figure_export.FORMATS)}
        complain(window, Text("“{name}” is no figure. Choose one of {endings}.", values))
        return False
    view = window.views[key]
    try:
        write_bytes(path, figure_export.content(view, view.bar, suffix, float(scale(window))))
    except OSError as error:
        values = {"path": str(path), "reason": error.strerror or str(error)}
        complain(window, Text("“{path}” cannot be written: {reason}.", values))
        return False
    return True


def copy(window: "MainWindow", key: str) -> None:
    """Put a view on the clipboard, to paste it elsewhere."""
    view = window.views[key]
    QGuiApplication.clipboard().setImage(figure_export.image(view, view.bar, float(scale(window))))
