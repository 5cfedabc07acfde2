"""Notices what one does, as cues: a lesson is made of what was just done."""

from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, Slot

from app.session.session import Session
from training.catalog.lessons import (
    Act,
    Cue,
    GoToBookmark,
    PlanRace,
    Restart,
    SetSettings,
    ShowViews,
    TakePreset,
    Train,
)
from training.catalog.presets import presets
from training.messages.announcements import Pause, RunPaused, RunStarted
from training.settings import Experiment
from training.settings.experiment import assignments
from widgets.stage.view_grid import ViewGrid

MOST = 300
"""CueRecorder that are remembered."""


class Player(Protocol):
    """Tells what is the doing of a cue."""

    @property
    def is_performing(self) -> bool:
        """Whether a cue is performed at this moment."""

    @property
    def is_busy(self) -> bool:
        """Whether a cue still trains, or is replayed."""


class CueRecorder(QObject):
    """Remembers what was done since it was asked last; what cues do is none of it."""

    def __init__(self, session: Session, grid: ViewGrid, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._grid, self._player = session, grid, player
        self._acts: list[Act] = []
        self._before = self._last = session.document.experiment
        """The experiment before the settings that were changed last, and after."""
        runs = session.runs
        session.document.experiment_changed.connect(self._on_experiment_changed)
        runs.run_started.connect(self._on_run_started)
        runs.run_paused.connect(self._on_run_paused)
        grid.arranged.connect(self._on_arranged)
        grid.enlarged_changed.connect(self._on_enlarged_changed)

    def take(self) -> tuple[Cue, ...]:
        """Return what was done since the last time, and begin anew."""
        cues = tuple(Cue(act=act) for act in self._acts)
        self._acts.clear()
        return cues

    @property
    def _is_of_cue(self) -> bool:
        """Whether what happens now is the doing of a cue."""
        return self._player.is_performing or self._player.is_busy

    def _note(self, act: Act) -> None:
        self._acts.append(act)
        del self._acts[:-MOST]

    def _replace(self, act: Act) -> None:
        """Note what goes on with the last doing, in its place."""
        if self._player.is_performing:
            return
        if self._acts and type(self._acts[-1]) is type(act):
            self._acts.pop()
        self._note(act)

    # --- what is noticed ---

    @Slot(object)
    def _on_experiment_changed(self, experiment: Experiment) -> None:
        is_going_on = bool(self._acts) and isinstance(self._acts[-1], SetSettings)
        if not is_going_on:
            self._before = self._last
        self._last = experiment
        if self._player.is_performing:
            return
        name = next((n for n, p in presets().items() if p.experiment == experiment), None)
        if name is not None:
            self._replace(TakePreset(preset=name))
            return
        changes = tuple(assignments(self._before, experiment))
        if changes:
            self._replace(SetSettings(changes=changes))
        elif is_going_on:
            self._acts.pop()  # it was taken back

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        book, race = self._session.book, self._session.runs.race
        if started.step or self._is_of_cue or not book.is_shown(started.run_id):
            return
        if race is not None:
            self._replace(PlanRace(path=race.path, values=race.values, pace=race.pace))
        elif self._acts and isinstance(self._acts[-1], Train):
            self._note(Restart())

    @Slot(object)
    def _on_run_paused(self, paused: RunPaused) -> None:
        if paused.step and not self._is_of_cue:
            self._replace(Train(step=paused.step if paused.reason is Pause.ASKED else 0))

    @Slot(QByteArray, QByteArray)
    def _on_arranged(self, _before: QByteArray, _after: QByteArray) -> None:
        self._replace(ShowViews(views=self._grid.shown()))

    @Slot(str)
    def _on_enlarged_changed(self, key: str) -> None:
        self._replace(ShowViews(views=self._grid.shown(), enlarged=key))

    @Slot(int)
    def on_mark_chosen(self, step: int) -> None:
        """Note a bookmark that was chosen in the timeline."""
        book, notebook = self._session.book, self._session.keeper.notebook
        for mark in notebook.bookmarks:
            if (mark.run, mark.step) == (book.shown, step):
                self._note(GoToBookmark(name=mark.name))
