"""Taking away from the window: what can be had now, a file to choose, a dialog while it works."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from app.desktop.long_jobs import Result, Then
from app.export import figures, film_dialog, films
from app.export.formats import FORMATS, Format, write
from app.export.source import NOTHING, Source
from app.files import file_dialogs, project_files
from training.text import Text
from widgets.plots import figure_export
from widgets.text import sentence

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

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


def missing(window: "MainWindow", key: str) -> str:
    """Say why a format cannot be had now; empty where it can."""
    form, problem = FORMATS[key], None
    if form.write is None:
        problem = films.missing(form.ending) or film_dialog.missing(window)
    elif source(window).present is None:
        problem = NOTHING
    return sentence(problem) if problem is not None else ""


def ask(window: "MainWindow", key: str) -> None:
    """Let the user choose what and where to, and write it there."""
    form, name, plan = FORMATS[key], UNTITLED, None
    if window.document.path is not None:
        name = window.document.path.stem
    if form.write is None:
        plan = film_dialog.ask_plan(window)
        if plan is None:
            return
        name = f"{name} {window.views[plan.key].title()}"
    heading, named = title(form).rstrip("…"), name + form.ending
    if form.ending:
        path = file_dialogs.to_write(window, heading, named, _tr(form.filter))
    else:
        path = file_dialogs.to_fill(window, heading)
    if path is None:
        return
    if plan is not None:
        film_dialog.film(window, plan, path)
    else:
        export(window, key, path, partial(_end, window, path))


def export(window: "MainWindow", key: str, path: Path, then: Then) -> None:
    """Write one format beside the window."""
    form = FORMATS[key]
    work = partial(write, form, source(window), path)
    window.session.work.begin(Text("Writing “{name}”…", {"name": path.name}), work, then)


def _end(window: "MainWindow", path: Path, result: Result) -> None:
    """Say what is wrong, or where it is."""
    if result.problem is not None:
        project_files.complain(window, result.problem.text)
    elif result.is_done:
        window.status.announce(Text("Written: “{path}”.", {"path": str(path)}))


def export_and_wait(window: "MainWindow", key: str, path: Path) -> bool:
    """Write one format, say how it went, and return whether it is written."""
    results: list[Result] = []
    export(window, key, path, results.append)
    while not results:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    _end(window, path, results[0])
    return results[0].is_done


def export_everything(window: "MainWindow", folder: Path) -> list[Path]:
    """Write every format that can be had now into a folder, without asking; return the paths.

    Figures of all shown views are among them. What cannot be written is said in a dialog, and is
    not in the list.
    """
    done = []
    for key, form in FORMATS.items():
        target = folder / f"{key}{form.ending}"
        if missing(window, key):
            continue
        if form.write is None:
            plan = film_dialog.Plan(figures.shown(window)[0].key, pictures=10, seconds=1.0)
            is_done = film_dialog.film(window, plan, target)
        else:
            is_done = export_and_wait(window, key, target)
        done += [target] if is_done else []
    for view in figures.shown(window):
        for ending in figure_export.FORMATS:
            target = folder / f"{view.key}{ending}"
            done += [target] if figures.write(window, view.key, target) else []
    return done
