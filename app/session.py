"""What the user works on: the document, the data it asks for, and the run of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.document import Document
from app.journal import Journal
from app.runs import RunController, RunState
from app.timeline import Timeline
from training.catalog import DEFAULT, preset
from training.data import Setup
from training.messages import Destination, RunEnded, RunPaused, RunStarted
from training.settings import Experiment, PointsDataset
from training.setup import prepare
from training.store import RunInfo, new_key
from training.text import Problem

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
    """

    setup_changed = Signal(object)
    problem_found = Signal(object, object)
    restarted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.document = Document(preset(DEFAULT).experiment)
        self.journal = Journal(folder)
        self.timeline = Timeline(self.journal)
        self.runs = RunController(self._new_destination)
        self.recorded: list[RunInfo] = []
        self._key = ""
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
        self.runs.stop()
        self.document.load(experiment, path)

    def replace(self, experiment: Experiment) -> None:
        """Change the experiment, as one step of undo."""
        self.document.end_gesture()
        self.document.replace(experiment, self.tr("Change"))
        self.document.end_gesture()

    @Slot(object)
    def edit_settings(self, experiment: Experiment) -> None:
        """Take what was typed; edits of the same setting are one step of undo."""
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
            self.problem_found.emit(("dataset", field), problem.text)
            return
        self.setup_changed.emit(self.setup)
        if self.is_running and not self.runs.change(experiment):
            self.restarted.emit()

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
        self.runs.shutdown()
        self.journal.close(discard=True)
