"""Opening from the window: dialogs, recent files, dropped files, presets."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox

from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.files.data_files import IMAGES, TABLES, DataFiles
from app.files.experiment_file import experiment_from
from app.files.file_dialogs import FileDialogs
from app.files.saves import PROJECT, Saves
from app.recording.archive import Contents
from app.session.session import Session
from training.catalog.presets import DEFAULT, PRESETS, preset
from training.disk import FileState
from training.plain import printable
from training.text import Problem, Text


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


class ProjectFiles(QObject):
    """Opens the document of a session: from projects, experiments and presets.

    ``show_views`` shows views by their keys as a step of undo.

    Signals
    -------
    explained
        Text: what the preset shows that was taken.
    """

    explained = Signal(object)

    def __init__(
        self,
        session: Session,
        dialogs: FileDialogs,
        notices: Notices,
        preferences: Preferences,
        saves: Saves,
        data: DataFiles,
        show_views: Callable[[Sequence[str]], None],
    ) -> None:
        super().__init__(notices)
        self._session, self._document = session, session.document
        self._dialogs, self._notices, self._preferences = dialogs, notices, preferences
        self._saves, self._data, self._show_views = saves, data, show_views

    # --- opening ---

    def open_path(self, path: Path) -> None:
        """Open an experiment or import a table or an image, by the ending of its name."""
        if path.suffix.lower() in TABLES:
            self._data.open_table(path)
        elif path.suffix.lower() in IMAGES:
            self._data.open_image(path)
        elif path.suffix.lower() == PROJECT:
            self.open_project(path)
        else:
            self.open_experiment(path)

    def open_experiment(self, path: Path) -> None:
        """Open an experiment file; a sentence says what is wrong with one that cannot be used."""
        on_disk = FileState.of(path)
        try:
            experiment = experiment_from(str(path))
        except Problem as problem:
            self._notices.show_warning(problem.text)
            return
        if self._saves.may_close():
            self._session.load(experiment, path, on_disk)
            self._preferences.add_recent(path)

    def open_project(self, path: Path) -> None:
        """Open a project file; runs in it that are damaged are left out and named."""
        if not self._saves.may_close():
            return
        try:
            contents = self._session.open_project(path)
        except Problem as problem:
            self._notices.show_warning(problem.text)
            return
        self._preferences.add_recent(path)
        name_damaged(self._notices, contents)

    def ask_to_read(self, paths: Sequence[str]) -> bool:
        """Ask whether files may be read that are named by what was opened and are not in it."""
        document, buttons = self._document, QMessageBox.StandardButton
        name = document.path.name if document.path is not None else _tr("Untitled")
        text = _tr(
            "“{name}” names files of this computer that are not in it:\n{paths}\n\n"
            "Read them? They are shown then, and a table or an image is saved with the project. "
            "If it comes from somebody else, read only what that person may have."
        ).format(name=name, paths="\n".join(map(printable, paths)))
        answer = self._notices.ask(text, buttons.Yes | buttons.No, buttons.No)
        return answer == buttons.Yes

    def open_preset(self, name: str) -> None:
        """Take an experiment that comes with the app; the runs so far stay in the list.

        Raises
        ------
        Problem
            When there is none of that name.
        """
        if name not in PRESETS:
            raise Problem("There is no preset “{name}” any more.", name=name)
        path, chosen = self._document.path, preset(name)
        is_alone = path is not None and path.suffix.lower() != PROJECT
        if is_alone:  # what is in a JSON file is one experiment
            if not self._saves.may_close():
                return
            self._session.load(chosen.experiment)
        undo_stack = self._document.undo_stack
        undo_stack.beginMacro(_tr("Preset"))
        if not is_alone:
            self._session.use(chosen.experiment)
        self._show_views(chosen.views)
        undo_stack.endMacro()
        self._session.starter.pending_race = chosen.race
        self.explained.emit(Text(chosen.description))

    def new(self) -> None:
        """Begin a session with the default experiment."""
        if self._saves.may_close():
            self._session.load(preset(DEFAULT).experiment)

    def ask_open(self) -> Path | None:
        """Let the user choose a project or an experiment."""
        kinds = _tr("Projects and experiments (*.fanhua *.json);;All files (*)")
        return self._dialogs.to_open(_tr("Open"), kinds)


def name_damaged(notices: Notices, contents: Contents) -> None:
    """Say which runs were left out, whole or in part, if any."""
    if contents.damaged:
        names = ", ".join(contents.damaged)
        notices.show_warning(Text("Damaged and left out: {names}.", {"names": names}))
    if contents.partly:
        names = ", ".join(contents.partly)
        text = Text("Damaged in part, and opened with what is whole: {names}.", {"names": names})
        notices.show_warning(text)


def dropped(event: QDropEvent) -> Path | None:
    """Return the file that is dragged over the window, if it is one that can be opened."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix.lower() in (*TABLES, *IMAGES, PROJECT, ".json"):
            return path
    return None
