"""Walking through a lesson with a clicker: forth, and back to what was on screen before a cue."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.commands.commands import Commands, Origin
from app.lesson.cue_actions import CueContext, command_of
from app.lesson.moment import Moment, bring_back_run, bring_back_settings, moment_of
from app.lesson.phases import BUSY, OF_RUN, Effect, LessonEvent, Phase, after
from app.lesson.rehearsed import is_playable
from app.lesson.replay import Replay
from app.runs.run_states import RunState
from training.catalog.lessons import Lesson, Recording, Train
from training.messages.announcements import RunPaused
from training.text import Problem, Text

ENDLESS = 2**31 - 1
"""Steps, where only a loss says how far to train."""


class LessonPlayer(QObject):
    """Knows which cue of the lesson was performed last, and what it waits for.

    What it waits for is a phase of the state machine in ``app.lesson.phases``: whatever happens
    is an event of it, and what follows from an event is a method here.

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

    def __init__(self, context: CueContext, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._commands = context, commands
        self._session, self._registry = context.session, context.session.registry
        self._runs, self._viewed = self._session.runs, self._registry.viewed
        self.replay = Replay(self._registry)
        self.is_rehearsal = False
        """Whether everything is trained, though it may have been recorded."""
        self.index = -1
        self.phase = Phase.RESTING
        self.recordings: dict[int, Recording] = {}
        """What cues have trained in this session, by their numbers."""
        self._moments: list[Moment] = []
        self._goal = Train()
        """How far the cue trains that is at work."""
        self._begin = 0
        """The step at which training towards the goal began."""
        self._left = moment_of(context)
        """What one goes back to."""
        self._effects: dict[Effect, Callable[[], None]] = {
            Effect.NEXT_CUE: self.next,
            Effect.PLAY_OR_BEGIN: self._play_or_begin,
            Effect.PAUSE: self._runs.pause,
            Effect.ADVANCE: self._advance,
            Effect.FINISH: self._finish,
            Effect.STOP_REPLAY: self.replay.stop,
            Effect.STOP_RUN: self._runs.stop,
            Effect.SHOW_MOMENT: self._show_moment,
        }
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
        return self.phase in BUSY

    def _happened(self, event: LessonEvent) -> None:
        self.phase, effect = after(self.phase, event)
        if effect is not Effect.NOTHING:
            self._effects[effect]()

    @Slot()
    def begin_anew(self) -> None:
        """Go before the first cue; what is on screen stays."""
        self._happened(LessonEvent.LEFT)
        self._moments.clear()
        self.recordings.clear()
        self.index = -1
        self.moved.emit(-1)

    def list_changed(self) -> None:
        """Forget what cues have trained: their numbers are no longer the same."""
        self.recordings.clear()
        if self.index >= len(self.lesson.cues):
            self.begin_anew()

    # --- forth ---

    def jump(self, index: int) -> None:
        """Perform a cue of the list; those before it are passed over."""
        self._happened(LessonEvent.LEFT)
        moment = moment_of(self._context)
        self._moments = [*self._moments[:index], *[moment] * max(0, index - len(self._moments))]
        self.index = index - 1
        self.next()

    @Slot()
    def next(self) -> None:
        """Perform the next cue; what the one before has begun goes on."""
        if self.index + 1 >= len(self.lesson.cues):
            return
        if self._session.data.is_waiting:
            self._happened(LessonEvent.POSTPONED)
            return
        self._happened(LessonEvent.LEFT)
        self._moments.append(moment_of(self._context))
        self.index += 1
        act = self.lesson.cues[self.index].act
        key, arguments = command_of(act)
        try:
            self._commands.execute(key, *arguments, origin=Origin.CUE)
        except Problem as problem:
            self.refused.emit(problem.text)
        self.moved.emit(self.index)
        if not isinstance(act, Train):  # which tells of its end itself
            self._rest()

    def _rest(self) -> None:
        """Tell that the cue has done what it says; one that does not wait for a click follows."""
        self.rested.emit()
        following = self.lesson.cues[self.index + 1 : self.index + 2]
        if following and not following[0].waits:
            QTimer.singleShot(0, self.next)

    # --- training ---

    def train(self, goal: Train) -> None:
        """Train to a goal, or play what was recorded of it."""
        self._happened(LessonEvent.LEFT)
        self._goal = goal
        self._happened(LessonEvent.CUE)
        self._happened(OF_RUN[self._runs.state])

    def _play_or_begin(self) -> None:
        recording = self.recordings.get(self.index) or self._goal.recording
        if recording is not None and not self.is_rehearsal and self._is_playable(recording):
            self._session.starter.pending_race = None
            self._happened(LessonEvent.REPLAY_BEGAN)
            self.replay.start(recording)
            return
        self._session.starter.start_paused()

    def _is_playable(self, recording: Recording) -> bool:
        try:
            return is_playable(recording, self._session)
        except Problem as problem:
            self.refused.emit(problem.text)
            return False

    def _advance(self) -> None:
        self._viewed.show_present()
        goal, step = self._goal, self._registry.present_step
        self._begin = step
        is_endless = bool(goal.loss) and self._runs.race is not None
        if is_endless:
            self.refused.emit(Text("A race trains to a step, not to a loss."))
        end = goal.step or (ENDLESS if goal.loss else self._viewed.planned_steps)
        if step >= end or (is_endless and not goal.step):
            self._happened(LessonEvent.RUN_PAUSED)  # where it is to be
        elif goal.step or goal.loss:
            run_id = self._registry.keys.id_of(self._registry.keys.present)
            self._runs.advance(end - step, goal.loss, run_id)
        else:
            self._runs.resume()

    def _finish(self) -> None:
        run, begin, end = self._registry.keys.present, self._begin, self._registry.present_step
        if run and self._runs.state is RunState.PAUSED and end > begin:
            self.recordings[self.index] = Recording(run=run, begin=begin, end=end)
        self._rest()

    # --- what happens ---

    @Slot()
    def _on_setup_changed(self) -> None:
        self._happened(LessonEvent.IMAGES)

    @Slot(object)
    def _on_run_state_changed(self, state: RunState) -> None:
        if state is not RunState.PAUSED:  # which is told of with its reason, below
            self._happened(OF_RUN[state])

    @Slot(object)
    def _on_run_paused(self, _paused: RunPaused) -> None:
        self._happened(LessonEvent.RUN_PAUSED)

    @Slot()
    def _on_replay_ended(self) -> None:
        self._happened(LessonEvent.REPLAY_ENDED)

    # --- back ---

    @Slot()
    def back(self) -> None:
        """Bring back what was on screen before the cue that was performed last."""
        if not self._moments:
            return
        self._happened(LessonEvent.LEFT)
        self._left = self._moments.pop()
        self.index -= 1
        self._happened(LessonEvent.BACK)
        self._commands.execute("bring_back", self._left, origin=Origin.CUE)
        self._happened(OF_RUN[self._runs.state])
        self.moved.emit(self.index)

    def bring_back(self, moment: Moment) -> None:
        """Bring back the settings of a moment, and how the views were arranged."""
        try:
            bring_back_settings(moment, self._context)
        except Problem as problem:
            self.refused.emit(problem.text)

    def _show_moment(self) -> None:
        bring_back_run(self._left, self._context)
