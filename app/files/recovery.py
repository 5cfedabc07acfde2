"""Sessions that were cut off: the next start offers them back."""

import logging
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QMessageBox

from app.files import file_dialogs, project_files
from app.recording.journal import LeftOver, left_over
from app.recording.survey import Survey, survey
from training.disk import replacement
from training.store import open_to_write
from training.text import Problem, Text
from widgets.text import sentence

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

log = logging.getLogger(__name__)


def _tr(text: str) -> str:
    return QCoreApplication.translate("recovery", text)


def offer_recovery(window: "MainWindow") -> None:
    """Offer what sessions left behind that were cut off; deleted is only what the user says.

    Each is held while it is asked about: another window that starts does not ask too.
    """
    for left in left_over(window.preferences.sessions_folder):
        found = survey(left.path)
        if found.is_empty:
            left.remove()
            continue
        match _what_to_do_with(window, left.path, found):
            case QMessageBox.StandardButton.Discard:
                left.remove()
            case QMessageBox.StandardButton.Save:
                _keep(window, left)
            case QMessageBox.StandardButton.Open:
                _recover(window, left)
                return
            case _:
                return


def _what_to_do_with(window: "MainWindow", path: Path, found: Survey) -> QMessageBox.StandardButton:
    buttons = QMessageBox.StandardButton
    when = QLocale().toString(
        QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime)), QLocale.FormatType.ShortFormat
    )
    return QMessageBox.question(
        window,
        "Fanhua",
        _tr(
            "A session was cut off ({when}). It holds: {parts}.\n\n"
            "Open it again? Save keeps it as a project elsewhere, Discard deletes it, "
            "Cancel asks again at the next start."
        ).format(when=when, parts=_tr("; ").join(map(sentence, found.parts))),
        buttons.Open | buttons.Save | buttons.Discard | buttons.Cancel,
        buttons.Open,
    )


def _keep(window: "MainWindow", left: LeftOver) -> None:
    """Keep a journal as a project elsewhere; it stays where it is unless that is done."""
    path = file_dialogs.to_write(
        window, _tr("Save"), f"recovered{project_files.PROJECT}", _tr("Projects (*.fanhua)")
    )
    if path is None:
        return
    try:
        with replacement(path) as fresh:
            _copy(left.path, fresh)
    except OSError as error:
        values = {"path": str(path), "reason": error.strerror or str(error)}
        project_files.complain(window, Text("“{path}” cannot be written: {reason}.", values))
        return
    left.remove()


def _copy(journal: Path, target: Path) -> None:
    """Copy a journal with what is still in the file beside it; a damaged one as it is."""
    try:
        source = open_to_write(journal)
        try:
            source.pragma("wal_checkpoint(TRUNCATE)")
        finally:
            source.close()
    except apsw.Error as error:
        log.warning("a damaged journal is copied as it is: %s", error)
    shutil.copyfile(journal, target)
    with suppress(apsw.Error):  # a project is one file
        project = open_to_write(target)
        project.pragma("journal_mode", "DELETE")
        project.close()


def _recover(window: "MainWindow", left: LeftOver) -> None:
    try:
        contents = window.session.recover(left)
    except Problem as problem:
        project_files.complain(window, problem.text)
        return
    project_files.name_damaged(window, contents)
