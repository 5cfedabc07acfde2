"""Dialogs that ask for a file or a folder: where they begin, and what a name is completed with."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.desktop.preferences import Preferences


def _tr(text: str) -> str:
    return QCoreApplication.translate("choosing", text)


class FileDialogs:
    """Asks over a window; begins beside the project, else where the user was last."""

    def __init__(
        self, parent: QWidget, preferences: Preferences, project_path: Callable[[], Path | None]
    ) -> None:
        self._parent, self._preferences, self._project_path = parent, preferences, project_path

    def to_open(self, heading: str, filters: str) -> Path | None:
        """Let the user choose a file that is there; None where nothing was chosen."""
        name, _ = QFileDialog.getOpenFileName(self._parent, heading, str(self._folder()), filters)
        return self._remembered(Path(name), Path(name).parent) if name else None

    def to_fill(self, heading: str) -> Path | None:
        """Let the user choose a folder; None where nothing was chosen."""
        name = QFileDialog.getExistingDirectory(self._parent, heading, str(self._folder()))
        return self._remembered(Path(name), Path(name)) if name else None

    def to_write(self, heading: str, name: str, filters: str) -> Path | None:
        """Let the user choose a file to write; None where nothing was chosen.

        A name without an ending that ``filters`` offer gets the one of the filter that was chosen,
        and a file that has this longer name is not replaced without a question.
        """
        suggested = str(self._folder() / name)
        chosen, used = QFileDialog.getSaveFileName(self._parent, heading, suggested, filters)
        if not chosen:
            return None
        path, offered = Path(chosen), re.findall(r"\*(\.\w+)", filters)
        if path.suffix.lower() not in offered:
            ending = re.findall(r"\*(\.\w+)", used) or offered
            path = path.with_name(path.name + ending[0])
            question = _tr("“{name}” is there already. Replace it?").format(name=path.name)
            yes = QMessageBox.StandardButton.Yes
            if path.exists() and QMessageBox.question(self._parent, heading, question) != yes:
                return None
        return self._remembered(path, path.parent)

    def _folder(self) -> Path:
        project = self._project_path()
        return project.parent if project is not None else self._preferences.folder

    def _remembered(self, chosen: Path, folder: Path) -> Path:
        self._preferences.folder = folder
        return chosen
