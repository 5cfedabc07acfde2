"""The run state machine: owns the engine process, the thread, the mailbox and the display clock."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from training.link.mailbox import Mailbox
from training.link.process import EngineProcess
from training.link.worker import TrainingThread
from training.messages.announcements import (
    Advance,
    Change,
    Command,
    Destination,
    Expect,
    Flush,
    Flushed,
    PauseRun,
    RaceRequest,
    RecordingChanged,
    Request,
    Resume,
    ResumePoint,
    RunEnded,
    RunPaused,
    RunRequest,
    RunResumed,
    RunStarted,
    SetSpeed,
    Sources,
    Stop,
    Watch,
)
from training.settings import Experiment, is_live
from training.settings.race import Race
from training.setup.races import experiments
from training.text import Problem

log = logging.getLogger(__name__)

FRAME_SECONDS = 0.031
"""Between two Frames of the engine: a little over 30 a second, since each costs it a reading."""
MOST_PATIENT = 3
"""Times that interval between two Frames of a run in a race: each of them costs a reading."""
CLOCK_MILLISECONDS = 15
"""Between two looks at the mailbox: often, so that no Frame waits long or is passed over."""


class RunState(Enum):
    """What the run on screen is doing; buttons and texts are functions of it."""

    IDLE = "idle"
    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class RunPlan:
    """How a run begins.

    Attributes
    ----------
    start
        The recorded step of a run that it leaves, None for the initial weights.
    goes_on
        It is the same run, which was only interrupted.
    race
        Several runs that vary a setting of ``experiment``, in place of one.
    members
        Of a race that goes on: the step that each run goes on from.
    """

    experiment: Experiment
    paused: bool = False
    start: ResumePoint | None = None
    goes_on: bool = False
    race: Race | None = None
    members: tuple[ResumePoint, ...] = ()

    @property
    def starts(self) -> tuple[ResumePoint | None, ...]:
        """Where each run begins."""
        return self.members or (self.start,) * len(self.experiments)

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """What each run trains; raise Problem where the race is not possible."""
        if self.race is None:
            return (self.experiment,)
        return experiments(self.race, self.experiment)


NewDestination = Callable[[RunPlan, ResumePoint | None, int], Destination | None]
SourcesOf = Callable[[RunPlan], Sources]
Announced = RunStarted | RunPaused | RunResumed | RunEnded | RecordingChanged | Flushed

SHUTDOWN_MILLISECONDS = 1500
"""That a run gets to end when the window closes; then its process is killed."""

ACTIVE = (RunState.STARTING, RunState.RUNNING, RunState.PAUSED)


def raced(experiment: Experiment, race: Race | None) -> RunPlan:
    """Return how a race begins; an experiment that cannot be raced so runs alone."""
    beginning = RunPlan(experiment, race=race)
    try:
        _ = beginning.experiments
    except Problem:
        return RunPlan(experiment)
    return beginning


def _with(beginning: RunPlan, experiment: Experiment) -> RunPlan:
    """Return how the same begins with another experiment."""
    race = raced(experiment, beginning.race).race
    return replace(beginning, experiment=experiment, race=race)


class RunController(QObject):
    """Starts, steers and ends runs: one at a time, or those of a race together.

    Parameters
    ----------
    destination
        Returns where a run is recorded, by how it begins, where, and its id.
    sources_of
        Returns what the files stand for that experiments name.
    """

    state_changed = Signal(RunState)
    run_started = Signal(RunStarted)
    frame_ready = Signal(object)
    run_paused = Signal(object)
    run_ended = Signal(object)
    member_ended = Signal(object)
    recording_changed = Signal(object)
    flushed = Signal()

    def __init__(self, destination: NewDestination, sources_of: SourcesOf = lambda _: {}) -> None:
        super().__init__()
        self._destination, self._sources_of = destination, sources_of
        self.state = RunState.IDLE
        self._now: RunPlan | None = None
        self._watch: frozenset[type] = frozenset()
        self._speed: float | None = None
        self._last_id = self._request_id = 0
        self._waited_for: set[int] = set()
        """Ids of the runs that have not begun yet."""
        self._ids: frozenset[int] = frozenset()
        self._is_closed = False
        self._expected: set[str] = set()
        self._engine = EngineProcess()
        self._thread: TrainingThread | None = None
        self._mailbox = Mailbox()
        self._next: RunPlan | None = None
        self._clock = QTimer(self, interval=CLOCK_MILLISECONDS)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._on_clock_ticked)

    @property
    def is_replacing(self) -> bool:
        """Whether another run begins when this one has ended."""
        return self._next is not None

    # --- what the window asks ---

    def start(self, beginning: RunPlan) -> None:
        """Begin a run; one that is under way ends first."""
        if self._thread is not None:
            self._next = beginning
            self._end_present()
            return
        self._now, self._mailbox = beginning, Mailbox()
        request = self._request(beginning)
        thread = TrainingThread(request, self._living_engine(), self._mailbox)
        thread.announced.connect(self._on_thread_announced)
        thread.finished.connect(self._on_thread_finished)
        self._thread = thread
        self._send(SetSpeed(self._speed))
        self._become(RunState.STARTING)
        thread.start()
        self._clock.start()

    def _request(self, beginning: RunPlan) -> Request:
        experiments = beginning.experiments
        runs = tuple(
            self._run_request(beginning, experiment, start)
            for experiment, start in zip(experiments, beginning.starts, strict=True)
        )
        self._waited_for = {run.run_id for run in runs}
        self._ids = frozenset(self._waited_for)
        if beginning.race is None:
            self._request_id = runs[0].run_id
            return runs[0]
        self._request_id = self.next_id()
        return RaceRequest(self._request_id, beginning.race, runs)

    def _run_request(
        self, beginning: RunPlan, experiment: Experiment, start: ResumePoint | None
    ) -> RunRequest:
        run_id, count = self.next_id(), len(beginning.starts)
        return RunRequest(
            run_id,
            experiment,
            self._watch,
            FRAME_SECONDS * min(count, MOST_PATIENT),
            hold=True,
            paused=beginning.paused,
            recording=self._destination(beginning, start, run_id),
            start=start,
            sources=self._sources_of(beginning),
        )

    @property
    def plan(self) -> RunPlan | None:
        """How the run begins that was asked for last; None where none was."""
        return self._next or self._now

    @property
    def race(self) -> Race | None:
        """The race that is under way."""
        return self._now.race if self._now is not None and self.state in ACTIVE else None

    def next_id(self) -> int:
        """Take a run id."""
        self._last_id += 1
        return self._last_id

    def pause(self) -> None:
        """Pause a run."""
        self._send(PauseRun())

    def resume(self) -> None:
        """Go on after a pause."""
        self._send(Resume())

    def advance(self, steps: int = 1, loss: float = 0.0, of: int | None = None) -> None:
        """Do some steps in a pause; see ``Advance``."""
        self._send(Advance(steps, loss, of))

    def flush(self) -> bool:
        """Ask for all that was measured to be written; True if ``flushed`` is going to tell."""
        if self.state in (RunState.RUNNING, RunState.PAUSED):
            self._send(Flush())
            return True
        return False

    def stop(self) -> None:
        """End the run; one that was to begin after it does not."""
        self._next = None
        self._end_present()

    def _end_present(self) -> None:
        if self.state in ACTIVE:
            self._become(RunState.STOPPING)
            self._send(Stop())

    def can_change(self, experiment: Experiment) -> bool:
        """Whether the run that is under way can go on with other settings."""
        if self._now is None or self.state not in ACTIVE:
            return True
        is_same_race = _with(self._now, experiment).race == self._now.race
        return is_same_race and is_live(self._now.experiment, experiment)

    def change(self, experiment: Experiment) -> bool:
        """Take other settings; return False where they need a restart, which then happens."""
        if self._now is None or self.state not in ACTIVE:
            if self._next is not None:
                self._next = _with(self._next, experiment)
            return True
        before, changed = self._now.experiment, _with(self._now, experiment)
        if experiment == before:
            return True
        if self.can_change(experiment):
            self._now = changed
            self._send(Change(experiment, self._sources_of(changed)))
            return True
        is_paused = self.state is RunState.PAUSED
        self.start(replace(changed, paused=is_paused, start=None, members=()))
        return False

    def set_speed(self, steps_per_second: float | None) -> None:
        """Limit the speed of this run and the next ones."""
        self._speed = steps_per_second
        self._send(SetSpeed(steps_per_second))

    def watch(self, readings: frozenset[type]) -> None:
        """Choose what the engine reads for the visible views."""
        if readings != self._watch:
            self._watch = readings
            self._send(Watch(readings))

    def expect(self, path: str, place: Path) -> None:
        """Let the engine read a collection of images ahead, which lies at a place."""
        if path not in self._expected:
            self._expected.add(path)
            self._living_engine().send(Expect(path, place))

    def shutdown(self) -> None:
        """End everything and wait for it: the one way out, for close, quit and tests."""
        if self._is_closed:
            return
        self.stop()
        if self._thread is not None:
            if not self._thread.wait(SHUTDOWN_MILLISECONDS):
                log.warning("the run did not end in time")
            self._engine.close()
            self._thread.wait()
            self._on_thread_finished()
        else:
            self._engine.close()
        self._is_closed = True

    def _send(self, command: Command) -> None:
        if self._thread is not None:
            self._engine.send(command)

    def _living_engine(self) -> EngineProcess:
        """Return the engine process; a new one where the old one died."""
        if not self._engine.is_alive:
            self._engine.close()
            self._engine = EngineProcess()
            self._expected.clear()
        return self._engine

    # --- what the thread tells ---

    @Slot(object)
    def _on_thread_announced(self, message: Announced) -> None:
        if message.run_id in self._ids or message.run_id == self._request_id:
            self._show_newest()  # what was measured before comes first
            self._take(message)

    def _take(self, message: Announced) -> None:
        is_active = self.state in ACTIVE
        match message:
            case RunStarted():
                self._waited_for.discard(message.run_id)
                self.run_started.emit(message)
                if is_active:
                    self._become(RunState.RUNNING)
            case RunPaused() if is_active:
                self._become(RunState.PAUSED)
                self.run_paused.emit(message)
            case RunResumed() if is_active:
                self._become(RunState.RUNNING)
            case RecordingChanged():
                self.recording_changed.emit(message.problem)
            case Flushed():
                self.flushed.emit()
            case RunEnded():
                self._end(message)

    def _end(self, ended: RunEnded) -> None:
        self._waited_for.discard(ended.run_id)
        is_last = ended.run_id == self._request_id
        (self.run_ended if is_last else self.member_ended).emit(ended)

    @Slot()
    def _on_thread_finished(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.wait()
        self._clock.stop()
        beginning, self._next = self._next, None
        if beginning is None:
            self._become(RunState.IDLE)
        else:  # nobody may begin another one in between
            self.start(beginning)

    @Slot()
    def _on_clock_ticked(self) -> None:
        self._show_newest()

    def _show_newest(self) -> None:
        if self._waited_for:
            return  # Frames may overtake RunStarted; nobody knows yet what they belong to
        for frame in self._mailbox.take():
            if frame.run_id in self._ids:
                self.frame_ready.emit(frame)

    def _become(self, state: RunState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
