"""One run of an experiment: a loop of chunks of steps, which yields messages. No Qt.

Chunks take about ``chunk_seconds`` each; commands are read between them. Where chunks begin and
end never changes what is computed.
"""

import math
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np

from training.arrays import Floats32
from training.engine.device_choice import choose
from training.engine.frames import FrameBuilder
from training.engine.readings import CHECKPOINT_PARTS, live
from training.engine.resume_point import Past, read_past
from training.engine.stopping import StopConditions, finished
from training.learner.checkpoint import CheckpointError, to_bytes
from training.learner.devices import describe
from training.learner.kernel.call import Call
from training.learner.learner import Learner, Progress
from training.messages.announcements import (
    RECORDED_READINGS,
    Advance,
    Change,
    Command,
    End,
    Flush,
    Flushed,
    Frame,
    LandscapeReading,
    Message,
    Pause,
    PauseRun,
    Resume,
    RunEnded,
    RunPaused,
    RunRequest,
    RunResumed,
    RunStarted,
    Series,
    SetSpeed,
    Stop,
    Watch,
)
from training.settings import Experiment
from training.setup.prepare import prepare
from training.setup.setup import Setup
from training.store.recorder import Recorder
from training.text import Text

CHUNK = 0.008
"""Seconds between two looks at the commands: what makes pause feel immediate."""
CUDA_CHUNK = 0.033
"""On a GPU: each look waits until it has done all that it was given, so they are a Frame apart."""
FLUSH = 0.05
"""Seconds that a pause waits for the disk, so that what is then saved is complete."""
FLUSH_ASKED = 0.5
"""Seconds that training waits for the disk when the user saves."""
CHECKPOINT_SHARE = 50
"""Times its own duration that a passing checkpoint waits for the next: at most 2 % of a run."""
CHECKPOINT_BYTES = 5_000_000
"""A second, of passing checkpoints: those of a large network would keep the disk busy."""
EXPLODED = 1e6
"""A loss so many times the first one (at least 1) counts as diverged, though still finite."""

Commands = SimpleQueue[Command]
Steps = Generator[Call, None, Progress]


class _Ended(Exception):
    """Ends a run from wherever it is noticed."""

    def __init__(self, reason: End, step: int, detail: Text) -> None:
        super().__init__()
        self.reason, self.step, self.detail = reason, step, detail


class _Clock:
    """Counts the seconds of a run, without those in which calls of others are done."""

    def __init__(self) -> None:
        self._start, self._left_out = time.perf_counter(), 0.0

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._start - self._left_out

    def without_waiting(self, steps: Steps) -> Steps:
        """Pass calls on; count of each what it takes by itself."""
        while True:
            try:
                call = next(steps)
            except StopIteration as done:
                progress: Progress = done.value
                return progress
            begin = time.perf_counter()
            yield call
            self._left_out += time.perf_counter() - begin - call.seconds


class Run:
    """Trains, measures, records; whoever drives it asks for one message after the other."""

    def __init__(self, request: RunRequest, commands: Commands, recorder: Recorder | None) -> None:
        self._request, self._commands, self._recorder = request, commands, recorder
        self._past = read_past(request.start) if request.start is not None else None
        self.fence = math.inf
        """The step at which it waits for others; whoever drives it moves it."""
        experiment = self._past.experiment if self._past else request.experiment
        self.learner = Learner(experiment, choose(experiment))
        self._frames = FrameBuilder(request.run_id, self.learner, request.watch)
        self._next_checkpoint = 0.0
        # Steps that may be done before the run pauses: none, a few, or without end.
        self._budget = 0.0 if request.paused else math.inf
        self._until_loss = 0.0
        self._pause = Pause.ASKED
        self._is_flush_asked = False
        self._elapsed, self.step_seconds = 0.0, 0.01
        self._published = -math.inf
        self._speed: float | None = None
        self._pace_time, self._pace_step = time.perf_counter(), 0
        self._conditions = StopConditions()
        if self._past is not None:
            self._set_state(self._past.state)

    # --- the loop ---

    def messages(self) -> Iterator[Message | Call | None]:
        """Yield what there is to tell, and None after a chunk that leaves nothing to tell.

        A Call among them is to be done before the next message is asked for.
        """
        learner, run_id = self.learner, self._request.run_id
        try:
            if self._past is not None:
                yield from self._go_back(self._past)
        except _Ended as end:  # nothing was begun
            yield RunEnded(run_id, end.reason, end.step, end.detail)
            return
        self._frames.begin(self._recorder)
        if learner.experiment != self._request.experiment:
            self._change(self._request.experiment)
        if self._past is not None:
            measured = self._past.measured
            known = {name: self._setup_of(measured[name]) for name in Series if name in measured}
            self._frames.follow(known)
        yield RunStarted(
            run_id,
            learner.experiment,
            describe(
                learner.device,
                learner.threads,
                is_mixed=learner.network.is_mixed,
                is_compiled=learner.uses_kernel,
            ),
            learner.experiment.parameter_count,
            learner.setup,
            live(learner, RECORDED_READINGS),
            learner.step,
        )
        try:
            self._measure()
            yield self._frame()
            yield from self._steps()
        except _Ended as end:
            if end.reason is End.DIVERGED:
                learner.restore()
            yield from self._last_frames()
            self._checkpoint(is_kept=False)
            yield RunEnded(run_id, end.reason, end.step, end.detail)

    def _steps(self) -> Iterator[Message | Call | None]:
        while True:
            if self._budget == 0:
                yield from self._last_frames()
                self._checkpoint(is_kept=False)
                if self._recorder is not None:
                    self._recorder.flush(FLUSH)
                yield RunPaused(self._request.run_id, self.learner.step, self._pause)
                yield from self._wait()
                if self._budget > 1:
                    yield RunResumed(self._request.run_id)
            self._obey_waiting()
            yield from self._answers()
            count = self._chunk()
            if count:
                yield from self._advance(count)
            now = time.perf_counter()
            if now >= self._next_checkpoint:
                self._checkpoint(is_kept=False)
            is_due = now - self._published >= self._request.frame_interval
            yield self._frame() if is_due else None

    def _wait(self) -> Iterator[Message]:
        """Wait for commands until steps may be done; show at once what they change."""
        while self._budget == 0:
            self._obey(self._commands.get())
            self._obey_waiting()
            yield from self._answers()
            yield from self._last_frames()
        self._restart_pace()

    def _answers(self) -> Iterator[Message]:
        if self._is_flush_asked:
            self._is_flush_asked = False
            if self._recorder is not None:
                self._recorder.flush(FLUSH_ASKED)
            yield Flushed(self._request.run_id)

    @property
    def chunk_seconds(self) -> float:
        """Seconds that a chunk of steps is to take."""
        return CUDA_CHUNK if self.learner.device.type == "cuda" else CHUNK

    def _chunk(self) -> int:
        """Return how many steps to do before looking up again; waits where the speed asks."""
        step = self.learner.step
        left = self._conditions.limit(self.learner.experiment) - step
        until_frame = self._published + self._request.frame_interval - time.perf_counter()
        seconds = min(self.chunk_seconds, max(0.0, until_frame))
        count = min(
            max(1, int(seconds / self.step_seconds)),
            self.learner.schedule.next(step) - step,
            max(1, left),  # lowered below the present step: one more step, then it is met
            self._budget,
            self.fence - step,
        )
        if self._speed is not None:
            count = min(count, self._due())
        return max(0, int(count))

    def _due(self) -> int:
        assert self._speed is not None
        passed = time.perf_counter() - self._pace_time
        due = int(passed * self._speed) - (self.learner.step - self._pace_step)
        if due < 1:
            with suppress(Empty):  # a command ends the waiting early
                self._obey(self._commands.get(timeout=min(1 / self._speed, CHUNK)))
            return 0  # what was obeyed may have changed speed and budget
        if due > self._speed:  # the machine is slower than asked: do not save up
            self._restart_pace()
        return due

    def _restart_pace(self) -> None:
        self._pace_time, self._pace_step = time.perf_counter(), self.learner.step

    def _go_back(self, past: Past) -> Iterator[Call]:
        """Compute again, unrecorded, from the checkpoint to the step that is asked for."""
        assert self._request.start is not None
        recorder, self._recorder = self._recorder, None
        waiting: list[Command] = []
        for target, experiment in (*past.changes, (self._request.start.step, None)):
            while (step := self.learner.step) < target:
                while not self._commands.empty():
                    waiting.append(self._commands.get())
                if any(isinstance(command, Stop) for command in waiting):
                    self._obey(Stop())
                chunk = max(1, int(self.chunk_seconds / self.step_seconds))
                until_measured = self.learner.schedule.next(step) - step
                yield from self._train(min(chunk, until_measured, target - step))
            if experiment is not None:
                self._change(experiment)
        self._recorder = recorder
        # What had stopped the run is no reason to stop it again at once.
        met = self._conditions.met(self.learner.step, self.learner.experiment)
        if met is not None:
            self._conditions.start_again(met, self.learner.step)
        for command in waiting:
            self._obey(command)

    def _setup_of(self, experiment: Experiment) -> Setup:
        """Return what an experiment was measured on; that of now where both are the same."""
        now = self.learner.experiment
        is_same = (experiment.dataset, experiment.spectrum) == (now.dataset, now.spectrum)
        return self.learner.setup if is_same else prepare(experiment)

    def _advance(self, count: int) -> Iterator[Call]:
        yield from self._train(count)
        self._budget -= count
        self._check_conditions()

    def _train(self, count: int) -> Iterator[Call]:
        clock, first = _Clock(), self.learner.step
        progress = yield from clock.without_waiting(self.learner.steps(count))
        self._frames.record(first, progress)
        self._check_losses(first, progress.losses)
        step = self.learner.step
        is_last = step == self._conditions.limit(self.learner.experiment)
        if is_last or self.learner.schedule.next(step - 1) == step:
            self._measure()
        seconds = clock.seconds
        self._elapsed += seconds
        self.step_seconds = max(seconds / count, 1e-6)

    # --- measuring ---

    def _measure(self) -> None:
        step = self.learner.step
        train_loss, test_loss = self._frames.measure(self._elapsed)
        self._conditions.measured(step, train_loss, test_loss)
        self._check_losses(step, np.array([train_loss], dtype=np.float32))
        self.learner.keep()
        schedule = self.learner.schedule
        if schedule.is_due(step, CHECKPOINT_PARTS) and step % schedule.unit == 0:
            self._checkpoint(is_kept=True)

    def _checkpoint(self, *, is_kept: bool) -> None:
        """Record a checkpoint; the next passing one comes when this one's cost is forgotten."""
        if self._recorder is None:
            return
        start = time.perf_counter()
        content = to_bytes(self._state())
        self._recorder.checkpoint(self.learner.step, content, is_kept=is_kept)
        now = time.perf_counter()
        pause = max(1.0, CHECKPOINT_SHARE * (now - start), len(content) / CHECKPOINT_BYTES)
        self._next_checkpoint = now + pause

    def _state(self) -> dict[str, Any]:
        """Return what a checkpoint holds: all that the run's next steps depend on."""
        return {
            "experiment": self.learner.experiment.model_dump_json(),
            "learner": self.learner.state(),
            "peaks": self._frames.state(),
            "conditions": self._conditions.state(),
            "elapsed": self._elapsed,
        }

    def _set_state(self, state: dict[str, Any]) -> None:
        try:
            self.learner.set_state(state["learner"])
            self._frames.set_state(state["peaks"])
            self._conditions.set_state(state["conditions"])
            self._elapsed = float(state["elapsed"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, CheckpointError):
                raise
            raise CheckpointError("The checkpoint is damaged.") from None

    def _check_losses(self, first_step: int, losses: Floats32) -> None:
        limit = EXPLODED * max(1.0, self._conditions.first_loss or 1.0)
        with np.errstate(invalid="ignore"):
            bad = np.flatnonzero(~(losses <= limit))
        if len(bad):
            step = first_step + int(bad[0])
            raise _Ended(
                End.DIVERGED,
                step,
                Text(
                    "Diverged at step {step}: the loss became {loss:.3g}. The last good state, "
                    "of step {good}, is kept. A smaller learning rate or initialisation helps.",
                    {
                        "step": step,
                        "loss": float(losses[bad[0]]),
                        "good": self.learner.network.good_step,
                    },
                ),
            )

    def _frame(self, *, is_last: bool = False) -> Frame:
        self._published = time.perf_counter()
        return self._frames.frame(self._elapsed, is_last=is_last)

    def _last_frames(self) -> Iterator[Frame]:
        """Show at once where it waits or ends, and then the landscape of this very step."""
        yield self._frame(is_last=True)
        if LandscapeReading in self._frames.watch and self.learner.evaluation.hurry():
            yield self._frame()

    # --- commands ---

    def _obey_waiting(self) -> None:
        while not self._commands.empty():
            self._obey(self._commands.get())

    def _obey(self, command: Command) -> None:
        match command:
            case Stop():
                step = self.learner.step
                raise _Ended(End.STOPPED, step, Text("Stopped at step {step}.", {"step": step}))
            case PauseRun() | Resume() | Advance():
                self._let_go_on(command)
            case SetSpeed(speed):
                self._speed = speed
                self._restart_pace()
            case Watch(readings):
                self._frames.watch = readings
            case Flush():
                self._is_flush_asked = True
            case Change(experiment=experiment):
                self._change(experiment)

    def _let_go_on(self, command: PauseRun | Resume | Advance) -> None:
        match command:
            case PauseRun():
                self._budget, self._pause = 0, Pause.ASKED
            case Resume():
                self._go_on(math.inf)
            case Advance(steps, loss):
                self._go_on(steps, loss)

    def _go_on(self, budget: float, until_loss: float = 0.0) -> None:
        self._conditions.start_again(self._pause, self.learner.step)
        self._budget, self._pause, self._until_loss = budget, Pause.ASKED, until_loss

    def _change(self, experiment: Experiment) -> None:
        learner, before = self.learner, self.learner.experiment
        setup = learner.setup
        learner.change(experiment)
        self._conditions.changed(before, experiment, learner.step)
        if self._recorder is not None:
            self._recorder.event(learner.step, "change", experiment.model_dump_json())
        self._frames.mark(before, setup)

    # --- when to stop ---

    def _check_conditions(self) -> None:
        if self._conditions.train_loss < self._until_loss:
            self._budget, self._until_loss = 0, 0.0
        met = self._conditions.met(self.learner.step, self.learner.experiment)
        if met is None:
            return
        if not self._request.hold:
            step = self.learner.step
            raise _Ended(End.FINISHED, step, finished(met, step))
        self._budget, self._pause = 0, met
