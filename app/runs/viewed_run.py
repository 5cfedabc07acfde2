"""The run that the views show: live, or as it was recorded."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.recording.archive import Archive
from app.recording.recordings import recorded_run
from app.runs.controller import RunController
from app.runs.image_collections import Images
from app.runs.loss_feed import LossFeed
from app.runs.run_figures import RunFigures
from app.runs.run_keys import RunKeys
from app.runs.run_list import RunList
from app.runs.run_starts import Place
from app.runs.run_states import ACTIVE, RunState
from app.runs.timeline import Timeline
from training.data.kinds import Data
from training.messages.announcements import Frame
from training.store import RunInfo
from training.text import Problem
from widgets.text import sentence


class ViewedRun(QObject):
    """One run of the list, or none.

    Signals
    -------
    opened
        RunStarted and a Frame with all of a run that was recorded.
    lost
        The run that was shown is no longer in the list.
    damage_found
        Name of a run of which not all can be read.
    refused
        Text: why a run cannot be shown.
    """

    opened = Signal(object, object)
    lost = Signal()
    damage_found = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        runs: RunController,
        run_list: RunList,
        archive: Archive,
        keys: RunKeys,
        figures: RunFigures,
        images: Images,
        losses: LossFeed,
    ) -> None:
        super().__init__()
        self._runs, self._run_list, self._archive = runs, run_list, archive
        self._keys, self._figures, self._images = keys, figures, images
        self.losses = losses
        self.timeline = Timeline(archive.reader_of)
        self.key = ""
        """Key of the run, or empty."""
        self._kind: type[Data] | None = None
        """What kind of data it was trained on."""
        self._next = ""
        """Key of a run that is to be shown when that is possible."""
        losses.damaged.connect(self._on_losses_damaged)
        run_list.changed.connect(self._on_list_changed)

    @property
    def info(self) -> RunInfo | None:
        """What the list knows of it; None where no run is shown."""
        return self._run_list.find(self.key)

    @property
    def is_present(self) -> bool:
        """Whether it is the run that trains, or trained last."""
        return self.key == self._keys.present

    def is_of(self, run_id: int) -> bool:
        """Whether it is a run that trains, by its id."""
        return bool(self.key) and self._keys.key_of(run_id) == self.key

    @property
    def step(self) -> int | None:
        """The step that the views show, recorded or live; None where no run is shown."""
        run = self.info
        if run is None:
            return None
        return self._figures.step_of(run) if self.timeline.step is None else self.timeline.step

    @property
    def place(self) -> Place:
        """Where a run may begin: at the run and step that the views show."""
        limit = self.timeline.replay_limit
        return Place(self._archive, self._run_list, self.info, self.step or 0, limit)

    @property
    def planned_steps(self) -> int:
        """The steps that it is to do."""
        run = self.info
        return run.latest.trainer.steps if run is not None else 0

    def goes_with(self, data: Data) -> bool:
        """Whether views that show some data can show the run too."""
        return self._kind in (None, type(data))

    # --- one that trains ---

    def begin(self, key: str, kind: type[Data]) -> None:
        """Show a run that begins, on such data."""
        self.losses.stop()
        self.key, self._kind = key, kind

    # --- one that was recorded ---

    def show(self, key: str) -> None:
        """Show another run as it was recorded, while none is training."""
        if key != self.key or self.timeline.replay_limit is not None:
            self.open(key)

    def show_present(self) -> None:
        """Show the run that is about to go on again."""
        self.show(self._keys.present)

    def open(self, key: str, replay_limit: int | None = None) -> None:
        """Show a run as it was recorded, or only what was so up to a step."""
        run, reader = self._run_list.find(key), self._archive.reader_of(key)
        if run is None or reader is None or self._is_busy:
            return
        present_id = self._keys.id_of(key) if self._runs.state is RunState.PAUSED else None
        is_present, run_id = present_id is not None, -1 if present_id is None else present_id
        try:
            if not self.has_images(run):
                self._next = key
                return
            started, frame = recorded_run(reader, run, run_id, replay_limit)
        except Problem as problem:
            self.refused.emit(problem.text)
            return
        self.key, self._kind, self._next = key, type(started.setup.data), ""
        if is_present:
            self._keys.present = key
        losses = self.losses.begin(reader, key, run_id, self._end(run, frame, replay_limit))
        self.opened.emit(started, replace(frame, series={**frame.series, **losses}))
        self.timeline.follow(key, run_id)
        self.timeline.replay_limit = replay_limit
        self.timeline.stop_polling()
        self.timeline.poll()  # all is recorded: the timeline can be used at once
        if replay_limit is not None:
            self.timeline.seek(replay_limit)

    def _end(self, run: RunInfo, frame: Frame, replay_limit: int | None) -> int:
        """Return the step up to which there are losses: a busy disk takes the last ones later."""
        is_behind = self.is_present and replay_limit is None
        return max(frame.step, self._figures.step_of(run)) if is_behind else frame.step

    @property
    def _is_busy(self) -> bool:
        return self._runs.state not in (RunState.IDLE, RunState.PAUSED)

    def has_images(self, run: RunInfo) -> bool:
        """Whether a run can be shown at once; if not, its images are read, which ends in a word.

        Raises
        ------
        Problem
            When they may not be read.
        """
        return self._images.has(run.experiment.dataset) and self._images.has(run.latest.dataset)

    def hide(self) -> None:
        """Show no run."""
        self.losses.stop()
        self.key, self._kind = "", None
        self.timeline.forget()

    # --- when that is possible ---

    def show_nothing_next(self) -> None:
        """Show none of those that were to be shown."""
        self._next = ""

    def show_last(self) -> None:
        """Show the last run that is to be shown."""
        runs = self._run_list.runs
        shown = [run.key for run in runs if run.is_shown]
        self._next = (shown[-1] if shown else runs[-1].key) if runs else ""
        self.show_next()

    def show_next(self, problem: Problem | None = None) -> None:
        """Show the run that is to be shown, once the one before has ended and its images are read.

        ``problem``: why they cannot be.
        """
        if not self._next or self._is_busy:
            return
        key, self._next = self._next, ""
        if problem is None:
            self.show(key)
        else:
            self.refused.emit(problem.text)

    @Slot()
    def _on_losses_damaged(self) -> None:
        run = self.info
        if run is not None:
            self.damage_found.emit(sentence(run.title))

    @Slot(object)
    def _on_list_changed(self, runs: Sequence[RunInfo]) -> None:
        if not self.key or any(run.key == self.key for run in runs):
            return
        if self._runs.state in ACTIVE:
            self.open(self._keys.present)  # nothing where that is the one which is gone
        else:
            self.hide()
            self.lost.emit()
