"""Saving from the window: where to, what would be lost by it, and before what is open goes."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.files.file_dialogs import FileDialogs
from app.session.session import Session
from training.disk import not_written, replacement

PROJECT = ".fanhua"


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


class Saves:
    """Saves the document of a session.

    ``keep_views`` notes in the project how the views are arranged.
    """

    def __init__(
        self,
        session: Session,
        dialogs: FileDialogs,
        notices: Notices,
        preferences: Preferences,
        keep_views: Callable[[], None],
    ) -> None:
        self._session, self._document = session, session.document
        self._dialogs, self._notices, self._preferences = dialogs, notices, preferences
        self._keep_views = keep_views

    def save(self) -> bool:
        """Save to the known file, or ask for one; return whether it is saved."""
        if self._document.path is None:
            return self.ask_save()
        return self.write(self._document.path)

    def ask_save(self) -> bool:
        """Let the user choose a file and save to it."""
        kinds = _tr("Projects, with all runs (*.fanhua);;Experiments alone (*.json)")
        path_before = self._document.path
        name = path_before.name if path_before is not None else f"project{PROJECT}"
        if path_before is not None and self._session.registry.unsaved.is_any:
            name = path_before.with_suffix(PROJECT).name  # an experiment alone would lose the runs
        path = self._dialogs.to_write(_tr("Save"), name, kinds)
        return path is not None and self.write(path)

    def write(self, path: Path) -> bool:
        """Save a project, which goes on behind the window, or an experiment alone."""
        if path == self._document.path and not (self._may_replace() and self._keeps_copy(path)):
            return False
        if path.suffix.lower() == PROJECT:
            self._keep_views()
            self._session.saving.save_project(path)
            return True
        try:
            self._session.saving.save_experiment(path)
        except OSError as error:
            self._notices.show_warning(not_written(path, error).text)
            return False
        self._preferences.add_recent(path)
        return True

    def _may_replace(self) -> bool:
        """Ask before what somebody else has written to the file since is lost."""
        document, buttons = self._document, QMessageBox.StandardButton
        if document.path is None or not document.was_changed_on_disk:
            return True
        text = _tr(
            "“{name}” was changed by another program since it was opened or saved here. Replace it?"
        ).format(name=document.path.name)
        answer = self._notices.ask(text, buttons.Yes | buttons.Cancel, buttons.Cancel)
        return answer == buttons.Yes

    def _keeps_copy(self, path: Path) -> bool:
        """Ask before what could not be opened leaves the file, and keep a copy that has it."""
        left_out, buttons = self._session.saving.left_out, QMessageBox.StandardButton
        if not left_out or not path.exists():
            return True
        copy = next(c for n in count(1) if not (c := _copy_name(path, n)).exists())
        text = _tr(
            "Something in “{name}” is damaged and was left out: {names}. Saving replaces the file; "
            "what it was is kept as “{copy}”."
        ).format(name=path.name, names=", ".join(left_out), copy=copy.name)
        answer = self._notices.ask(text, buttons.Save | buttons.Cancel, buttons.Cancel)
        if answer != buttons.Save:
            return False
        try:
            with replacement(copy) as fresh:
                shutil.copyfile(path, fresh)
        except OSError as error:
            self._notices.show_warning(not_written(copy, error).text)
            return False
        return True

    def may_close(self) -> bool:
        """Ask what to do with what is in no file; True to go on."""
        session, path = self._session, self._document.path
        if not session.saving.is_modified:
            return True
        name = path.name if path is not None else _tr("Untitled")
        buttons = QMessageBox.StandardButton
        answer = self._notices.ask(
            _tr("Save the changes to “{name}”?").format(name=name),
            buttons.Save | buttons.Discard | buttons.Cancel,
        )
        if answer == buttons.Save:
            holds_runs = path is None or path.suffix.lower() == PROJECT
            is_whole = holds_runs or not session.registry.unsaved.is_any
            is_begun = self.save() if is_whole else self.ask_save()
            return is_begun and session.saving.wait_saved()
        return answer == buttons.Discard


def _copy_name(path: Path, number: int) -> Path:
    ending = f".damaged{number if number > 1 else ''}{path.suffix}"
    return path.with_name(path.stem + ending)
