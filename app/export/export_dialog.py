"""Taking away from the window: what can be had now, a file to choose, a dialog while it works."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from app.desktop.long_jobs import Result, Then
from app.desktop.notices import Notices
from app.desktop.submenu import Submenu, SubmenuEntry
from app.export import films
from app.export.figures import Figures
from app.export.film_dialog import Films, Plan
from app.export.formats import FORMATS, Format, write
from app.export.source import NOTHING, Source
from app.files.file_dialogs import FileDialogs
from app.session.session import Session
from training.text import Text
from widgets.stage.stage import Stage
from widgets.text import sentence
from widgets.views import figure_export

UNTITLED = "fanhua"


def _tr(text: str) -> str:
    return QCoreApplication.translate("takeaway", text)


def title(form: Format) -> str:
    """Return the name of a format in the present language."""
    return _tr(form.title)


class Exports:
    """Asks what is to be taken away, and where to, and writes it beside the window."""

    def __init__(
        self,
        session: Session,
        stage: Stage,
        figures: Figures,
        films: Films,
        dialogs: FileDialogs,
        notices: Notices,
    ) -> None:
        self._session, self._stage = session, stage
        self._figures, self._films = figures, films
        self._dialogs, self._notices = dialogs, notices

    def source(self) -> Source:
        """Return the runs that are shown, and the one that the views show."""
        registry = self._session.registry
        shown = registry.run_list.find(registry.viewed.key)
        runs = [run for run in registry.run_list.runs if run.is_shown or run is shown]
        runs = [run for run in runs if registry.archive.reader_of(run.key) is not None]
        path = self._session.document.path
        return Source(
            tuple(runs),
            shown if shown in runs else runs[-1] if runs else None,
            {run.key: registry.archive.path_of(run.key) for run in runs},
            path.stem if path is not None else "",
            self._session.keeper.notebook,
            registry.viewed.timeline.step,
            registry.archive.journal.path,
            sentence,
        )

    def missing(self, key: str) -> str:
        """Say why a format cannot be had now; empty where it can."""
        form, problem = FORMATS[key], None
        if form.write is None:
            problem = films.missing(form.ending) or self._films.missing()
        elif self.source().present is None:
            problem = NOTHING
        return sentence(problem) if problem is not None else ""

    def ask(self, key: str) -> None:
        """Let the user choose what and where to, and write it there."""
        form, name, plan = FORMATS[key], UNTITLED, None
        if self._session.document.path is not None:
            name = self._session.document.path.stem
        if form.write is None:
            plan = self._films.ask_plan()
            if plan is None:
                return
            name = f"{name} {self._stage.views[plan.key].title()}"
        heading, named = title(form).rstrip("…"), name + form.ending
        if form.ending:
            path = self._dialogs.to_write(heading, named, _tr(form.filter))
        else:
            path = self._dialogs.to_fill(heading)
        if path is None:
            return
        if plan is not None:
            self._films.film(plan, path)
        else:
            self.export(key, path, partial(self._end, path))

    def export(self, key: str, path: Path, then: Then) -> None:
        """Write one format beside the window."""
        form = FORMATS[key]
        work = partial(write, form, self.source(), path)
        self._session.jobs.begin(Text("Writing “{name}”…", {"name": path.name}), work, then)

    def _end(self, path: Path, result: Result) -> None:
        """Say what is wrong, or where it is."""
        if result.problem is not None:
            self._notices.show_warning(result.problem.text)
        elif result.is_done:
            self._notices.flash_status(Text("Written: “{path}”.", {"path": str(path)}))

    def export_and_wait(self, key: str, path: Path) -> bool:
        """Write one format, say how it went, and return whether it is written."""
        results: list[Result] = []
        self.export(key, path, results.append)
        while not results:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._end(path, results[0])
        return results[0].is_done

    def export_everything(self, folder: Path) -> list[Path]:
        """Write every format that can be had now into a folder, without asking; return the paths.

        Figures of all shown views are among them. What cannot be written is said in a dialog, and
        is not in the list.
        """
        done = []
        for key, form in FORMATS.items():
            target = folder / f"{key}{form.ending}"
            if self.missing(key):
                continue
            if form.write is None:
                plan = Plan(self._figures.shown()[0].key, pictures=10, seconds=1.0)
                is_done = self._films.film(plan, target)
            else:
                is_done = self.export_and_wait(key, target)
            done += [target] if is_done else []
        for view in self._figures.shown():
            for ending in figure_export.FORMATS:
                target = folder / f"{view.key}{ending}"
                done += [target] if self._figures.write(view.key, target) else []
        return done

    def submenus(self) -> dict[str, Submenu]:
        """Return the menu of formats by its key."""
        return {"exports": Submenu(self._entries, "export")}

    def _entries(self) -> Iterator[SubmenuEntry]:
        for key, form in FORMATS.items():
            problem = self.missing(key)
            yield SubmenuEntry(key, title(form), problem or _tr(form.tip), is_possible=not problem)
