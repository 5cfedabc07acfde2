"""Taking away from the window: what can be had now, a file to choose, a dialog while it works."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from app import files
from app.loading import wait_for
from app.takeaway.formats import FORMATS, Format
from app.takeaway.source import Source
from training.text import Problem, Text
from widgets.text import sentence

if TYPE_CHECKING:
    from app.main_window import MainWindow

UNTITLED = "fanhua"


def _tr(text: str) -> str:
    return QCoreApplication.translate("takeaway", text)


def title(form: Format) -> str:
    """Return the name of a format in the present language."""
    return _tr(form.title)


def source(window: "MainWindow") -> Source:
    """Return the runs that are shown, and the one that the views show."""
    book = window.session.book
    shown = book.run_list.find(book.shown)
    runs = [run for run in book.run_list.runs if run.is_shown or run is shown]
    runs = [run for run in runs if book.archive.reader_of(run.key) is not None]
    path = window.document.path
    return Source(
        tuple(runs),
        shown if shown in runs else runs[-1] if runs else None,
        {run.key: book.archive.path_of(run.key) for run in runs},
        path.stem if path is not None else "",
        window.session.keeper.notebook,
        book.timeline.step,
        book.archive.journal.path,
        sentence,
    )


def missing(window: "MainWindow", key: str) -> str:  # noqa: ARG001
    """Say why a format cannot be had now; empty where it can."""
    if source(window).present is None:
        return _tr("Nothing was recorded yet. Train first.")
    return ""


def ask(window: "MainWindow", key: str) -> None:
    """Let the user choose where to, and write it there."""
    form = FORMATS[key]
    name = (window.document.path.stem if window.document.path else UNTITLED) + form.ending
    if form.ending:
        chosen, _ = QFileDialog.getSaveFileName(window, title(form), name, _tr(form.filter))
    else:
        chosen = QFileDialog.getExistingDirectory(window, title(form))
    if chosen:
        path = Path(chosen)
        export(window, key, path if path.suffix else path.with_suffix(form.ending))


def export(window: "MainWindow", key: str, path: Path) -> bool:
    """Write one format behind a dialog that can be cancelled; say what is wrong, or where it is."""
    form, taken = FORMATS[key], source(window)
    try:
        is_done = wait_for(window, title(form), partial(form.write, taken, path))
    except Problem as problem:
        files.complain(window, problem.text)
        return False
    if is_done:
        window.status.announce(Text("Written: “{path}”.", {"path": str(path)}))
    return is_done
