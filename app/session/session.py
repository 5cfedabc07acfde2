"""What the user works on: the document, the data it asks for, and its runs."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.desktop.long_jobs import JobQueue
from app.recording.archive import Contents
from app.recording.journal import LeftOver
from app.runs.image_collections import Images
from app.runs.live_runs import LiveRuns
from app.runs.registry import RunRegistry
from app.runs.run_states import ACTIVE, RunState
from app.session.document import Document
from app.session.edits import Edits
from app.session.notebook import NotebookKeeper
from app.session.open_files import Known, OpenFiles
from app.session.preparation import Preparation
from app.session.put_away import PutAway
from app.session.saving import Saving
from app.session.screen import Screen
from app.session.setups import Setups
from app.session.starter import RunStarter
from training.catalog.presets import DEFAULT, preset
from training.data import sources
from training.disk import FileState
from training.messages.budget import BUDGET
from training.settings import Experiment
from training.settings.files import files_named
from training.setup.setup import Setup
from training.store import Notebook
from training.text import Problem

PREVIEW_PAUSE = 50
"""Milliseconds after which a changed experiment is prepared and shown; a drag makes many."""


class Session(QObject):
    """Keeps document, data and runs together: what changes in one is told to the others.

    Signals
    -------
    setup_changed
        Setup: data that can be shown; a run that is under way shows them itself.
    restarted
        A setting needed new weights while a run was under way.
    kept
        Undo brought back a setting that needs new weights: the run under way goes on without it.
    cleared
        Nothing of the last run is to be shown any more.
    replaced
        Another document is there: nothing that was done or said before is of it.
    opened
        A project is shown; the views may be arranged as it says.
    """

    setup_changed = Signal(object)
    restarted = Signal()
    kept = Signal()
    cleared = Signal()
    replaced = Signal()
    opened = Signal()

    def __init__(self, folder: Path, budget: int = BUDGET, known: Known | None = None) -> None:
        super().__init__()
        self.document = document = Document(preset(DEFAULT).experiment)
        self.files = OpenFiles(known if known is not None else set())
        sources.use(self.files.find)
        self.may_read: Callable[[Sequence[str]], bool] = lambda _: False
        """Asks the user whether files may be read that the document names."""
        self.jobs = JobQueue()
        self.images = Images(self.jobs)
        find, stack = self.files.find, document.undo_stack
        self.registry = registry = RunRegistry(folder, stack, budget, find, self.images, self.jobs)
        self.runs = registry.runs
        self.keeper = NotebookKeeper(stack, lambda: registry.archive.journal)
        self._setups = Setups(self.images.has)
        self.data = Preparation(
            document,
            self.files,
            self.images,
            self._setups,
            lambda: registry.archive.journal,
            lambda: self.is_running,
        )
        self.screen = Screen(document, registry, self._setups)
        self.live = LiveRuns(registry)
        self.edits = Edits(document, self.screen, self.data, self.files)
        self.starter = RunStarter(document, registry, self.data, self._prepare_to_begin)
        self.saving = Saving(document, registry, self.keeper)
        self._put_away = PutAway(registry, self.screen, self.show_no_run)
        self._preview_pause = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._preview_pause.timeout.connect(self.prepare)
        self._is_led = self._has_new_edit = False
        self._join()

    def _join(self) -> None:
        registry, journal = self.registry, self.registry.archive.journal
        self.images.expected.connect(self.runs.expect)
        self.images.ended.connect(self._on_images_ended)
        self.jobs.rested.connect(registry.delete_retired)
        self.runs.state_changed.connect(self._on_run_state_changed)
        self.document.experiment_changed.connect(self._on_experiment_changed)
        journal.keep_experiment(self.document.experiment)
        registry.viewed.lost.connect(self.cleared)
        self.cleared.connect(self.screen.refresh)
        self.edits.refused.connect(registry.refused)

    # --- another document ---

    def load(
        self,
        experiment: Experiment,
        path: Path | None = None,
        on_disk: FileState | None = None,
    ) -> None:
        """Begin a session with another experiment, from a preset or a file.

        ``on_disk`` is the state of the file when it was read.
        """
        self.registry.archive.close_project()
        self.registry.begin_anew()
        self._load(Contents(experiment, Notebook(), [], [], [], path, on_disk))

    def open_project(self, path: Path) -> Contents:
        """Show a project: its experiment, and its last run as it was recorded.

        Raises
        ------
        Problem
            When the file is no project, or nothing in it can be shown; the old one stays.
        """
        contents = self.registry.archive.open(path)
        self.registry.delete_retired()
        return self._show_contents(contents)

    def recover(self, left: LeftOver) -> Contents:
        """Go on with a session that was cut off; see ``open_project``."""
        contents = self._show_contents(self.registry.archive.recover(left))
        self.registry.unsaved.note()
        return contents

    def _show_contents(self, contents: Contents) -> Contents:
        self._load(contents)
        self.opened.emit()
        return contents

    def _load(self, contents: Contents) -> None:
        self._clear()
        self.images.forget()
        self.files.begin(contents.files)
        self.saving.left_out = (*contents.damaged, *contents.partly)
        self.document.load(contents.experiment, contents.path, contents.on_disk)
        self.replaced.emit()
        self.keeper.load(contents.notebook)
        self.registry.take([run for run in contents.runs if run.step])
        if self._ask_for(contents):
            self.prepare()
        self.registry.viewed.show_last()

    def use(self, experiment: Experiment) -> None:
        """Take another experiment, as a step of undo; earlier runs are hidden, not gone."""
        self._clear()
        self.registry.run_list.show_none()
        self.document.change(experiment)
        self.prepare()

    def _clear(self) -> None:
        self.starter.forget()
        self._put_away.forget()
        self.runs.stop()
        self.show_no_run()

    def show_no_run(self) -> None:
        """Show nothing of any run."""
        self.registry.viewed.hide()
        self.cleared.emit()

    # --- the experiment, and its data ---

    @Slot(object)
    def _on_experiment_changed(self, experiment: Experiment) -> None:
        self.registry.archive.journal.keep_experiment(experiment)
        self._has_new_edit = self._has_new_edit or not (self.document.is_undoing or self._is_led)
        self._preview_pause.start()

    def apply_cue_settings(self, experiment: Experiment) -> None:
        """Take the settings of a cue: what is replayed goes on being replayed."""
        self._is_led = True
        try:
            self.document.change(experiment)
            self.prepare()
        finally:
            self._is_led = False

    @property
    def setup(self) -> Setup | None:
        """The data of the document; None where there are none."""
        return self.data.setup

    @property
    def is_running(self) -> bool:
        """Whether a run is under way that shows data and results itself."""
        return self.runs.state in ACTIVE

    @Slot()
    def prepare(self) -> None:
        """Make the data, tell of them, and hand the experiment to a run that is under way."""
        self._preview_pause.stop()
        if not self.data.make() or self.data.setup is None:
            if self.data.problem is not None:
                self._has_new_edit = self.starter.waits_for_images = False
            return
        experiment, setup = self.document.experiment, self.data.setup
        is_edited, self._has_new_edit = self._has_new_edit, False
        is_replacing = self.is_running or self._is_led
        self._put_away.data_made(experiment, setup, is_replacing=is_replacing)
        self.setup_changed.emit(setup)
        if self.is_running:
            self._change_run(experiment, is_edited=is_edited)
        elif is_edited:
            self.starter.turn_live(experiment)

    def _change_run(self, experiment: Experiment, *, is_edited: bool) -> None:
        """Hand the experiment to the run that is under way."""
        if not (is_edited or self._is_led or self.runs.can_change(experiment)):
            self.kept.emit()  # nobody has asked for another run
            return
        self.registry.viewed.show_present()
        if self.runs.change(experiment):
            self.registry.note_change(experiment)
            self.screen.take()
        else:
            self.restarted.emit()

    def _prepare_to_begin(self) -> None:
        """Make the data that a run is to train on, if they are not there."""
        if self._preview_pause.isActive():
            self.prepare()
        if self.data.problem is not None:  # it may be mended meanwhile
            self._asks([self.document.experiment])
            self.prepare()

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        if state is RunState.IDLE:
            self.data.tell_missing()
        elif state is RunState.STARTING:
            self._put_away.forget()

    @Slot(str, object)
    def _on_images_ended(self, path: str, problem: Problem | None) -> None:
        if getattr(self.document.experiment.dataset, "path", "") == path:
            if problem is None:
                self.prepare()
            else:
                self._has_new_edit = self.starter.waits_for_images = False
                self.data.fail(problem)
        self.registry.viewed.show_next(problem)
        self.starter.images_ended()

    # --- files of the user's ---

    def _ask_for(self, contents: Contents) -> bool:
        """Ask for the files that are named in what came from elsewhere."""
        is_ours = contents.path is None and not contents.runs
        named = [contents.experiment, contents.notebook, *contents.runs]
        return not is_ours and self._asks(named)

    def _asks(self, named: Iterable[BaseModel]) -> bool:
        """Ask whether files may be read that are named and are not here; True where one may now."""
        names = set[str]().union(*(files_named(each.model_dump_json()) for each in named))
        unknown = self.files.unknown(names)
        is_allowed = bool(unknown) and self.may_read(unknown)
        for path in unknown if is_allowed else ():
            self.files.allow(path)
        return is_allowed

    def close(self) -> None:
        """End the run and everything that waits."""
        self._preview_pause.stop()
        self.jobs.close()
        self.saving.wait_saved()
        self.registry.close()
