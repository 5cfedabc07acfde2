"""The runs of a session: which there are, which is shown, how one begins, what is recorded."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from app.desktop.long_jobs import Work
from app.recording.archive import Archive
from app.recording.recordings import recorded_losses, recorded_run
from app.recording.save_job import SavePoint
from app.runs.controller import RunController
from app.runs.image_collections import Images
from app.runs.loss_feed import LossFeed
from app.runs.run_list import RunList
from app.runs.run_plan import RunPlan
from app.runs.run_starts import Place
from app.runs.run_states import ACTIVE, RunState
from app.runs.timeline import Timeline
from training.data.kinds import Data
from training.data.sources import Find, of_users
from training.messages.announcements import (
    Destination,
    Frame,
    ResumePoint,
    RunEnded,
    RunStarted,
    Sources,
)
from training.settings import Experiment
from training.settings.files import files_named
from training.store import (
    GOING_ON,
    Membership,
    RunInfo,
    StoreError,
    ending,
    figures,
    new_key,
)
from training.text import Problem, Text
from widgets.text import sentence

LIST_SECONDS = 0.5
"""Between two looks at the figures of a run that trains."""
PATIENCE = 1500
"""Milliseconds that a saving waits for what the engine is writing."""
MOST_SHOWN = 6
"""Runs that stay on screen by themselves when another one begins."""


class RunRegistry(QObject):
    """Keeps list, controller, archive and timeline together.

    Signals
    -------
    recording_opened
        RunStarted and a Frame with all of a run that was recorded.
    lost
        The run that was shown is no longer in the list.
    unsaved_changed
        Runs were recorded that are in no file, or are now.
    damage_found
        Name of a run of which not all can be read.
    refused
        Text: what was asked for cannot be done.
    """

    recording_opened = Signal(object, object)
    lost = Signal()
    unsaved_changed = Signal()
    refused = Signal(object)
    damage_found = Signal(str)

    def __init__(
        self,
        folder: Path,
        undo_stack: QUndoStack,
        budget: int,
        find: Find,
        images: Images,
        work: Work,
    ) -> None:
        super().__init__()
        self.budget = budget
        """Bytes for the checkpoints of each run from now on."""
        self.archive = Archive(folder)
        self.run_list = RunList(undo_stack, lambda: self.archive.journal, self.trains)
        self.timeline = Timeline(self.archive.reader_of)
        self.runs = RunController(self.register, self._sources_of)
        self._find, self._images, self._work = find, images, work
        self.losses = LossFeed(work)
        self.losses.damaged.connect(self._on_losses_damaged)
        self.shown = ""
        """Key of the run that the views show, or empty."""
        self._shown_kind: type[Data] | None = None
        """What kind of data it was trained on."""
        self.present = ""
        """Key of the run that trains, or trained last; in a race, of the one that was shown."""
        self.revision = self._saved_revision = 0
        """Counts what is recorded; which of it is in a file."""
        self._to_show = ""
        self._beginning: RunPlan | None = None
        self._keys: dict[int, str] = {}
        """Of the runs that train or trained last, by their ids."""
        self._starts: dict[int, ResumePoint | None] = {}
        """Where they began."""
        self.recording_problem: Text | None = None
        """Why what is measured does not reach the disk, if so."""
        self._race_key = ""
        self._figures: dict[str, dict[str, Any]] = {}
        self._noted_at = 0.0
        self._to_save: SavePoint | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._save)
        self.runs.flushed.connect(self._save)
        self.run_list.changed.connect(self._on_list_changed)
        self.runs.run_started.connect(self._on_run_started)
        self.runs.frame_ready.connect(self._on_frame_ready)
        self.runs.run_paused.connect(self._note_figures)
        self.runs.member_ended.connect(self._on_member_ended)
        self.runs.run_ended.connect(self._on_run_ended)
        self.runs.state_changed.connect(self._on_run_state_changed)
        self.runs.recording_changed.connect(self._on_recording_changed)
        self.archive.recording_failed.connect(self._on_recording_changed)

    # --- which is shown ---

    @property
    def shows_present(self) -> bool:
        """Whether the views show the run that trains."""
        return self.shown == self.present

    def key_of(self, run_id: int) -> str:
        """Return the key of a run that trains, or trained last."""
        return self._keys.get(run_id, "")

    def id_of(self, key: str) -> int | None:
        """Return the id of a run that trains, or trained last; None of others."""
        return next((run_id for run_id, known in self._keys.items() if known == key), None)

    def is_shown(self, run_id: int) -> bool:
        """Whether the views show a run that trains."""
        return bool(self.shown) and self.key_of(run_id) == self.shown

    @property
    def step(self) -> int | None:
        """The step that the views show, recorded or live; None where no run is shown."""
        run = self.run_list.find(self.shown)
        if run is None:
            return None
        if self.timeline.step is not None:
            return self.timeline.step
        return self._newest_step(run)

    @property
    def present_step(self) -> int:
        """The step to which the run that trains has come."""
        run = self.run_list.find(self.present)
        return self._newest_step(run) if run is not None else 0

    def _newest_step(self, run: RunInfo) -> int:
        return int(self._figures.get(run.key, {}).get("step") or run.step)

    @property
    def place(self) -> Place:
        """Where a run may begin: at the run and step that the views show."""
        run, replay_limit = self.run_list.find(self.shown), self.timeline.replay_limit
        return Place(self.archive, self.run_list, run, self.step or 0, replay_limit)

    @property
    def planned_steps(self) -> int:
        """The steps that the run which is shown is to do."""
        run = self.run_list.find(self.shown)
        return run.latest.trainer.steps if run is not None else 0

    def show_run(self, key: str) -> None:
        """Show another run as it was recorded, while none is training."""
        if key != self.shown or self.timeline.replay_limit is not None:
            self.open_run(key)

    def open_run(self, key: str, replay_limit: int | None = None) -> None:
        """Show a run as it was recorded, or only what was so up to a step."""
        run, reader = self.run_list.find(key), self.archive.reader_of(key)
        if run is None or reader is None or self._is_busy:
            return
        present_id = self.id_of(key) if self.runs.state is RunState.PAUSED else None
        is_present, run_id = present_id is not None, -1 if present_id is None else present_id
        try:
            if not self.has_images(run):
                self._to_show = key
                return
            started, frame = recorded_run(reader, run, run_id, replay_limit)
        except Problem as problem:
            self.refused.emit(problem.text)
            return
        self.shown, self._shown_kind, self._to_show = key, type(started.setup.data), ""
        if is_present:
            self.present = key
        losses = self.losses.begin(reader, key, run_id, frame.step)
        self.recording_opened.emit(started, replace(frame, series={**frame.series, **losses}))
        self.timeline.follow(key, run_id)
        self.timeline.replay_limit = replay_limit
        self.timeline.stop_polling()
        self.timeline.poll()  # all is recorded: the timeline can be used at once
        if replay_limit is not None:
            self.timeline.seek(replay_limit)

    @property
    def _is_busy(self) -> bool:
        return self.runs.state not in (RunState.IDLE, RunState.PAUSED)

    @Slot()
    def _on_losses_damaged(self) -> None:
        run = self.run_list.find(self.shown)
        if run is not None:
            self.damage_found.emit(sentence(run.title))

    def goes_with(self, data: Data) -> bool:
        """Whether views that show some data can show the run too."""
        return self._shown_kind in (None, type(data))

    def has_images(self, run: RunInfo) -> bool:
        """Whether a run can be shown at once; if not, its images are read, which ends in a word.

        Raises
        ------
        Problem
            When they may not be read.
        """
        return self._images.has(run.experiment.dataset) and self._images.has(run.latest.dataset)

    def show_present(self) -> None:
        """Show the run that is about to go on again."""
        self.show_run(self.present)

    def hide(self) -> None:
        """Show no run."""
        self.losses.stop()
        self.shown, self._shown_kind = "", None
        self.timeline.forget()

    @Slot(object)
    def _on_list_changed(self, runs: Sequence[RunInfo]) -> None:
        if not self.shown or any(run.key == self.shown for run in runs):
            return
        if self.runs.state in ACTIVE:
            self.open_run(self.present)  # nothing where that is the one which is gone
        else:
            self.hide()
            self.lost.emit()

    def take(self, runs: Sequence[RunInfo]) -> None:
        """Take other runs.

        What still ends says nothing of them, even where it is the same run, opened again.
        """
        self._keys, self._starts, self._figures = {}, {}, {}
        self.run_list.load(runs)
        self.mark_saved(self.revision)
        self._to_show = ""

    def show_last(self) -> None:
        """Show the last run that is to be shown."""
        runs = self.run_list.runs
        shown = [run.key for run in runs if run.is_shown]
        self._to_show = (shown[-1] if shown else runs[-1].key) if runs else ""
        self.show_loaded()

    def show_loaded(self, problem: Problem | None = None) -> None:
        """Show the run that is to be shown, once the one before has ended and its images are read.

        ``problem``: why they cannot be.
        """
        if not self._to_show or self._is_busy:
            return
        key, self._to_show = self._to_show, ""
        if problem is None:
            self.show_run(key)
        else:
            self.refused.emit(problem.text)

    def begin_anew(self) -> None:
        """Record into a new journal; the one before goes when no run is recorded there any more."""
        self.archive.begin_anew()
        self.delete_retired()

    def delete_retired(self) -> None:
        """Delete the journals of documents before, unless one is still written or read."""
        if self.runs.state is RunState.IDLE and not self._work.is_going:
            self.archive.delete_retired()

    def trains(self, key: str) -> bool:
        """Whether a run is under way, be it paused."""
        return self.runs.state in ACTIVE and key in self._keys.values()

    def delete(self, keys: Sequence[str]) -> None:
        """Delete runs; those that train stay."""
        self.run_list.delete(keys)
        if any(map(self.trains, keys)):
            self.refused.emit(Text("A run that trains stays in the list. End it first (Ctrl+.)."))

    # --- how one begins ---

    def register(
        self, beginning: RunPlan, start: ResumePoint | None, run_id: int
    ) -> Destination | None:
        """Give a run that begins its key; return where it is recorded, None where nowhere."""
        key = start.run if beginning.goes_on and start is not None else new_key()
        if beginning is not self._beginning:  # the first run of a race, or the only one
            self._beginning, self._keys, self._starts = beginning, {}, {}
            self._race_key = self.present = key
        self._keys[run_id], self._starts[run_id] = key, start
        return self.archive.destination(key, self.budget)

    def _sources_of(self, beginning: RunPlan) -> Sources:
        """Return what the files stand for that a beginning names, also on the way to its step."""
        texts = [beginning.experiment.model_dump_json()]
        for start in filter(None, beginning.starts):
            run, reader = self.run_list.find(start.run), self.archive.reader_of(start.run)
            texts += [run.experiment.model_dump_json()] if run is not None else []
            with suppress(StoreError):
                texts += [event.value for event in reader.events(start.run)] if reader else []
        names = set[str]().union(*map(files_named, texts))
        return {name: self._find(name) for name in of_users(names)}

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        key, beginning, runs = self.key_of(started.run_id), self._beginning, self.run_list
        if not key or beginning is None:
            return  # it began for a document that was left meanwhile, and is being stopped
        is_first = key == self.present
        if is_first:
            self.losses.stop()
            self.shown, self._shown_kind = key, type(started.setup.data)
            self._figures = {}
            idle = (run.key for run in runs.runs if not run.step)
            runs.drop([key for key in idle if not self._recorded_steps(key)])
            if beginning.race is not None and not beginning.goes_on:
                runs.show_none()
        if beginning.goes_on:
            runs.update(key, **GOING_ON)
        else:
            runs.add(self._new_run(key, started, beginning))
        if is_first:
            self.timeline.follow(key, started.run_id)

    def _new_run(self, key: str, started: RunStarted, beginning: RunPlan) -> RunInfo:
        runs, start, race = self.run_list, beginning.start, beginning.race
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
        start = self._starts.get(started.run_id)
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
            replace(frame, setup=None, readings={}, series={**frame.series, **losses}),
        )

    # --- saving ---

    def save(self, point: SavePoint) -> None:
        """Save everything up to now; ``Archive.saved`` or ``save_failed`` tells the end."""
        self._to_save = point
        if self.runs.flush():
            self._patience.start()
        else:
            self._save()

    @Slot()
    def _save(self) -> None:
        self._patience.stop()
        waiting, self._to_save = self._to_save, None
        if waiting is not None:
            self._note_figures()
            self.archive.save(replace(waiting, revision=self.revision), self.run_list.runs)

    def wait_saved(self) -> bool:
        """Finish a saving that is under way; return whether the last one succeeded."""
        self._save()
        return self.archive.wait()

    # --- what becomes of it ---

    def note_change(self, experiment: Experiment) -> None:
        """Note that the runs which train go on with other settings."""
        assert self._beginning is not None
        changed = replace(self._beginning, experiment=experiment).experiments
        changes = {
            key: {"changed": own}
            for key, own in zip(self._keys.values(), changed, strict=True)
            if (run := self.run_list.find(key)) is not None and run.latest != own and not run.end
        }
        self.run_list.update_all(changes)

    @Slot(object)
    def _on_frame_ready(self, frame: Frame) -> None:
        key = self.key_of(frame.run_id)
        known = self._figures.setdefault(key, {})
        if key and frame.step > known.get("step", 0):
            self.note_unsaved()
        known.update(figures(frame))
        if time.monotonic() - self._noted_at >= LIST_SECONDS:
            self._note_figures()

    @Slot()
    def _note_figures(self) -> None:
        """Tell the list how far the runs are; those of a session that was left are in none."""
        self._noted_at = time.monotonic()
        self.run_list.update_all(self._figures)

    @Slot(object)
    def _on_recording_changed(self, problem: Text | None) -> None:
        self.recording_problem = problem

    @Slot(object)
    def _on_member_ended(self, ended: RunEnded) -> None:
        self._note_figures()
        self._note_end([self.key_of(ended.run_id)], ended)

    @Slot(object)
    def _on_run_ended(self, ended: RunEnded) -> None:
        """Note the end of all that have none yet; of a race each was told before."""
        self._note_figures()
        runs = map(self.run_list.find, self._keys.values())
        self._note_end([run.key for run in runs if run is not None and not run.end], ended)

    def _note_end(self, keys: Sequence[str], ended: RunEnded) -> None:
        found: dict[str, dict[str, object]] = {key: ending(ended) for key in keys}
        if ended.step is None:
            for key in keys:
                found[key]["step"] = self._recorded_steps(key)
        self.run_list.update_all(found)
        for key in keys:  # what a Frame says of one that diverged is of its last good step
            self._figures.pop(key, None)

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        self.show_loaded()
        if state is RunState.RUNNING:
            self.timeline.start_polling()
        elif state in (RunState.PAUSED, RunState.IDLE):
            self._note_figures()
            self.timeline.stop_polling()
        self.delete_retired()

    def _recorded_steps(self, key: str) -> int:
        """Return how far a run is recorded, which nobody else knows."""
        reader = self.archive.reader_of(key)
        try:
            return reader.steps(key) if reader is not None else 0
        except StoreError:
            return 0

    @property
    def has_unsaved(self) -> bool:
        """Whether something was recorded that is in no file."""
        return self.revision != self._saved_revision

    def note_unsaved(self) -> None:
        """Note that something is recorded which is in no file."""
        had_unsaved = self.has_unsaved
        self.revision += 1
        if not had_unsaved:
            self.unsaved_changed.emit()

    def mark_saved(self, revision: int) -> None:
        """Note that what was recorded up to a revision is in a file, or need not be."""
        had_unsaved, self._saved_revision = self.has_unsaved, revision
        if had_unsaved != self.has_unsaved:
            self.unsaved_changed.emit()

    def close(self) -> None:
        """End the run and everything that waits."""
        self.timeline.close()
        self.wait_saved()
        self.runs.shutdown()
        self.archive.close()
