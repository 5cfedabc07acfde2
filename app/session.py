"""What the user works on: the document, the data it asks for, and its runs."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.archive import Archive, Contents
from app.document import Document
from app.recordings import experiment_at, recorded_run
from app.run_list import RunList
from app.runs import Beginning, RunController, RunState
from app.timeline import Timeline
from training.catalog import DEFAULT, preset, presets
from training.data import Setup
from training.messages import Destination, Frame, RunEnded, RunStarted, Start
from training.settings import Experiment, PointsDataset, is_live
from training.setup import prepare
from training.store import GOING_ON, RunInfo, ending, figures, new_key
from training.text import Problem, Text

LIST_SECONDS = 0.5
"""Between two looks at the figures of a run that trains."""
MOST_SHOWN = 6
"""Runs that stay on screen by themselves when another one begins."""
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
        RunStarted and a Frame with all of a run that was recorded.
    modified_changed
        Runs were recorded that are in no file, or are now.
    refused
        Text: what was asked for cannot be done.
    """

    setup_changed = Signal(object)
    problem_found = Signal(object, object)
    restarted = Signal()
    cleared = Signal()
    recording_opened = Signal(object, object)
    modified_changed = Signal()
    refused = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.document = Document(preset(DEFAULT).experiment)
        self.archive = Archive(folder)
        self.run_list = RunList(self.document.undo_stack, lambda: self.archive.journal)
        self.timeline = Timeline(self.archive.reader_of)
        self.runs = RunController(self._new_destination)
        self.key = ""
        """Of the run that the views show, or empty."""
        self._beginning: Beginning | None = None
        self._present_key = ""
        self._figures: dict[str, Any] = {}
        self._recorded_at = 0.0
        self._has_unsaved_runs = False
        self._problem: tuple[tuple[str, str], Text] | None = None
        self.setup: Setup | None = None
        self._preview_pause = QTimer(self, singleShot=True, interval=PREVIEW_PAUSE)
        self._preview_pause.timeout.connect(self.prepare)
        self.document.experiment_changed.connect(self._on_experiment_changed)
        self.archive.journal.keep_experiment(self.document.experiment)
        self.archive.saved.connect(self._on_saved)
        self.runs.run_started.connect(self._on_run_started)
        self.runs.frame_ready.connect(self._on_frame_ready)
        self.runs.run_ended.connect(self._on_run_ended)
        self.runs.state_changed.connect(self._on_run_state_changed)

    # --- the experiment ---

    def load(
        self, experiment: Experiment, path: Path | None = None, runs: Sequence[RunInfo] = ()
    ) -> None:
        """Begin a session with another experiment, from a file or a preset."""
        self._clear()
        self.run_list.load(runs)
        self.document.load(experiment, path)
        self._set_unsaved_runs(False)

    def use(self, experiment: Experiment) -> None:
        """Take another experiment, as a step of undo; earlier runs are hidden, not gone."""
        self._clear()
        for run in self.run_list.shown:
            self.run_list.update(run.key, is_shown=False)
        self.replace(experiment)

    def _clear(self) -> None:
        self.runs.stop()
        self.key = ""
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
        self.archive.journal.keep_experiment(experiment)
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
        if not self.is_running:
            return
        self._show_present_run()
        if not self.runs.change(experiment):
            self.restarted.emit()
        elif (run := self.run_list.find(self.key)) is not None and run.latest != experiment:
            self.run_list.update(self.key, changed=experiment)

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
                self.runs.start(self._interrupted() or Beginning(self.document.experiment))
            case RunState.RUNNING:
                self.runs.pause()
            case RunState.PAUSED:
                self._show_present_run()
                self.runs.resume()

    def step(self) -> None:
        """Do one step, or pause."""
        match self.runs.state:
            case RunState.IDLE:
                beginning = self._interrupted() or Beginning(self.document.experiment)
                self.runs.start(replace(beginning, paused=True))
            case RunState.RUNNING:
                self.runs.pause()
            case RunState.PAUSED:
                self._show_present_run()
                self.runs.advance()

    def reset(self) -> None:
        """Go back to the same initial weights."""
        self.runs.start(Beginning(self.document.experiment, paused=True))

    def _interrupted(self) -> Beginning | None:
        """Return how the run that is shown goes on, if it never ended: it was in a project."""
        run = self.run_list.find(self.key)
        if run is None or run.end or not run.step:
            return None
        experiment = self.document.experiment
        if not is_live(run.latest, experiment):
            return None
        start = Start(self.archive.path_of(run.key), run.key, run.step)
        return Beginning(experiment, start=start, goes_on=True)

    def branch(self) -> None:
        """Go on from the step that is shown as a run of its own, paused, to change a setting.

        Raises
        ------
        Problem
            When nothing was recorded so early.
        """
        run = self.run_list.find(self.key)
        if run is None:
            return
        newest = self._figures.get("step") if self.is_present else None
        step = self.timeline.step if self.timeline.step is not None else newest or run.step
        while run.origin is not None and step < run.origin.step:
            run = self.run_list.find(run.origin.run) or run
            if run.key == self.key:
                raise Problem("The run that this one left is deleted; undo that first.")
        reader = self.archive.reader_of(run.key)
        if reader is None:
            raise Problem("Nothing is recorded, so nothing can be gone back to.")
        experiment = experiment_at(reader, run, step)
        self.runs.start(
            Beginning(experiment, True, Start(self.archive.path_of(run.key), run.key, step))
        )
        self.replace(experiment)

    # --- the runs ---

    def show_run(self, key: str) -> None:
        """Show another run as it was recorded, while none is training."""
        run, reader = self.run_list.find(key), self.archive.reader_of(key)
        if run is None or reader is None or key == self.key or self._is_busy:
            return
        is_present = self.runs.state is RunState.PAUSED and key == self._present_key
        run_id = self.runs.run_id if is_present else -1
        try:
            started, frame = recorded_run(reader, run, run_id)
        except Problem as problem:
            self.refused.emit(problem.text)
            return
        self.key = key
        self.recording_opened.emit(started, frame)
        self.timeline.follow(key, run_id)
        self.timeline.rest()

    @property
    def _is_busy(self) -> bool:
        return self.runs.state not in (RunState.IDLE, RunState.PAUSED)

    def _show_present_run(self) -> None:
        """Show the run that is about to go on again."""
        self.show_run(self._present_key)

    def delete_runs(self, keys: Sequence[str]) -> None:
        """Delete runs; the one that trains stays."""
        present = self._present_key if self.is_running else ""
        self.run_list.delete([key for key in keys if key != present])

    def train_again(self, key: str) -> None:
        """Take a run's settings and begin another run with them, paused."""
        run = self.run_list.find(key)
        if run is not None:
            self.replace(run.latest)
            self.reset()

    def _new_destination(self, beginning: Beginning) -> Destination | None:
        self._beginning = beginning
        goes_on = beginning.goes_on and beginning.start is not None
        self._present_key = beginning.start.run if goes_on and beginning.start else new_key()
        return self.archive.destination(self._present_key)

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        self.key, beginning = self._present_key, self._beginning
        assert beginning is not None
        self._figures = {}
        runs = self.run_list
        runs.drop([run.key for run in runs.runs if not run.step])
        if beginning.goes_on:
            runs.update(self.key, **GOING_ON)
        else:
            runs.add(self._new_run(started, beginning.start))
        self.timeline.follow(self.key, started.run_id)

    def _new_run(self, started: RunStarted, start: Start | None) -> RunInfo:
        runs = self.run_list
        parent = runs.find(start.run) if start is not None else None
        if parent is not None:
            return parent.branch(self.key, started, runs.free_style())
        for run in runs.shown:
            if run.latest == started.experiment or len(runs.shown) >= MOST_SHOWN:
                runs.update(run.key, is_shown=False)  # the same curve again, or too many
        return RunInfo.of(self.key, started, runs.free_style())

    def past(self, started: RunStarted) -> tuple[RunStarted, Frame] | None:
        """Return the same with the function at step 0, and what was recorded before it began."""
        start = self._beginning.start if self._beginning is not None else None
        run = self.run_list.find(start.run) if start is not None else None
        reader = self.archive.reader_of(start.run) if start is not None else None
        if start is None or run is None or reader is None:
            return None
        try:
            first, frame = recorded_run(reader, run, started.run_id, started.step)
        except Problem:
            return None
        return (
            replace(started, initial=first.initial),
            replace(frame, setup=None, readings={}),
        )

    @property
    def is_present(self) -> bool:
        """Whether the views show the run that trains, or none is training."""
        return self.key == self._present_key

    @Slot(object)
    def _on_frame_ready(self, frame: Frame) -> None:
        self._figures |= figures(frame)
        if time.monotonic() - self._recorded_at >= LIST_SECONDS:
            self._note_figures()

    def _note_figures(self) -> None:
        self._recorded_at = time.monotonic()
        self.run_list.update(self._present_key, **self._figures)
        if self._figures.get("step"):
            self._set_unsaved_runs(True)

    @Slot(object)
    def _on_run_ended(self, ended: RunEnded) -> None:
        self._note_figures()
        self.run_list.update(self._present_key, **ending(ended))

    # --- the project file ---

    @property
    def is_modified(self) -> bool:
        """Whether anything would be lost that is in no file."""
        if self._has_unsaved_runs:
            return True
        is_known = self.document.path is None and self.document.experiment in _presets()
        return not (is_known or self.document.undo_stack.isClean())

    def mark_saved(self) -> None:
        """Take everything as saved."""
        self.document.undo_stack.setClean()
        self._set_unsaved_runs(False)

    def _set_unsaved_runs(self, has: bool) -> None:
        if has != self._has_unsaved_runs:
            self._has_unsaved_runs = has
            self.modified_changed.emit()

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
        return self._show_contents(self.archive.open(path))

    def recover(self, path: Path) -> list[str]:
        """Go on with a session that was cut off; see ``open_project``."""
        damaged = self._show_contents(self.archive.adopt(path))
        self._set_unsaved_runs(True)
        return damaged

    def _show_contents(self, contents: Contents) -> list[str]:
        runs = [run for run in contents.runs if run.step]
        self.load(contents.experiment, contents.path, runs)
        if runs:
            shown = [run.key for run in runs if run.is_shown]
            self.show_run(shown[-1] if shown else runs[-1].key)
        return contents.damaged

    def save_project(self, path: Path) -> None:
        """Save everything; ``Archive.saved`` or ``save_failed`` tells the end."""
        self.archive.save(path, self.document.experiment, self.run_list.runs)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.document.saved_as(path)
        self._set_unsaved_runs(self.runs.state is RunState.RUNNING)

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        if state is RunState.RUNNING:
            self.timeline.wake()
        elif state in (RunState.PAUSED, RunState.IDLE):
            self._note_figures()
            self.timeline.rest()

    def close(self) -> None:
        """End the run and everything that waits."""
        self._preview_pause.stop()
        self.timeline.close()
        self.archive.wait()
        self.runs.shutdown()
        self.archive.close()


def _presets() -> list[Experiment]:
    return [preset.experiment for preset in presets().values()]
