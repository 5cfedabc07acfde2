"""The runs of a session: how one is registered when it begins, and what becomes of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.desktop.long_jobs import JobQueue
from app.recording.archive import Archive
from app.recording.recordings import recorded_losses, recorded_run
from app.runs.controller import RunController
from app.runs.image_collections import Images
from app.runs.loss_feed import LossFeed
from app.runs.run_figures import RunFigures
from app.runs.run_keys import RunKeys
from app.runs.run_list import RunList
from app.runs.run_plan import RunPlan
from app.runs.run_states import ACTIVE, RunState
from app.runs.unsaved import Unsaved
from app.runs.viewed_run import ViewedRun
from training.data.sources import Find, of_users
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Readings
from training.messages.requests import Destination, ResumePoint, Sources
from training.settings import Experiment
from training.settings.files import files_named
from training.store import GOING_ON, Membership, RunInfo, StoreError, new_key
from training.text import Problem, Text

MOST_SHOWN = 6
"""Runs that stay on screen by themselves when another one begins."""


class RunRegistry(QObject):
    """Keeps list, controller and archive together: a run that begins gets its key here.

    Signals
    -------
    refused
        Text: what was asked for cannot be done.
    """

    refused = Signal(object)

    def __init__(
        self,
        folder: Path,
        undo_stack: QUndoStack,
        budget: int,
        find: Find,
        images: Images,
        jobs: JobQueue,
    ) -> None:
        super().__init__()
        self.budget = budget
        """Bytes for the checkpoints of each run from now on."""
        self.archive = Archive(folder)
        self.keys, self.unsaved = RunKeys(), Unsaved()
        self.run_list = RunList(undo_stack, lambda: self.archive.journal, self.trains)
        self.runs = RunController(self.register, self._sources_of)
        self.figures = RunFigures(
            self.runs, self.run_list, self.keys, self.unsaved, self._recorded_steps
        )
        self.viewed = ViewedRun(
            self.runs,
            self.run_list,
            self.archive,
            self.keys,
            self.figures,
            images,
            LossFeed(jobs),
        )
        self._find, self._jobs = find, jobs
        self._plan: RunPlan | None = None
        """How the runs begin that were registered last."""
        self._race_key = ""
        self.recording_problem: Text | None = None
        """Why what is measured does not reach the disk, if so."""
        self.viewed.refused.connect(self.refused)
        self.runs.run_started.connect(self._on_run_started)
        self.runs.state_changed.connect(self._on_run_state_changed)
        self.runs.recording_changed.connect(self._on_recording_changed)
        self.archive.recording_failed.connect(self._on_recording_changed)

    @property
    def present_step(self) -> int:
        """The step to which the run that trains has come."""
        run = self.run_list.find(self.keys.present)
        return self.figures.step_of(run) if run is not None else 0

    def take(self, runs: Sequence[RunInfo]) -> None:
        """Take other runs."""
        self.keys.forget()
        self.figures.forget()
        self.run_list.load(runs)
        self.unsaved.mark_saved(self.unsaved.revision)
        self.viewed.show_nothing_next()

    def begin_anew(self) -> None:
        """Record into a new journal; the one before goes when no run is recorded there any more."""
        self.archive.begin_anew()
        self.delete_retired()

    def delete_retired(self) -> None:
        """Delete the journals of documents before, unless one is still written or read."""
        if self.runs.state is RunState.IDLE and not self._jobs.is_going:
            self.archive.delete_retired()

    def trains(self, key: str) -> bool:
        """Whether a run is under way, be it paused."""
        return self.runs.state in ACTIVE and key in self.keys.all

    def delete(self, keys: Sequence[str]) -> None:
        """Delete runs; those that train stay."""
        self.run_list.delete(keys)
        if any(map(self.trains, keys)):
            self.refused.emit(Text("A run that trains stays in the list. End it first (Ctrl+.)."))

    # --- how one begins ---

    def register(self, plan: RunPlan, start: ResumePoint | None, run_id: int) -> Destination | None:
        """Give a run that begins its key; return where it is recorded, None where nowhere."""
        key = start.run if plan.goes_on and start is not None else new_key()
        if plan is not self._plan:  # the first run of a race, or the only one
            self._plan, self._race_key = plan, key
            self.keys.begin(key)
        self.keys.add(run_id, key, start)
        return self.archive.destination(key, self.budget)

    def _sources_of(self, plan: RunPlan) -> Sources:
        """Return what the files stand for that a plan names, also on the way to its step."""
        texts = [plan.experiment.model_dump_json()]
        for start in filter(None, plan.starts):
            run, reader = self.run_list.find(start.run), self.archive.reader_of(start.run)
            texts += [run.experiment.model_dump_json()] if run is not None else []
            with suppress(StoreError):
                texts += [event.value for event in reader.events(start.run)] if reader else []
        names = set[str]().union(*map(files_named, texts))
        return {name: self._find(name) for name in of_users(names)}

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        key, plan, runs = self.keys.key_of(started.run_id), self._plan, self.run_list
        if not key or plan is None:
            return  # it began for a document that was left meanwhile, and is being stopped
        is_first = key == self.keys.present
        if is_first:
            self.viewed.begin(key, type(started.setup.data))
            self.figures.forget()
            idle = (run.key for run in runs.runs if not run.step)
            runs.drop([key for key in idle if not self._recorded_steps(key)])
            if plan.race is not None and not plan.goes_on:
                runs.show_none()
        if plan.goes_on:
            runs.update(key, **GOING_ON)
        else:
            runs.add(self._new_run(key, started, plan))
        if is_first:
            self.viewed.timeline.follow(key, started.run_id)

    def _new_run(self, key: str, started: RunStarted, plan: RunPlan) -> RunInfo:
        runs, start, race = self.run_list, plan.start, plan.race
        style = runs.free_style
        for run in runs.runs:  # one experiment for all that train it: it has hundreds of values
            if run.experiment == started.experiment:
                started = replace(started, experiment=run.experiment)
        if race is not None:
            member = Membership(race=self._race_key, path=race.path, pace=race.pace)
            return RunInfo.of(key, started, style(), member)
        parent = runs.find(start.run) if start is not None else None
        if parent is not None:
            return parent.branch(key, started, style())
        for run in runs.shown:
            if run.latest == started.experiment or len(runs.shown) >= MOST_SHOWN:
                runs.update(run.key, is_shown=False)  # the same curve again, or too many
        return RunInfo.of(key, started, style())

    def past(self, started: RunStarted) -> tuple[RunStarted, Frame] | None:
        """Return the same with the function at step 0, and what was recorded before it began."""
        start = self.keys.start_of(started.run_id)
        run = self.run_list.find(start.run) if start is not None else None
        reader = self.archive.reader_of(start.run) if start is not None else None
        if start is None or run is None or reader is None:
            return None
        try:
            first, frame = recorded_run(reader, run, started.run_id, started.step, has_last=False)
            losses = recorded_losses(reader, run.key, started.step)
        except Problem:
            return None
        return (
            replace(started, initial=first.initial),
            replace(frame, setup=None, readings=Readings(), series={**frame.series, **losses}),
        )

    # --- what becomes of it ---

    def note_change(self, experiment: Experiment) -> None:
        """Note that the runs which train go on with other settings."""
        assert self._plan is not None
        changed = replace(self._plan, experiment=experiment).experiments
        changes = {
            key: {"changed": own}
            for key, own in zip(self.keys.all, changed, strict=True)
            if (run := self.run_list.find(key)) is not None and run.latest != own and not run.end
        }
        self.run_list.update_all(changes)

    @Slot(object)
    def _on_recording_changed(self, problem: Text | None) -> None:
        self.recording_problem = problem

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        self.viewed.show_next()
        if state is RunState.RUNNING:
            self.viewed.timeline.start_polling()
        elif state in (RunState.PAUSED, RunState.IDLE):
            self.figures.note()
            self.viewed.timeline.stop_polling()
        self.delete_retired()

    def _recorded_steps(self, key: str) -> int:
        """Return how far a run is recorded, which nobody else knows."""
        reader = self.archive.reader_of(key)
        try:
            return reader.steps(key) if reader is not None else 0
        except StoreError:
            return 0

    def close(self) -> None:
        """End the run and everything that waits."""
        self.viewed.timeline.close()
        self.runs.shutdown()
        self.archive.close()
