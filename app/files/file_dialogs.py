"""Dialogs that ask for a file or a folder: where they begin, and what a name is completed with."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("choosing", text)


def to_open(window: "MainWindow", heading: str, filters: str) -> Path | None:
    """Let the user choose a file that is there; None where nothing was chosen."""
    name, _ = QFileDialog.getOpenFileName(window, heading, str(_place(window)), filters)
    return _remembered(window, Path(name), Path(name).parent) if name else None


def to_fill(window: "MainWindow", heading: str) -> Path | None:
    """Let the user choose a folder; None where nothing was chosen."""
    name = QFileDialog.getExistingDirectory(window, heading, str(_place(window)))
    return _remembered(window, Path(name), Path(name)) if name else None


def to_write(window: "MainWindow", heading: str, name: str, filters: str) -> Path | None:
    """Let the user choose a file to write; None where nothing was chosen.

    A name without an ending that ``filters`` offer gets the one of the filter that was chosen,
    and a file that has this longer name is not replaced without a question.
    """
    suggested = str(_place(window) / name)
    chosen, used = QFileDialog.getSaveFileName(window, heading, suggested, filters)
    if not chosen:
        return None
    path, offered = Path(chosen), re.findall(r"\*(\.\w+)", filters)
    if path.suffix.lower() not in offered:
        ending = re.findall(r"\*(\.\w+)", used) or offered
        path = path.with_name(path.name + ending[0])
        question = _tr("“{name}” is there already. Replace it?").format(name=path.name)
        yes = QMessageBox.StandardButton.Yes
        if path.exists() and QMessageBox.question(window, heading, question) != yes:
            return None
    return _remembered(window, path, path.parent)


def _place(window: "MainWindow") -> Path:
    """Beside the project, else where the user was last."""
    known = window.document.path
    return known.parent if known is not None else window.preferences.folder


def _remembered(window: "MainWindow", chosen: Path, folder: Path) -> Path:
    window.preferences.folder = folder
    return chosen
