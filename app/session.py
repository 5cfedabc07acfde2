"""What the user works on: the document, the data it asks for, and the run of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.document import Document
from app.journal import Journal
from app.recordings import recorded_run
from app.runs import RunController, RunState
from app.saving import SaveJob
from app.timeline import Timeline
from training.catalog import DEFAULT, preset
from training.data import Setup
from training.messages import Destination, RunEnded, RunPaused, RunStarted
from training.settings import Experiment, PointsDataset
from training.setup import prepare
from training.store import Reader, RunInfo, StoreError, new_key
from training.text import Problem, Text

PREVIEW_PAUSE = 50
"""Milliseconds after which a changed experiment is prepared and shown; a drag makes many."""


class Session(QObject):
    """Keeps document, data and run together.

    Signals
    -------
    setup_changed
        Setup: data that can be shown; a run that is under way shows them itself.
    problem_found
        Path of a setting, and a Text: the data cannot be had; the old ones stay.
    restarted
        A setting needed new weights while a run was under way.
    cleared
        Nothing of the last run is to be shown any more.
    recording_opened
        RunStarted and a Frame with all of a run that was recorded in a project.
    saved, save_failed
        Path of a project that is complete on the disk; Text where it could not be written.
    """

    setup_changed = Signal(object)
    problem_found = Signal(object, object)
    restarted = Signal()
    cleared = Signal()
    recording_opened = Signal(object, object)
    saved = Signal(object)
    save_failed = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.document = Document(preset(DEFAULT).experiment)
        self.journal = Journal(folder)
        self.timeline = Timeline(self._reader_of)
        self.runs = RunController(self._new_destination)
        self.recorded: list[RunInfo] = []
        self._opened: Reader | None = None
        self._opened_runs: frozenset[str] = frozenset()
        self._opened_path: Path | None = None
        self._saving: SaveJob | None = None
        self._key = ""
        self._problem: tuple[tuple[str, str], Text] | None = None
        self.setup: Setup | None = None
        self._preview_pause = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._preview_pause.timeout.connect(self.prepare)
        self.document.experiment_changed.connect(self._on_experiment_changed)
        self.journal.keep_experiment(self.document.experiment)
        self.runs.run_started.connect(self._on_run_started)
        self.runs.run_paused.connect(self._on_run_paused)
        self.runs.run_ended.connect(self._on_run_ended)
        self.runs.state_changed.connect(self._on_run_state_changed)

    # --- the experiment ---

    def load(self, experiment: Experiment, path: Path | None = None) -> None:
        """Show another experiment, from a file or a preset; a run of the old one ends."""
        self._clear()
        self.document.load(experiment, path)

    def use(self, experiment: Experiment) -> None:
        """Begin with another experiment, as a step of undo; a run of the old one ends."""
        self._clear()
        self.replace(experiment)

    def _clear(self) -> None:
        self.runs.stop()
        self.timeline.forget()
        self.cleared.emit()

    def replace(self, experiment: Experiment) -> None:
        """Change the experiment, as one step of undo."""
        self.document.end_gesture()
        self.document.replace(experiment, self.tr("Change"))
        self.document.end_gesture()

    @Slot(object)
    def edit_settings(self, experiment: Experiment) -> None:
        """Take what was typed; edits of the same setting are one step of undo."""
        if experiment == self.document.experiment:
            self._tell_problem()  # the panel has cleared it
        self.document.replace(experiment, self.tr("Change settings"))

    def edit_points(self, edit: Callable[..., PointsDataset | None], *arguments: Any) -> None:
        """Change the points by one of the functions of ``app.points``."""
        if self.setup is None:
            return
        experiment = self.document.experiment
        dataset = edit(experiment.dataset, self.setup.data, *arguments)
        if dataset is not None:
            changed = experiment.model_copy(update={"dataset": dataset})
            self.document.replace(changed, self.tr("Edit points"))

    @Slot(object)
    def _on_experiment_changed(self, experiment: Experiment) -> None:
        self.journal.keep_experiment(experiment)
        self._preview_pause.start()

    @Slot()
    def prepare(self) -> None:
        """Make the data, tell of them, and hand the experiment to a run that is under way."""
        experiment = self.document.experiment
        try:
            self.setup = prepare(experiment)
        except Problem as problem:
            field = "path" if experiment.dataset.kind == "csv" else "formula"
            self._problem = (("dataset", field), problem.text)
            self._tell_problem()
            return
        self._problem = None
        self.setup_changed.emit(self.setup)
        if self.is_running and not self.runs.change(experiment):
            self.restarted.emit()

    def _tell_problem(self) -> None:
        if self._problem is not None:
            self.problem_found.emit(*self._problem)

    @property
    def is_running(self) -> bool:
        """Whether a run is under way that shows data and results itself."""
        return self.runs.state not in (RunState.IDLE, RunState.STOPPING)

    # --- the run ---

    def run_or_pause(self) -> None:
        """Start, pause or go on."""
        match self.runs.state:
            case RunState.IDLE:
                self.runs.start(self.document.experiment)
            case RunState.RUNNING:
                self.runs.pause()
            case RunState.PAUSED:
                self.runs.resume()

    def step(self) -> None:
        """Do one step, or pause."""
        match self.runs.state:
            case RunState.IDLE:
                self.runs.start(self.document.experiment, paused=True)
            case RunState.RUNNING:
                self.runs.pause()
            case RunState.PAUSED:
                self.runs.advance()

    def reset(self) -> None:
        """Go back to the same initial weights."""
        self.runs.start(self.document.experiment, paused=True)

    # --- what is recorded of it ---

    def _new_destination(self) -> Destination | None:
        self._key = new_key()
        return self.journal.destination(self._key)

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        self.recorded.append(RunInfo.of(self._key, started))
        self.journal.keep_run(len(self.recorded) - 1, self.recorded[-1])
        self.timeline.follow(self._key, started.run_id)

    @Slot(object)
    def _on_run_paused(self, paused: RunPaused) -> None:
        self._keep_last(self.recorded[-1].model_copy(update={"step": paused.step}))

    @Slot(object)
    def _on_run_ended(self, ended: RunEnded) -> None:
        if self.recorded and self.recorded[-1].key == self._key:
            self._keep_last(self.recorded[-1].at_end(ended, self.recorded[-1].elapsed))

    def _reader_of(self, run: str) -> Reader | None:
        return self._opened if run in self._opened_runs else self.journal.reader()

    # --- the project file ---

    def open_project(self, path: Path) -> list[str]:
        """Show a project: its experiment, and its last run as it was recorded.

        Returns
        -------
        Names of runs that are damaged and left out.

        Raises
        ------
        Problem
            When the file is no project, or nothing in it can be shown; the old one stays.
        """
        reader = Reader.open(path)
        try:
            runs, damaged = reader.runs()
            experiment = _experiment(reader, runs)
            shown = recorded_run(reader, runs[-1], self.runs.next_id()) if runs else None
        except Problem:
            reader.close()
            raise
        self._let_go()
        self._opened, self._opened_path = reader, path
        self._opened_runs = frozenset(run.key for run in runs)
        self.recorded = runs
        self.load(experiment, path)
        for position, run in enumerate(runs):
            self.journal.keep_run(position, run)
        if shown is not None:
            self.recording_opened.emit(*shown)
            self.timeline.follow(runs[-1].key, shown[0].run_id)
            self.timeline.rest()
        return damaged

    def save_project(self, path: Path) -> None:
        """Save everything, in a thread of its own; ``saved`` or ``save_failed`` tells the end."""
        if self._saving is not None:
            self._saving.wait()
        sources = [self._opened_path] if self._opened_path is not None else []
        if self.journal.is_kept:
            sources.append(self.journal.path)
        self._saving = SaveJob(path, sources, self.document.experiment, self.recorded)
        self._saving.saved.connect(self._on_job_saved)
        self._saving.failed.connect(self.save_failed)
        self._saving.start()

    @Slot(object)
    def _on_job_saved(self, path: Path) -> None:
        self.document.saved_as(path)
        self.saved.emit(path)

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _keep_last(self, run: RunInfo) -> None:
        self.recorded[-1] = run
        self.journal.keep_run(len(self.recorded) - 1, run)

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        if state is RunState.RUNNING:
            self.timeline.wake()
        elif state in (RunState.PAUSED, RunState.IDLE):
            self.timeline.rest()

    def close(self) -> None:
        """End the run and everything that waits."""
        self._preview_pause.stop()
        self.timeline.close()
        if self._saving is not None:
            self._saving.wait()
        self.runs.shutdown()
        self._let_go()
        self.journal.close(discard=True)


def _experiment(reader: Reader, runs: list[RunInfo]) -> Experiment:
    """Return the experiment that was on screen; that of the last run where it is damaged."""
    try:
        return Experiment.model_validate_json(reader.meta("experiment") or "")
    except (ValidationError, StoreError):
        return runs[-1].experiment if runs else preset(DEFAULT).experiment
