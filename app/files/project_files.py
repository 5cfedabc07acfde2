"""Opening and saving from the window: dialogs, recent files, dropped files, presets."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox

from app.files import file_dialogs
from app.files.experiment_file import experiment_from
from app.recording.archive import Contents
from app.session.open_files import named
from training.catalog.presets import DEFAULT, preset, presets
from training.data.datasets import load
from training.data.tables import read_table
from training.disk import FileState, replacement
from training.plain import printable
from training.settings import CsvDataset, ImageDataset, Spectrum
from training.settings.fitting import with_data
from training.text import Problem, Text
from widgets.dialogs.preset_dialog import PresetDialog, PresetEntry
from widgets.text import sentence, translated

if TYPE_CHECKING:
    from app.window.main_window import MainWindow

PROJECT = ".fanhua"
TABLES = (".csv", ".tsv", ".txt", ".dat")
IMAGES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


# --- opening ---


def open_path(window: "MainWindow", path: Path) -> None:
    """Open an experiment or import a table or an image, by the ending of its name."""
    if path.suffix.lower() in TABLES:
        open_table(window, path)
    elif path.suffix.lower() in IMAGES:
        open_image(window, path)
    elif path.suffix.lower() == PROJECT:
        open_project(window, path)
    else:
        open_experiment(window, path)


def open_experiment(window: "MainWindow", path: Path) -> None:
    """Open an experiment file; a sentence says what is wrong with one that cannot be used."""
    on_disk = FileState.of(path)
    try:
        experiment = experiment_from(str(path))
    except Problem as problem:
        complain(window, problem.text)
        return
    if may_close(window):
        window.session.load(experiment, path, on_disk)
        window.preferences.add_recent(path)


def open_project(window: "MainWindow", path: Path) -> None:
    """Open a project file; runs in it that are damaged are left out and named."""
    if not may_close(window):
        return
    try:
        contents = window.session.open_project(path)
    except Problem as problem:
        complain(window, problem.text)
        return
    window.preferences.add_recent(path)
    name_damaged(window, contents)


def name_damaged(window: "MainWindow", contents: Contents) -> None:
    """Say which runs were left out, whole or in part, if any."""
    if contents.damaged:
        names = ", ".join(contents.damaged)
        complain(window, Text("Damaged and left out: {names}.", {"names": names}))
    if contents.partly:
        names = ", ".join(contents.partly)
        text = Text("Damaged in part, and opened with what is whole: {names}.", {"names": names})
        complain(window, text)


def open_table(window: "MainWindow", path: Path) -> None:
    """Take the data from a table; network and trainer stay."""
    changed: dict[str, object] = {}
    if not isinstance(window.document.experiment.dataset, CsvDataset):
        changed["spectrum"] = Spectrum(bins=120, peak_choice="largest")
    dataset = CsvDataset(path=named(path))
    _take_data(window, dataset, path, partial(read_table, dataset.path), **changed)


def open_image(window: "MainWindow", path: Path) -> None:
    """Take the data from an image; network and trainer stay."""
    dataset = ImageDataset(path=named(path))
    _take_data(window, dataset, path, partial(load, dataset))


def _take_data(
    window: "MainWindow",
    dataset: CsvDataset | ImageDataset,
    path: Path,
    check: Callable[[], object],
    **changes: object,
) -> None:
    """Take the data from a file as it is now, and say what had to change with them.

    A file that ``check`` refuses changes nothing.
    """
    before, session = window.document.experiment, window.session
    try:
        with session.files.reading(dataset.path, chosen=path):
            check()
            experiment = with_data(before, dataset, **changes)
    except Problem as problem:
        values = {"name": Path(dataset.path).name, "problem": problem.text}
        complain(window, Text("{name}: {problem}", values))
        return
    if experiment == before:
        session.prepare()  # the same file, of another content perhaps
    session.replace(experiment)
    window.preferences.add_recent(path)
    if (experiment.model, experiment.trainer) != (before.model, before.trainer):
        text = Text("Network and loss are others now: those before do not go with these data.")
        window.status.announce(text)


def ask_to_read(window: "MainWindow", paths: Sequence[str]) -> bool:
    """Ask whether files may be read that are named by what was opened and are not in it."""
    document, buttons = window.document, QMessageBox.StandardButton
    name = document.path.name if document.path is not None else _tr("Untitled")
    text = _tr(
        "“{name}” names files of this computer that are not in it:\n{paths}\n\n"
        "Read them? They are shown then, and a table or an image is saved with the project. "
        "If it comes from somebody else, read only what that person may have."
    ).format(name=name, paths="\n".join(map(printable, paths)))
    answer = QMessageBox.question(window, "Fanhua", text, buttons.Yes | buttons.No, buttons.No)
    return answer == buttons.Yes


def open_preset(window: "MainWindow", name: str) -> None:
    """Take an experiment that comes with the app; the runs so far stay in the list."""
    path, chosen = window.document.path, preset(name)
    is_alone = path is not None and path.suffix.lower() != PROJECT
    if is_alone:  # what is in a JSON file is one experiment
        if not may_close(window):
            return
        window.session.load(chosen.experiment)
    undo_stack = window.document.undo_stack
    undo_stack.beginMacro(_tr("Preset"))
    if not is_alone:
        window.session.use(chosen.experiment)
    window.records.arrangement.show(chosen.views)
    undo_stack.endMacro()
    window.session.plan(chosen.race)
    window.explain(Text(chosen.description))


def ask_preset(window: "MainWindow") -> None:
    """Let the user choose a preset by what it shows."""
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
    dialog = PresetDialog(entries, window)
    is_accepted = dialog.exec() == PresetDialog.DialogCode.Accepted
    name = dialog.chosen()
    dialog.deleteLater()
    if is_accepted and name:
        open_preset(window, name)


def new(window: "MainWindow") -> None:
    """Begin a session with the default experiment."""
    if may_close(window):
        window.session.load(preset(DEFAULT).experiment)


def ask_open(window: "MainWindow") -> None:
    """Let the user choose an experiment file."""
    kinds = _tr("Projects and experiments (*.fanhua *.json);;All files (*)")
    path = file_dialogs.to_open(window, _tr("Open"), kinds)
    if path is not None:
        open_path(window, path)


def ask_csv(window: "MainWindow") -> None:
    """Let the user choose a table."""
    kinds = _tr("Tables (*.csv *.tsv *.txt *.dat);;All files (*)")
    path = file_dialogs.to_open(window, _tr("Import CSV"), kinds)
    if path is not None:
        open_table(window, path)


def dropped(event: QDropEvent) -> Path | None:
    """Return the file that is dragged over the window, if it is one that can be opened."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix.lower() in (*TABLES, *IMAGES, PROJECT, ".json"):
            return path
    return None


# --- saving ---


def save(window: "MainWindow") -> bool:
    """Save to the known file, or ask for one; return whether it is saved."""
    if window.document.path is None:
        return ask_save(window)
    return write(window, window.document.path)


def ask_save(window: "MainWindow") -> bool:
    """Let the user choose a file and save to it."""
    kinds = _tr("Projects, with all runs (*.fanhua);;Experiments alone (*.json)")
    known = window.document.path
    name = known.name if known is not None else f"project{PROJECT}"
    if known is not None and window.session.book.has_unsaved:
        name = known.with_suffix(PROJECT).name  # an experiment alone would lose the runs
    path = file_dialogs.to_write(window, _tr("Save"), name, kinds)
    return path is not None and write(window, path)


def write(window: "MainWindow", path: Path) -> bool:
    """Save a project, which goes on behind the window, or an experiment alone."""
    if path == window.document.path and not (_may_replace(window) and _keeps_copy(window, path)):
        return False
    if path.suffix.lower() == PROJECT:
        window.records.arrangement.keep()
        window.session.save_project(path)
        return True
    try:
        window.session.save_experiment(path)
    except OSError as error:
        values = {"path": str(path), "reason": error.strerror}
        complain(window, Text("“{path}” cannot be written: {reason}.", values))
        return False
    window.preferences.add_recent(path)
    return True


def _may_replace(window: "MainWindow") -> bool:
    """Ask before what somebody else has written to the file since is lost."""
    document, buttons = window.document, QMessageBox.StandardButton
    if document.path is None or not document.was_changed_on_disk:
        return True
    text = _tr(
        "“{name}” was changed by another program since it was opened or saved here. Replace it?"
    ).format(name=document.path.name)
    answer = QMessageBox.question(
        window, "Fanhua", text, buttons.Yes | buttons.Cancel, buttons.Cancel
    )
    return answer == buttons.Yes


def _keeps_copy(window: "MainWindow", path: Path) -> bool:
    """Ask before what could not be opened is no longer in the file, and keep a copy that has it."""
    left_out, buttons = window.session.left_out, QMessageBox.StandardButton
    if not left_out or not path.exists():
        return True
    copy = next(c for n in count(1) if not (c := _copy_name(path, n)).exists())
    text = _tr(
        "Something in “{name}” is damaged and was left out: {names}. Saving replaces the file; "
        "what it was is kept as “{copy}”."
    ).format(name=path.name, names=", ".join(left_out), copy=copy.name)
    answer = QMessageBox.question(
        window, "Fanhua", text, buttons.Save | buttons.Cancel, buttons.Cancel
    )
    if answer != buttons.Save:
        return False
    try:
        with replacement(copy) as fresh:
            shutil.copyfile(path, fresh)
    except OSError as error:
        values = {"path": str(copy), "reason": error.strerror or str(error)}
        complain(window, Text("“{path}” cannot be written: {reason}.", values))
        return False
    return True


def _copy_name(path: Path, number: int) -> Path:
    ending = f".damaged{number if number > 1 else ''}{path.suffix}"
    return path.with_name(path.stem + ending)


def may_close(window: "MainWindow") -> bool:
    """Ask what to do with what is in no file; True to go on."""
    session, path = window.session, window.document.path
    if not session.is_modified:
        return True
    name = path.name if path is not None else _tr("Untitled")
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(
        window,
        "Fanhua",
        _tr("Save the changes to “{name}”?").format(name=name),
        buttons.Save | buttons.Discard | buttons.Cancel,
    )
    if answer == buttons.Save:
        holds_runs = path is None or path.suffix.lower() == PROJECT
        is_whole = holds_runs or not session.book.has_unsaved
        is_begun = save(window) if is_whole else ask_save(window)
        return is_begun and session.book.wait_saved()
    return answer == buttons.Discard


# --- saying ---


def complain(window: "MainWindow", problem: Text) -> None:
    """Say what is wrong in a dialog."""
    QMessageBox.warning(window, "Fanhua", sentence(problem))
