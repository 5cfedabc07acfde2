"""Sessions that were cut off: the next start offers them back."""

import logging
import shutil
from contextlib import suppress
from pathlib import Path

import apsw
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.desktop.notices import Button, Notices
from app.files.file_dialogs import FileDialogs
from app.files.project_files import name_damaged
from app.files.saves import PROJECT
from app.recording.journal import LeftOver, left_over
from app.recording.survey import Survey, survey
from app.session.session import Session
from training.disk import not_written, replacement
from training.store import open_to_write
from training.text import Problem
from widgets.text import sentence

log = logging.getLogger(__name__)


def _tr(text: str) -> str:
    return QCoreApplication.translate("recovery", text)


class Recovery:
    """Knows the folder in which sessions leave their journals."""

    def __init__(
        self, folder: Path, session: Session, dialogs: FileDialogs, notices: Notices
    ) -> None:
        self._folder, self._session = folder, session
        self._dialogs, self._notices = dialogs, notices

    def offer(self) -> None:
        """Offer what sessions left behind that were cut off; deleted is only what the user says.

        Each is held while it is asked about: another window that starts does not ask too.
        """
        for left in left_over(self._folder):
            contents = survey(left.path)
            if contents.is_empty:
                left.remove()
                continue
            match self._what_to_do_with(left.path, contents):
                case Button.Discard:
                    left.remove()
                case Button.Save:
                    self._keep(left)
                case Button.Open:
                    self._recover(left)
                    return
                case _:
                    return

    def _what_to_do_with(self, path: Path, contents: Survey) -> Button:
        when = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime)), QLocale.FormatType.ShortFormat
        )
        return self._notices.ask(
            _tr(
                "A session was cut off ({when}). It holds: {parts}.\n\n"
                "Open it again? Save keeps it as a project elsewhere, Discard deletes it, "
                "Cancel asks again at the next start."
            ).format(when=when, parts=_tr("; ").join(map(sentence, contents.parts))),
            Button.Open | Button.Save | Button.Discard | Button.Cancel,
            Button.Open,
        )

    def _keep(self, left: LeftOver) -> None:
        """Keep a journal as a project elsewhere; it stays where it is unless that is done."""
        path = self._dialogs.to_write(
            _tr("Save"), f"recovered{PROJECT}", _tr("Projects (*.fanhua)")
        )
        if path is None:
            return
        try:
            with replacement(path) as fresh:
                _copy(left.path, fresh)
        except OSError as error:
            self._notices.show_warning(not_written(path, error).text)
            return
        left.remove()

    def _recover(self, left: LeftOver) -> None:
        try:
            contents = self._session.recover(left)
        except Problem as problem:
            self._notices.show_warning(problem.text)
            return
        name_damaged(self._notices, contents)


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
