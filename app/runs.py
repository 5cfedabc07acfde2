"""The run state machine: owns the engine process, the thread, the mailbox and the display clock."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from training.mailbox import Mailbox
from training.messages import (
    Advance,
    Change,
    Command,
    Destination,
    Flush,
    Flushed,
    Frame,
    PauseRun,
    RecordingChanged,
    Resume,
    RunEnded,
    RunPaused,
    RunRequest,
    RunResumed,
    RunStarted,
    SetSpeed,
    Start,
    Stop,
    Watch,
)
from training.process import EngineProcess
from training.settings import Experiment, is_live
from training.worker import TrainingThread

log = logging.getLogger(__name__)

FRAME_SECONDS = 0.031
"""Between two Frames of the engine: a little over 30 a second, since each costs it a reading."""
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
class Beginning:
    """How a run begins.

    Attributes
    ----------
    start
        The recorded step of a run that it leaves, None for the initial weights.
    goes_on
        It is the same run, which was only interrupted.
    """

    experiment: Experiment
    paused: bool = False
    start: Start | None = None
    goes_on: bool = False


Announced = RunStarted | RunPaused | RunResumed | RunEnded | RecordingChanged | Flushed

SHUTDOWN_MILLISECONDS = 1500
"""That a run gets to end when the window closes; then its process is killed."""

ACTIVE = (RunState.STARTING, RunState.RUNNING, RunState.PAUSED)


class RunController(QObject):
    """Starts, steers and ends runs, one at a time."""

    state_changed = Signal(RunState)
    run_started = Signal(RunStarted)
    frame_ready = Signal(object)
    run_paused = Signal(object)
    run_ended = Signal(object)
    recording_changed = Signal(object)
    flushed = Signal()

    def __init__(self, destination: Callable[[Beginning], Destination | None]) -> None:
        super().__init__()
        self._destination = destination
        self.state = RunState.IDLE
        self._experiment: Experiment | None = None
        self._watch: frozenset[type] = frozenset()
        self._speed: float | None = None
        self._run_id = 0
        self._is_begun = self._is_closed = False
        self._engine = EngineProcess()
        self._thread: TrainingThread | None = None
        self._mailbox = Mailbox()
        self._next: Beginning | None = None
        self._clock = QTimer(self, interval=CLOCK_MILLISECONDS)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._on_clock_ticked)

    @property
    def is_replacing(self) -> bool:
        """Whether another run begins when this one has ended."""
        return self._next is not None

    # --- what the window asks ---

    def start(self, beginning: Beginning) -> None:
        """Begin a run; one that is under way ends first."""
        if self._thread is not None:
            self._next = beginning
            self.stop()
            return
        self._experiment, self._mailbox = beginning.experiment, Mailbox()
        self._is_begun = False
        request = RunRequest(
            self.next_id(),
            beginning.experiment,
            self._watch,
            FRAME_SECONDS,
            hold=True,
            paused=beginning.paused,
            recording=self._destination(beginning),
            start=beginning.start,
        )
        thread = TrainingThread(request, self._living_engine(), self._mailbox)
        thread.announced.connect(self._on_thread_announced)
        thread.finished.connect(self._on_thread_finished)
        self._thread = thread
        self._send(SetSpeed(self._speed))
        self._become(RunState.STARTING)
        thread.start()
        self._clock.start()

    @property
    def run_id(self) -> int:
        """That of the newest run."""
        return self._run_id

    def next_id(self) -> int:
        """Take a run id."""
        self._run_id += 1
        return self._run_id

    def pause(self) -> None:
        """Pause a run."""
        self._send(PauseRun())

    def resume(self) -> None:
        """Go on after a pause."""
        self._send(Resume())

    def advance(self, steps: int = 1) -> None:
        """Do single steps in a pause."""
        self._send(Advance(steps))

    def flush(self) -> bool:
        """Ask for all that was measured to be written; True if ``flushed`` is going to tell."""
        if self.state in (RunState.RUNNING, RunState.PAUSED):
            self._send(Flush())
            return True
        return False

    def stop(self) -> None:
        """End the run."""
        if self.state in ACTIVE:
            self._become(RunState.STOPPING)
            self._send(Stop())

    def change(self, experiment: Experiment) -> bool:
        """Take other settings; return False where they need a restart, which then happens."""
        if self._experiment is None or self.state not in ACTIVE:
            if self._next is not None:
                self._next = replace(self._next, experiment=experiment)
            return True
        if experiment == self._experiment:
            return True
        if is_live(self._experiment, experiment):
            self._experiment = experiment
            self._send(Change(experiment))
            return True
        self.start(Beginning(experiment, paused=self.state is RunState.PAUSED))
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

    def shutdown(self) -> None:
        """End everything and wait for it: the one way out, for close, quit and tests."""
        if self._is_closed:
            return
        self._next = None
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
        return self._engine

    # --- what the thread tells ---

    @Slot(object)
    def _on_thread_announced(self, message: Announced) -> None:
        if message.run_id == self._run_id:
            self._show_newest()  # what was measured before comes first
            self._take(message)

    def _take(self, message: Announced) -> None:
        is_active = self.state in ACTIVE
        match message:
            case RunStarted():
                self._is_begun = True
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
                self.run_ended.emit(message)

    @Slot()
    def _on_thread_finished(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.wait()
        self._clock.stop()
        self._become(RunState.IDLE)
        if self._next is not None:
            beginning, self._next = self._next, None
            self.start(beginning)

    @Slot()
    def _on_clock_ticked(self) -> None:
        self._show_newest()

    def _show_newest(self) -> None:
        if not self._is_begun:
            return  # Frames may overtake RunStarted; nobody knows yet what they belong to
        frame: Frame | None = self._mailbox.take()
        if frame is not None and frame.run_id == self._run_id:
            self.frame_ready.emit(frame)

    def _become(self, state: RunState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
