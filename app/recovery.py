"""Sessions that were cut off: the next start offers them back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QMessageBox

from app import files
from app.journal import left_over, remove
from app.recordings import recorded_steps
from training.store import Reader, StoreError
from training.text import Problem

if TYPE_CHECKING:
    from app.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("recovery", text)


def offer_recovery(window: "MainWindow") -> None:
    """Offer what sessions left behind that were cut off; deleted is only what the user says."""
    for path in left_over(window.preferences.sessions_folder):
        match _what_to_do_with(window, path):
            case QMessageBox.StandardButton.Discard:
                remove(path)
            case QMessageBox.StandardButton.Open:
                _recover(window, path)
                return
            case _:
                return


def _what_to_do_with(window: "MainWindow", path: Path) -> QMessageBox.StandardButton:
    buttons = QMessageBox.StandardButton
    try:
        reader = Reader.open(path, immutable=False)
        try:
            has_runs = any(recorded_steps(reader, run.key) for run in reader.runs()[0])
        finally:
            reader.close()
    except StoreError:
        has_runs = True  # the user decides, not we
    if not has_runs:
        return buttons.Discard
    when = QLocale().toString(
        QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime)), QLocale.FormatType.ShortFormat
    )
    return QMessageBox.question(
        window,
        "Fanhua",
        _tr(
            "A session was cut off ({when}). Open it again, with all its runs? "
            "Discard deletes it; Cancel asks again at the next start."
        ).format(when=when),
        buttons.Open | buttons.Discard | buttons.Cancel,
        buttons.Open,
    )


def _recover(window: "MainWindow", path: Path) -> None:
    try:
        damaged = window.session.recover(path)
    except Problem as problem:
        files.complain(window, problem.text)
        return
    files.name_damaged(window, damaged)
