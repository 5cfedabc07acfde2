"""What the user works on: the document, the data it asks for, and its runs."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.desktop.long_jobs import Work
from app.recording.archive import Contents
from app.recording.journal import LeftOver
from app.recording.save_job import Saved, SavePoint
from app.runs import run_starts
from app.runs.book import RunRegistry
from app.runs.image_collections import READING, Images
from app.runs.live_runs import LiveRuns
from app.runs.run_plan import RunPlan, raced
from app.runs.run_states import ACTIVE, RunState
from app.session.document import Document
from app.session.notebook import NotebookKeeper
from app.session.on_screen import Screen
from app.session.open_files import Known, OpenFiles
from app.session.setups import Setups, measured_on
from training.catalog.presets import DEFAULT, preset, presets
from training.data import sources
from training.data.collections import open_collection
from training.disk import FileState, write_bytes
from training.messages.budget import BUDGET
from training.settings import (
    CsvDataset,
    Dataset,
    Experiment,
    ImageDataset,
    LabelledDataset,
    is_live,
)
from training.settings.files import files_named
from training.settings.fitting import with_data
from training.settings.race import Race
from training.setup.prepare import prepare
from training.setup.setup import Setup
from training.store import Notebook
from training.text import Problem, Text

PREVIEW_PAUSE = 50
"""Milliseconds after which a changed experiment is prepared and shown; a drag makes many."""


class Session(QObject):
    """Keeps document, data and run together.

    Signals
    -------
    setup_changed
        Setup: data that can be shown; a run that is under way shows them itself.
    missing
        Text: why there are no data to show, as long as no run shows its own.
    problem_found
        Path of a setting, and a Text: the data cannot be had.
    restarted
        A setting needed new weights while a run was under way.
    kept
        Undo brought back a setting that needs new weights: the run under way goes on without it.
    waiting
        Whether a run begins when the images are read, of which Space decided.
    cleared
        Nothing of the last run is to be shown any more.
    replaced
        Another document is there: nothing that was done or said before is of it.
    opened
        A project is shown; the views may be arranged as it says.
    modified_changed
        Runs were recorded that are in no file, or are now.
    """

    setup_changed = Signal(object)
    missing = Signal(object)
    problem_found = Signal(object, object)
    restarted = Signal()
    kept = Signal()
    cleared = Signal()
    waiting = Signal(bool)
    replaced = Signal()
    opened = Signal()
    modified_changed = Signal()

    def __init__(self, folder: Path, budget: int = BUDGET, known: Known | None = None) -> None:
        super().__init__()
        self.document = Document(preset(DEFAULT).experiment)
        self.files = OpenFiles(known if known is not None else set())
        sources.use(self.files.find)
        self.may_read: Callable[[Sequence[str]], bool] = lambda _: False
        """Asks the user whether files may be read that the document names."""
        self.work = Work()
        self.images = Images(self.work)
        find, stack = self.files.find, self.document.undo_stack
        self.book = RunRegistry(folder, stack, budget, find, self.images, self.work)
        self.keeper = NotebookKeeper(self.document.undo_stack, lambda: self.book.archive.journal)
        self.runs = self.book.runs
        self.setups = Setups(self.images.has)
        self.screen = Screen(self.document, self.book, self.setups)
        self.live = LiveRuns(self.book)
        self._put_away: tuple[str, int | None] = ("", None)
        """Run and step that were on screen before other data were set."""
        self._problem: tuple[tuple[str, str], Text] | None = None
        self._planned: Race | None = None
        self._dataset: Dataset = self.document.experiment.dataset
        self._unnamed = ""
        """Images that were chosen with the classes of others."""
        self.setup: Setup | None = None
        self.left_out: tuple[str, ...] = ()
        """Names of what the project holds and could not be opened, whole or in part."""
        self._is_run_asked = False
        """Whether Space was pressed while images were read: it runs when they are."""
        self._preview_pause = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._preview_pause.timeout.connect(self.prepare)
        self._is_led = self._is_edited = False
        self.images.expected.connect(self.runs.expect)
        self.images.ended.connect(self._on_images_ended)
        self.work.rested.connect(self.book.delete_retired)
        self.runs.state_changed.connect(self._on_run_state_changed)
        self.document.experiment_changed.connect(self._on_experiment_changed)
        self.book.archive.journal.keep_experiment(self.document.experiment)
        self.book.archive.saved.connect(self._on_saved)
        self.book.lost.connect(self.cleared)
        self.cleared.connect(self.screen.refresh)
        self.book.damage_found.connect(self._on_damage_found)
        self.book.unsaved_changed.connect(self.modified_changed)

    # --- the experiment ---

    def load(
        self,
        experiment: Experiment,
        path: Path | None = None,
        on_disk: FileState | None = None,
    ) -> None:
        """Begin a session with another experiment, from a preset or a file.

        ``on_disk`` is the state of the file when it was read.
        """
        self.book.archive.close_project()
        self.book.begin_anew()
        self._load(Contents(experiment, Notebook(), [], [], [], path, on_disk))

    def _load(self, contents: Contents) -> None:
        self._clear()
        self.images.forget()
        self.files.begin(contents.files)
        self.left_out = (*contents.damaged, *contents.partly)
        self.document.load(contents.experiment, contents.path, contents.on_disk)
        self.replaced.emit()
        self.keeper.load(contents.notebook)
        self.book.take([run for run in contents.runs if run.step])
        if self._ask_for(contents):
            self.prepare()
        self.book.show_last()

    def use(self, experiment: Experiment) -> None:
        """Take another experiment, as a step of undo; earlier runs are hidden, not gone."""
        self._clear()
        self.book.run_list.show_none()
        self.replace(experiment)

    def set_pending_race(self, race: Race | None) -> None:
        """Let the next run from step 0 be a race, once."""
        self._planned = race

    def _clear(self) -> None:
        self._planned, self._is_run_asked = None, False
        self._put_away = "", None
        self.runs.stop()
        self.show_no_run()

    def show_no_run(self) -> None:
        """Show nothing of any run."""
        self.book.hide()
        self.cleared.emit()

    def replace(self, experiment: Experiment) -> None:
        """Change the experiment, as one step of undo."""
        self.document.end_gesture()
        self.document.replace(experiment, self.tr("Change"))
        self.document.end_gesture()

    @Slot(object)
    def edit_settings(self, experiment: Experiment) -> None:
        """Take what was typed; edits of the same setting are one step of undo."""
        experiment = self.screen.edited(experiment)
        if experiment == self.document.experiment:
            self._tell_problem()  # the panel has cleared it
        self._allow_chosen(experiment.dataset)
        self.document.replace(experiment, self.tr("Change settings"))

    def take_over(self) -> None:
        """Edit from now on what is on screen."""
        self.replace(self.screen.now.experiment)

    @property
    def edited_experiment(self) -> Experiment:
        """What is changed when something is edited in the views: that which they show."""
        now = self.screen.now
        return self.document.experiment if now.is_live else now.experiment

    def edit_points(
        self, edit: Callable[..., Dataset | None], *arguments: Any, is_drag: bool = False
    ) -> None:
        """Change the points by a function of ``app.session.point_edits``; each is a step of undo.

        Those of a drag are one together, which ``Document.end_gesture`` ends.
        """
        now = self.screen.now
        setup = self.setup if now.is_document or now.is_live else self.screen.setup
        if setup is None:
            return
        experiment = self.edited_experiment
        dataset = edit(experiment.dataset, setup.data, *arguments)
        if dataset is not None:
            try:
                changed = with_data(experiment, dataset)
            except Problem as problem:
                self.book.refused.emit(problem.text)
                return
            self.document.replace(changed, self.tr("Edit points"), is_drag=is_drag)
            if not is_drag:
                self.document.end_gesture()

    @Slot(object)
    def _on_experiment_changed(self, experiment: Experiment) -> None:
        self.book.archive.journal.keep_experiment(experiment)
        self._note_dataset(experiment.dataset)
        self._is_edited = self._is_edited or not (self.document.is_undoing or self._is_led)
        self._preview_pause.start()

    def apply_cue_settings(self, experiment: Experiment) -> None:
        """Take the settings of a cue: what is replayed goes on being replayed."""
        self._is_led = True
        try:
            self.replace(experiment)
            self.prepare()
        finally:
            self._is_led = False

    @Slot()
    def prepare(self) -> None:
        """Make the data, tell of them, and hand the experiment to a run that is under way."""
        self._preview_pause.stop()
        experiment = self.document.experiment
        try:
            if not self.images.has(experiment.dataset):
                self._problem = self.setup = None
                self._tell_missing()
                return
            experiment = self._with_their_classes(experiment)
            with self.files.reading(_kept_file(experiment.dataset)):
                self.setup = prepare(experiment)
        except Problem as problem:
            self._fail(problem)
            return
        self._problem = None
        is_edited, self._is_edited = self._is_edited, False
        self._keep_file(experiment)
        self.setups.keep(experiment, self.setup)
        self._put_away_or_back(experiment, self.setup)
        self.setup_changed.emit(self.setup)
        if not self.is_running:
            if is_edited:
                self._turn_live(experiment)
            return
        if not (is_edited or self._is_led or self.runs.can_change(experiment)):
            self.kept.emit()  # nobody has asked for another run
            return
        self.book.show_present()
        if self.runs.change(experiment):
            self.book.note_change(experiment)
            self.screen.take()
        else:
            self.restarted.emit()

    def _put_away_or_back(self, experiment: Experiment, setup: Setup) -> None:
        """Show a run with the data on which it was trained, and not with others.

        It is put away when others are set, and comes back when they are what they were.
        """
        book, now = self.book, self.screen.now
        if not book.goes_with(setup.data):
            self._put_away = "", None
            self.show_no_run()
        elif self.is_running or self._is_led or book.timeline.replay_limit is not None:
            return
        elif now.trained is None:
            key, step = self._put_away
            self._show_again(key, step, experiment)
        elif self.screen.is_edited and measured_on(now.trained) != measured_on(experiment):
            self._put_away = now.run, now.step
            self.show_no_run()

    def _show_again(self, key: str, step: int | None, experiment: Experiment) -> None:
        run = self.book.run_list.find(key)
        if run is None or measured_on(self.screen.trained_at(run, step)) != measured_on(experiment):
            return
        self._put_away = "", None
        self.book.show_run(key)
        if step is not None:
            self.book.timeline.seek(step)

    def _turn_live(self, experiment: Experiment) -> None:
        """Let what is replayed train when the user touches its settings."""
        if self.book.timeline.replay_limit is None:
            return
        run = self.book.run_list.find(self.book.shown)
        beginning = self._taken_over(experiment)
        if run is None or beginning is None or not is_live(run.latest, experiment):
            self.runs.start(raced(experiment, None))
        else:
            self.runs.start(beginning)

    def _fail(self, problem: Problem) -> None:
        """Say at the setting, and in place of data, why there are none."""
        settings = type(self.document.experiment.dataset).model_fields
        field = next(name for name in ("path", "formula", "corners") if name in settings)
        self._problem, self.setup = (("dataset", field), problem.text), None
        self._is_edited = self._is_run_asked = False
        self._tell_problem()
        self._tell_missing()

    def _tell_missing(self) -> None:
        """Say why there are no data, unless a run shows its own."""
        if self.setup is None and not self.is_running:
            self.missing.emit(self._problem[1] if self._problem is not None else READING)

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        if state is RunState.IDLE:
            self._tell_missing()
        elif state is RunState.STARTING:
            self._put_away = "", None

    @Slot(str, object)
    def _on_images_ended(self, path: str, problem: Problem | None) -> None:
        if getattr(self.document.experiment.dataset, "path", "") == path:
            if problem is None:
                self.prepare()
            else:
                self._fail(problem)
        self.book.show_loaded(problem)
        if self._is_run_asked and self.setup is not None and not self.is_running:
            self._is_run_asked = False
            self.start()

    def _note_dataset(self, now: Dataset) -> None:
        """Note whether other images were chosen, whose classes nobody could name yet."""
        before, self._dataset = self._dataset, now
        match before, now:
            case LabelledDataset(classes=known), LabelledDataset(classes=taken) if known == taken:
                self._unnamed = now.path if now.path != before.path else self._unnamed
            case _:
                self._unnamed = ""

    def _with_their_classes(self, experiment: Experiment) -> Experiment:
        """Take the classes of other images that were chosen, where those before are not theirs."""
        now = experiment.dataset
        if not isinstance(now, LabelledDataset) or now.path != self._unnamed:
            return experiment
        self._unnamed = ""
        names = open_collection(now.path).names
        if set(now.classes) <= set(names):
            return experiment
        try:
            dataset = LabelledDataset.model_validate({**now.model_dump(), "classes": names})
        except ValidationError:
            return experiment  # what is wrong is said when the data are made
        self.document.end_gesture()
        self.document.replace(experiment.evolve(dataset=dataset), self.tr("Take their classes"))
        self.document.end_gesture()
        return self.document.experiment

    def _keep_file(self, experiment: Experiment) -> None:
        """Keep the table or the image of the experiment: the project is to be whole."""
        path = _kept_file(experiment.dataset)
        content = self.files.content(path)
        if content is not None:
            self.book.archive.journal.keep_file(path, content)

    def _tell_problem(self) -> None:
        if self._problem is not None:
            self.problem_found.emit(*self._problem)

    @property
    def is_running(self) -> bool:
        """Whether a run is under way that shows data and results itself."""
        return self.runs.state in ACTIVE

    # --- the run ---

    @property
    def is_waiting(self) -> bool:
        """Whether images are read without which there is nothing to show."""
        return self.setup is None and self._problem is None

    def start_paused(self) -> None:
        """Begin a run, or what is replayed, paused: cues say how far it trains."""
        self.runs.start(replace(self._beginning(), paused=True))

    @property
    def planned(self) -> Race | None:
        """The race that the next run from step 0 is to be."""
        return self._planned

    @property
    def begins_anew(self) -> bool:
        """Whether the run that was asked for last begins with initial weights."""
        plan = self.runs.plan
        return plan is not None and not any(plan.starts)

    def start(self) -> None:
        """Begin a run, after the end of the one before; or when the images are read."""
        if self._can_begin():
            self.runs.start(self._beginning())

    def resume(self) -> None:
        """Go on after a pause."""
        self.book.show_present()
        self.runs.resume()

    def single_step(self) -> None:
        """Do one step in a pause, or begin a run that is paused."""
        if self.runs.state is RunState.PAUSED:
            self.book.show_present()
            self.runs.advance()
        elif self.runs.state is RunState.IDLE and self._can_begin():
            self.start_paused()

    def _can_begin(self) -> bool:
        """Whether there are data to train on; say why where there are none."""
        if self._preview_pause.isActive():
            self.prepare()
        if self._problem is not None:  # it may be mended meanwhile
            self._asks([self.document.experiment])
            self.prepare()
        if self._problem is not None:
            self.book.refused.emit(self._problem[1])
        elif self.setup is None:  # it runs when the images are read, or no more
            self._is_run_asked = not self._is_run_asked
            self.waiting.emit(self._is_run_asked)
        return self.setup is not None

    def _beginning(self) -> RunPlan:
        """Go on with a run that was interrupted and is shown, else begin one."""
        experiment = self.document.experiment
        recorded = self._taken_over(experiment)
        if recorded is not None and self._planned is None:
            return recorded
        planned, self._planned = self._planned, None
        return run_starts.interrupted(self.book.place, experiment) or raced(experiment, planned)

    def _taken_over(self, experiment: Experiment) -> RunPlan | None:
        try:
            return run_starts.taken_over(self.book.place, experiment)
        except Problem as problem:
            self.book.refused.emit(problem.text)
            return None

    def reset(self) -> None:
        """Go back to the same initial weights; a race begins again as a race."""
        self.runs.start(RunPlan(self.document.experiment, paused=True, race=self.runs.race))

    def race(self, race: Race) -> None:
        """Train several runs side by side, which vary a setting; it was checked before."""
        self.runs.start(RunPlan(self.document.experiment, race=race))

    def branch(self) -> None:
        """Go on from the step that is shown as a run of its own, paused, to change a setting.

        Raises
        ------
        Problem
            When nothing was recorded so early.
        """
        beginning = run_starts.branched(self.book.place)
        self.runs.start(beginning)
        self.replace(beginning.experiment)

    def train_again(self, key: str) -> None:
        """Take a run's settings and begin another run with them, paused."""
        run = self.book.run_list.find(key)
        if run is not None:
            self.replace(run.latest)
            self.reset()

    def duplicate(self, key: str) -> None:
        """Begin a second run where a run is, with all that was recorded of it, paused."""
        run = self.book.run_list.find(key)
        if run is not None:
            self.runs.start(run_starts.doubled(self.book.archive, run))
            self.replace(run.latest)

    # --- files of the user's ---

    def _allow_chosen(self, dataset: Dataset) -> None:
        path = getattr(dataset, "path", "")
        if path and path != getattr(self.document.experiment.dataset, "path", ""):
            self.files.allow(path, is_for_ever=isinstance(dataset, LabelledDataset))

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

    # --- the project file ---

    @property
    def is_modified(self) -> bool:
        """Whether anything would be lost that is in no file."""
        if self.book.has_unsaved:
            return True
        is_known = self.document.path is None and self.document.experiment in _presets()
        return not (is_known or self.document.undo_stack.isClean())

    def mark_saved(self) -> None:
        """Take everything as saved."""
        self.document.undo_stack.setClean()
        self.book.mark_saved(self.book.revision)

    def open_project(self, path: Path) -> Contents:
        """Show a project: its experiment, and its last run as it was recorded.

        Raises
        ------
        Problem
            When the file is no project, or nothing in it can be shown; the old one stays.
        """
        contents = self.book.archive.open(path)
        self.book.delete_retired()
        return self._show_contents(contents)

    def recover(self, left: LeftOver) -> Contents:
        """Go on with a session that was cut off; see ``open_project``."""
        contents = self._show_contents(self.book.archive.recover(left))
        self.book.note_unsaved()
        return contents

    def _show_contents(self, contents: Contents) -> Contents:
        self._load(contents)
        self.opened.emit()
        return contents

    def save_project(self, path: Path) -> None:
        """Save everything; ``Archive.saved`` or ``save_failed`` tells the end."""
        self.book.save(self.save_point(path))

    def save_experiment(self, path: Path) -> None:
        """Save the experiment alone, without any run.

        Raises
        ------
        OSError
            When it cannot be written; what was there before stays.
        """
        text = json.dumps(self.document.experiment.model_dump(mode="json"), indent=2)
        on_disk = write_bytes(path, f"{text}\n".encode())
        self.document.saved_as(path, on_disk, self.document.undo_stack.index())
        self.book.archive.journal.keep_project(None, None)

    def save_point(self, path: Path) -> SavePoint:
        """Return what is to be saved now."""
        document = self.document
        return SavePoint(
            path,
            document.identity,
            document.experiment,
            self.keeper.notebook,
            document.undo_stack.index(),
        )

    @Slot(str)
    def _on_damage_found(self, name: str) -> None:
        """Say once of what only a part can be read, and ask before a save replaces it."""
        if name not in self.left_out:
            self.left_out += (name,)
            text = "Damaged in part, and shown with what is whole: {name}."
            self.book.refused.emit(Text(text, {"name": name}))

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        """Note where the document is, unless another one was opened meanwhile."""
        point = saved.point
        if point.document != self.document.identity:
            return
        self.left_out = ()
        self.document.saved_as(point.path, saved.on_disk, point.undo_index)
        self.book.archive.journal.keep_project(point.path, saved.on_disk)
        if self.book.recording_problem is None and not saved.missing:
            self.book.mark_saved(point.revision)

    def close(self) -> None:
        """End the run and everything that waits."""
        self._preview_pause.stop()
        self.work.close()
        self.book.close()


def _kept_file(dataset: Dataset) -> str:
    """Return the file that is kept with an experiment; collections are too large for it."""
    return dataset.path if isinstance(dataset, CsvDataset | ImageDataset) else ""


def _presets() -> list[Experiment]:
    return [preset.experiment for preset in presets().values()]
