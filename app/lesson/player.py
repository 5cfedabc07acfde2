"""Walking through a lesson with a clicker: forth, and back to what was on screen before a cue."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal, Slot

from app.lesson.cue_actions import CueContext, perform
from app.lesson.replay import Replay
from app.recording.recordings import experiment_at
from app.runs.controller import RunState
from training.catalog.lessons import Cue, Lesson, Recording, Train
from training.messages.announcements import RunPaused
from training.settings import Experiment
from training.settings.assign import assigned
from training.settings.race import Race, raced_value
from training.store import RunInfo, StoreError
from training.text import Problem, Text
from widgets.plots.prediction_parts import PredictionState

ENDLESS = 2**31 - 1
"""Steps, where only a loss says how far to train."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is on screen before a cue."""

    experiment: Experiment
    run: str
    step: int | None
    race: Race | None
    arrangement: QByteArray
    enlarged: str
    caption: str
    predictions: dict[str, PredictionState]
    """What was hidden from the class, by the keys of the views."""


class LessonPlayer(QObject):
    """Knows which cue of the lesson was performed last.

    Signals
    -------
    moved
        Number of that cue, -1 before the first.
    rested
        What the cue began has come to its end: it has trained as far as it says.
    refused
        Text: a cue cannot be performed; it is passed over.
    """

    moved = Signal(int)
    rested = Signal()
    refused = Signal(object)

    def __init__(self, context: CueContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._session = context, context.session
        self._stage, self._scene = context.stage, context.scene
        self._book, self._runs = self._session.book, self._session.runs
        self.replay = Replay(self._book)
        self.is_rehearsal = False
        """Whether everything is trained, though it may have been recorded."""
        self.is_performing = False
        """Whether what happens is the doing of a cue."""
        self.index = -1
        self._moments: list[Moment] = []
        self.recordings: dict[int, Recording] = {}
        """What cues have trained in this session, by their numbers."""
        self._goal: Train | None = None
        self._is_held = False
        """Whether a run was begun for the goal: one that ends at once is not begun again."""
        self._begin: int | None = None
        """The step at which training towards the goal began; None where it did not begin yet."""
        self._wanted: Moment | None = None
        self._is_next_asked = False

    def listen(self) -> None:
        """Begin to follow what runs and session tell."""
        self._session.setup_changed.connect(self._on_setup_changed)
        self._runs.state_changed.connect(self._on_run_state_changed)
        self._runs.run_paused.connect(self._on_run_paused)
        self.replay.ended.connect(self._on_replay_ended)

    @property
    def lesson(self) -> Lesson:
        """The lesson of the project."""
        return self._session.keeper.notebook.lesson

    @property
    def is_busy(self) -> bool:
        """Whether a cue still trains, or is replayed."""
        return self._goal is not None

    @Slot()
    def begin_anew(self) -> None:
        """Go before the first cue; what is on screen stays."""
        self._let_go()
        self._moments.clear()
        self.recordings.clear()
        self.index = -1
        self.moved.emit(-1)

    def list_changed(self) -> None:
        """Forget what cues have trained: their numbers are no longer the same."""
        self.recordings.clear()
        if self.index >= len(self.lesson.cues):
            self.begin_anew()

    def _let_go(self) -> None:
        self._goal = self._begin = self._wanted = None
        self._is_held = self._is_next_asked = False
        self.replay.stop()

    # --- forth ---

    def jump(self, index: int) -> None:
        """Perform a cue of the list; those before it are passed over."""
        self._let_go()
        now = self._moment()
        self._moments = [*self._moments[:index], *[now] * max(0, index - len(self._moments))]
        self.index = index - 1
        self.next()

    @Slot()
    def next(self) -> None:
        """Perform the next cue; what the one before has begun goes on."""
        if self.index + 1 >= len(self.lesson.cues):
            return
        self._is_next_asked = self._session.is_waiting
        if self._is_next_asked:
            return
        self._let_go()
        self._moments.append(self._moment())
        self.index += 1
        self._perform(self.lesson.cues[self.index])
        self.moved.emit(self.index)
        if not self.is_busy:
            self._rest()

    @Slot()
    def _on_setup_changed(self) -> None:
        """Perform the cue that was asked for while images were read."""
        if self._is_next_asked:
            self.next()

    @contextmanager
    def _performing(self) -> Iterator[None]:
        self.is_performing = True
        try:
            yield
        except Problem as problem:
            self.refused.emit(problem.text)
        finally:
            self.is_performing = False

    def _perform(self, cue: Cue) -> None:
        with self._performing():
            if isinstance(cue.act, Train):
                self._goal = cue.act
                self._start(cue.act)
            else:
                perform(cue.act, self._context)

    def _rest(self) -> None:
        """Tell that the cue has done what it says; one that does not wait for a click follows."""
        self.rested.emit()
        following = self.lesson.cues[self.index + 1 : self.index + 2]
        if following and not following[0].waits:
            QTimer.singleShot(0, self.next)

    # --- training ---

    def _start(self, act: Train) -> None:
        if self._runs.state is RunState.STOPPING:
            return  # the end of the run before is waited for
        recording = self._recording(act)
        if recording is not None:
            self._session.set_pending_race(None)
            self.replay.start(recording)
        else:
            self._go_on()

    def _recording(self, act: Train) -> Recording | None:
        """Return what was recorded of it, if nothing trains and the settings are the same."""
        found = self.recordings.get(self.index) or act.recording
        if found is None or self.is_rehearsal or self._runs.state is not RunState.IDLE:
            return None
        run, reader = self._book.run_list.find(found.run), self._book.archive.reader_of(found.run)
        if run is None or reader is None:
            self.refused.emit(Text("What was rehearsed is deleted: this is trained live."))
            return None
        is_race = self._session.planned is not None
        if found.begin == 0 and is_race != (run.member is not None):
            return None
        if run.step < found.end or not self._is_same(run, found.begin):
            self.refused.emit(Text("The settings are not those of the rehearsal: this is live."))
            return None
        return found

    def _is_same(self, run: RunInfo, step: int) -> bool:
        """Tell whether a run trains from a step on what is on screen now."""
        reader, experiment = (
            self._book.archive.reader_of(run.key),
            self._session.document.experiment,
        )
        assert reader is not None
        try:
            recorded = experiment_at(reader, run, step)
            if run.member is not None:
                value = raced_value(run.experiment, run.member.path)
                experiment = assigned(experiment, run.member.path, value)
        except (Problem, StoreError):
            return False
        return recorded == experiment

    def _go_on(self) -> None:
        """Do what leads to the goal in the present state of the run."""
        match self._runs.state:
            case RunState.IDLE if not self._is_held:
                self._is_held = True
                self._session.start_paused()
            case RunState.RUNNING if self._begin is None:
                self._runs.pause()
            case RunState.PAUSED if self._begin is None:
                self._advance()
            case RunState.IDLE:
                self._arrive()

    def _advance(self) -> None:
        assert self._goal is not None
        self._book.show_present()
        goal, step = self._goal, self._book.present_step
        self._begin = step
        is_endless = bool(goal.loss) and self._runs.race is not None
        if is_endless:
            self.refused.emit(Text("A race trains to a step, not to a loss."))
        end = goal.step or (ENDLESS if goal.loss else self._book.planned_steps)
        if step >= end or (is_endless and not goal.step):
            self._arrive()
        elif goal.step or goal.loss:
            self._runs.advance(end - step, goal.loss, self._book.id_of(self._book.present))
        else:
            self._runs.resume()

    def _arrive(self) -> None:
        begin, end = self._begin, self._book.present_step
        if begin is not None and end > begin and self._book.present:
            self.recordings[self.index] = Recording(run=self._book.present, begin=begin, end=end)
        self._goal = self._begin = None
        self._is_held = False
        self._rest()

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        if self.replay.is_playing:
            if state is RunState.STARTING:  # a control was touched: it is live now
                self._let_go()
        elif self._goal is not None and state is not RunState.PAUSED:
            is_free = state is RunState.IDLE and not self._is_held and self._begin is None
            with self._performing():
                if is_free:
                    self._start(self._goal)
                else:
                    self._go_on()
        elif self._wanted is not None and state is RunState.IDLE:
            self._show_wanted()

    @Slot(object)
    def _on_run_paused(self, _paused: RunPaused) -> None:
        if self._goal is None or self.replay.is_playing:
            return
        if self._begin is None:
            self._advance()
        else:
            self._arrive()

    @Slot()
    def _on_replay_ended(self) -> None:
        if self._goal is not None:
            self._goal = None
            self._rest()

    # --- back ---

    @Slot()
    def back(self) -> None:
        """Bring back what was on screen before the cue that was performed last."""
        if not self._moments:
            return
        self._let_go()
        moment = self._moments.pop()
        self.index -= 1
        self._wanted = moment
        self._runs.stop()
        with self._performing():
            self._session.apply_cue_settings(moment.experiment)
            self._session.set_pending_race(moment.race)
            self._stage.grid.take_arrangement(moment.arrangement)
            if moment.enlarged:
                self._stage.grid.enlarge(moment.enlarged)
        self._scene.show_caption(moment.caption)
        if self._runs.state is RunState.IDLE:
            self._show_wanted()
        self.moved.emit(self.index)

    def _show_wanted(self) -> None:
        assert self._wanted is not None
        moment, self._wanted = self._wanted, None
        if moment.run and moment.step is not None:
            self._book.open_run(moment.run, moment.step)
        else:
            self._book.hide()
            self._session.cleared.emit()
        for key, view in self._stage.views.items():
            if view.prediction is not None and key in moment.predictions:
                view.prediction.restore(moment.predictions[key])

    def _moment(self) -> Moment:
        grid = self._stage.grid
        return Moment(
            self._session.document.experiment,
            self._book.shown,
            self._book.step,
            self._session.planned,
            grid.arrangement(),
            grid.enlarged,
            self._scene.caption,
            {
                key: view.prediction.state
                for key, view in self._stage.views.items()
                if view.prediction is not None
            },
        )
