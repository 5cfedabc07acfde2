"""Opening and saving from the window: dialogs, recent files, dropped files, presets."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox

from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.files.experiment_file import experiment_from
from app.files.file_dialogs import FileDialogs
from app.recording.archive import Contents
from app.session.open_files import named
from app.session.session import Session
from training.catalog.presets import DEFAULT, PRESETS, preset, presets
from training.data.datasets import load
from training.data.tables import read_table
from training.disk import FileState, replacement
from training.plain import printable
from training.settings import CsvDataset, ImageDataset, Spectrum
from training.settings.fitting import with_data
from training.text import Problem, Text
from widgets.dialogs.preset_dialog import PresetDialog, PresetEntry
from widgets.text import sentence, translated

PROJECT = ".fanhua"
TABLES = (".csv", ".tsv", ".txt", ".dat")
IMAGES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


class ProjectFiles(QObject):
    """Opens and saves the document of a session, and takes its data from files.

    ``show_views`` shows views by their keys as a step of undo; ``keep_views`` notes in the project
    how they are arranged.

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
        show_views: Callable[[Sequence[str]], None],
        keep_views: Callable[[], None],
    ) -> None:
        super().__init__(notices)
        self._session, self._document = session, session.document
        self._dialogs, self._notices, self._preferences = dialogs, notices, preferences
        self._show_views, self._keep_views = show_views, keep_views

    # --- opening ---

    def open_path(self, path: Path) -> None:
        """Open an experiment or import a table or an image, by the ending of its name."""
        if path.suffix.lower() in TABLES:
            self.open_table(path)
        elif path.suffix.lower() in IMAGES:
            self.open_image(path)
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
        if self.may_close():
            self._session.load(experiment, path, on_disk)
            self._preferences.add_recent(path)

    def open_project(self, path: Path) -> None:
        """Open a project file; runs in it that are damaged are left out and named."""
        if not self.may_close():
            return
        try:
            contents = self._session.open_project(path)
        except Problem as problem:
            self._notices.show_warning(problem.text)
            return
        self._preferences.add_recent(path)
        name_damaged(self._notices, contents)

    def open_table(self, path: Path) -> None:
        """Take the data from a table; network and trainer stay."""
        changed: dict[str, object] = {}
        if not isinstance(self._document.experiment.dataset, CsvDataset):
            changed["spectrum"] = Spectrum(bins=120, peak_choice="largest")
        dataset = CsvDataset(path=named(path))
        self._take_data(dataset, path, partial(read_table, dataset.path), **changed)

    def open_image(self, path: Path) -> None:
        """Take the data from an image; network and trainer stay."""
        dataset = ImageDataset(path=named(path))
        self._take_data(dataset, path, partial(load, dataset))

    def _take_data(
        self,
        dataset: CsvDataset | ImageDataset,
        path: Path,
        check: Callable[[], object],
        **changes: object,
    ) -> None:
        """Take the data from a file as it is now, and say what had to change with them.

        A file that ``check`` refuses changes nothing.
        """
        before, session = self._document.experiment, self._session
        try:
            with session.files.reading(dataset.path, chosen=path):
                check()
                experiment = with_data(before, dataset, **changes)
        except Problem as problem:
            values = {"name": Path(dataset.path).name, "problem": problem.text}
            self._notices.show_warning(Text("{name}: {problem}", values))
            return
        if experiment == before:
            session.prepare()  # the same file, of another content perhaps
        session.document.change(experiment)
        self._preferences.add_recent(path)
        if (experiment.model, experiment.trainer) != (before.model, before.trainer):
            text = Text("Network and loss are others now: those before do not go with these data.")
            self._notices.flash_status(text)

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
            if not self.may_close():
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

    def ask_preset(self) -> str:
        """Let the user choose a preset by what it shows; return its name, empty for none."""
        origins = {"book": Text("The book's settings."), "ours": Text("Our settings.")}
        entries = [
            PresetEntry(
                name,
                translated(entry.title),
                translated(entry.section) if entry.section else "",
                sentence(origins[entry.origin]),
                translated(entry.description),
            )
            for name, entry in presets().items()
        ]
        dialog = PresetDialog(entries, self._notices.parent_widget)
        is_accepted = dialog.exec() == PresetDialog.DialogCode.Accepted
        name = dialog.chosen()
        dialog.deleteLater()
        return name if is_accepted else ""

    def new(self) -> None:
        """Begin a session with the default experiment."""
        if self.may_close():
            self._session.load(preset(DEFAULT).experiment)

    def ask_open(self) -> Path | None:
        """Let the user choose a project or an experiment."""
        kinds = _tr("Projects and experiments (*.fanhua *.json);;All files (*)")
        return self._dialogs.to_open(_tr("Open"), kinds)

    def ask_table(self) -> Path | None:
        """Let the user choose a table."""
        kinds = _tr("Tables (*.csv *.tsv *.txt *.dat);;All files (*)")
        return self._dialogs.to_open(_tr("Import CSV"), kinds)

    # --- saving ---

    def save(self) -> bool:
        """Save to the known file, or ask for one; return whether it is saved."""
        if self._document.path is None:
            return self.ask_save()
        return self.write(self._document.path)

    def ask_save(self) -> bool:
        """Let the user choose a file and save to it."""
        kinds = _tr("Projects, with all runs (*.fanhua);;Experiments alone (*.json)")
        known = self._document.path
        name = known.name if known is not None else f"project{PROJECT}"
        if known is not None and self._session.registry.unsaved.is_any:
            name = known.with_suffix(PROJECT).name  # an experiment alone would lose the runs
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
            values = {"path": str(path), "reason": error.strerror}
            self._notices.show_warning(Text("“{path}” cannot be written: {reason}.", values))
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
            values = {"path": str(copy), "reason": error.strerror or str(error)}
            self._notices.show_warning(Text("“{path}” cannot be written: {reason}.", values))
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


def _copy_name(path: Path, number: int) -> Path:
    ending = f".damaged{number if number > 1 else ''}{path.suffix}"
    return path.with_name(path.stem + ending)
