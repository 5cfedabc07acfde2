"""Owns the engine process, the thread, the mailbox and the display clock."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.runs.run_plan import RunPlan
from app.runs.run_requests import NewDestination, RunRequests, SourcesOf
from app.runs.run_states import ACTIVE, RunEffect, RunEvent, RunState, after
from training.link.mailbox import Mailbox
from training.link.process import EngineProcess
from training.link.worker import TrainingThread
from training.messages.announcements import (
    Flushed,
    RecordingChanged,
    RunEnded,
    RunPaused,
    RunResumed,
    RunStarted,
)
from training.messages.commands import (
    Advance,
    Change,
    EngineCommand,
    Expect,
    Flush,
    PauseRun,
    Resume,
    SetSpeed,
    Stop,
    Watch,
)
from training.settings import Experiment, is_live
from training.settings.race import Race

log = logging.getLogger(__name__)

CLOCK_MILLISECONDS = 15
"""Between two looks at the mailbox: often, so that no Frame waits long or is passed over."""


Announced = RunStarted | RunPaused | RunResumed | RunEnded | RecordingChanged | Flushed

SHUTDOWN_MILLISECONDS = 1500
"""That a run gets to end when the window closes; then its process is killed."""


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
        self._sources_of = sources_of
        self.state = RunState.IDLE
        self._now: RunPlan | None = None
        self._watch: frozenset[type] = frozenset()
        self._speed: float | None = None
        self._requests = RunRequests(destination, sources_of)
        self._is_closed = False
        self._expected: set[str] = set()
        self._engine = EngineProcess()
        self._thread: TrainingThread | None = None
        self._mailbox = Mailbox()
        self._next: RunPlan | None = None
        self._clock = QTimer(self, interval=CLOCK_MILLISECONDS)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._on_clock_ticked)
        self._effects: dict[RunEffect, Callable[[], None]] = {
            RunEffect.LAUNCH: self._launch,
            RunEffect.ASK_TO_END: lambda: self._send(Stop()),
        }

    # --- what the window asks ---

    def start(self, plan: RunPlan) -> None:
        """Begin a run; one that is under way ends first."""
        self._next = plan
        self._happened(RunEvent.START)

    def _happened(self, event: RunEvent) -> None:
        following, effect = after(self.state, event)
        if effect is not RunEffect.NOTHING:
            self._effects[effect]()
        if following is not self.state:
            self.state = following
            self.state_changed.emit(following)

    def _launch(self) -> None:
        assert self._next is not None
        plan, self._next = self._next, None
        self._now, self._mailbox = plan, Mailbox()
        request = self._requests.make(plan, self._watch)
        thread = TrainingThread(request, self._living_engine(), self._mailbox)
        thread.announced.connect(self._on_thread_announced)
        thread.finished.connect(self._on_thread_finished)
        self._thread = thread
        self._send(SetSpeed(self._speed))
        thread.start()
        self._clock.start()

    @property
    def plan(self) -> RunPlan | None:
        """How the run begins that was asked for last; None where none was."""
        return self._next or self._now

    @property
    def race(self) -> Race | None:
        """The race that is under way."""
        return self._now.race if self._now is not None and self.state in ACTIVE else None

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
        self._happened(RunEvent.STOP)

    def can_change(self, experiment: Experiment) -> bool:
        """Whether the run that is under way can go on with other settings."""
        if self._now is None or self.state not in ACTIVE:
            return True
        is_same_race = self._now.with_experiment(experiment).race == self._now.race
        return is_same_race and is_live(self._now.experiment, experiment)

    def change(self, experiment: Experiment) -> bool:
        """Take other settings; return False where they need a restart, which then happens."""
        if self._now is None or self.state not in ACTIVE:
            if self._next is not None:
                self._next = self._next.with_experiment(experiment)
            return True
        before, changed = self._now.experiment, self._now.with_experiment(experiment)
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

    def _send(self, command: EngineCommand) -> None:
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
        if self._requests.has_run(message.run_id) or self._requests.is_whole(message.run_id):
            self._show_newest()  # what was measured before comes first
            self._take(message)

    def _take(self, message: Announced) -> None:
        is_active = self.state in ACTIVE
        match message:
            case RunStarted():
                self._requests.began_or_ended(message.run_id)
                self.run_started.emit(message)
                self._happened(RunEvent.STARTED)
            case RunPaused() if is_active:
                self._happened(RunEvent.PAUSED)
                self.run_paused.emit(message)
            case RunResumed():
                self._happened(RunEvent.RESUMED)
            case RecordingChanged():
                self.recording_changed.emit(message.problem)
            case Flushed():
                self.flushed.emit()
            case RunEnded():
                self._end(message)

    def _end(self, ended: RunEnded) -> None:
        self._requests.began_or_ended(ended.run_id)
        is_last = self._requests.is_whole(ended.run_id)
        (self.run_ended if is_last else self.member_ended).emit(ended)

    @Slot()
    def _on_thread_finished(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.wait()
        self._clock.stop()
        self._happened(RunEvent.FINISHED)

    @Slot()
    def _on_clock_ticked(self) -> None:
        self._show_newest()

    def _show_newest(self) -> None:
        if self._requests.are_waited_for:
            return  # Frames may overtake RunStarted; nobody knows yet what they belong to
        for frame in self._mailbox.take():
            if self._requests.has_run(frame.run_id):
                self.frame_ready.emit(frame)
