"""One run of an experiment: a loop over chunks of steps that yields messages. No Qt.

Commands are read between chunks. Where chunks begin and end never changes what is computed.
"""

import math
import time
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue

from training.engine.allowance import Allowance
from training.engine.device_choice import choose
from training.engine.frames import FrameBuilder
from training.engine.measured_training import MeasuredTraining
from training.engine.readings import live
from training.engine.record import FLUSH, FLUSH_ASKED
from training.engine.resume_point import Past, read_past
from training.engine.stopping import RunOver, finished
from training.engine.turns import Turns
from training.learner.devices import describe
from training.learner.kernel.step_batch import StepBatch
from training.learner.learner import Learner
from training.messages.announcements import (
    End,
    Flushed,
    Frame,
    Message,
    Pause,
    RunEnded,
    RunPaused,
    RunResumed,
    RunStarted,
)
from training.messages.commands import (
    Advance,
    Change,
    EngineCommand,
    Flush,
    PauseRun,
    Resume,
    SetSpeed,
    Stop,
    Watch,
)
from training.messages.readings import RECORDED_READINGS, LandscapeReading, Series
from training.messages.requests import RunRequest
from training.settings import Experiment
from training.setup.prepare import prepare
from training.setup.setup import Setup
from training.store.recorder import Recorder
from training.text import Text

CommandQueue = SimpleQueue[EngineCommand]


class Run:
    """Trains as commanded and yields messages, one turn at a time."""

    def __init__(
        self, request: RunRequest, commands: CommandQueue, recorder: Recorder | None
    ) -> None:
        self._request, self._commands = request, commands
        self._past = read_past(request.start) if request.start is not None else None
        experiment = self._past.experiment if self._past else request.experiment
        self.learner = Learner(experiment, choose(experiment))
        self._frames = FrameBuilder(request.run_id, self.learner, request.watch)
        self.allowance = Allowance(self.learner.device, is_paused=request.paused)
        self._training = MeasuredTraining(self.learner, self._frames, self.allowance, recorder)
        self._until_loss = 0.0
        self._pause = Pause.ASKED
        self._is_flush_asked = False
        self._kept: list[EngineCommand] = []
        """Commands received while recomputing up to the resume point."""
        self._published = -math.inf
        if self._past is not None:
            self._training.set_state(self._past.state)

    # --- the loop ---

    def messages(self) -> Turns:
        """Yield messages and step batches; see ``turns``."""
        learner, run_id = self.learner, self._request.run_id
        try:
            if self._past is not None:
                yield from self._go_back(self._past)
        except RunOver as over:  # nothing was begun
            yield RunEnded(run_id, over.reason, over.step, over.detail)
            return
        self._begin()
        yield self._started()
        try:
            self._training.measure()
            yield self._frame()
            yield from self._steps()
        except RunOver as over:
            if over.reason is End.DIVERGED:
                learner.restore()
            yield from self._last_frames()
            self._training.checkpoint()
            yield RunEnded(run_id, over.reason, over.step, over.detail)

    def _started(self) -> RunStarted:
        learner = self.learner
        device = describe(
            learner.device,
            learner.threads,
            is_mixed=learner.network.is_mixed,
            is_compiled=learner.uses_kernel,
        )
        return RunStarted(
            self._request.run_id,
            learner.experiment,
            device,
            learner.experiment.parameter_count,
            learner.setup,
            live(learner, RECORDED_READINGS),
            learner.step,
        )

    def _steps(self) -> Turns:
        while True:
            if self.allowance.left == 0:
                yield from self._last_frames()
                self._training.checkpoint()
                self._training.record.flush(FLUSH)
                yield RunPaused(self._request.run_id, self.learner.step, self._pause)
                yield from self._wait()
                if self.allowance.left > 1:
                    yield RunResumed(self._request.run_id)
            self._obey_waiting()
            yield from self._answers()
            count = self._chunk()
            if count:
                yield from self._advance(count)
            if self._training.record.is_due:
                self._training.checkpoint()
            is_due = time.perf_counter() - self._published >= self._request.frame_interval
            yield self._frame() if is_due else None

    def _wait(self) -> Iterator[Message]:
        """Wait for commands while paused; yield a Frame after each that changes something."""
        while self.allowance.left == 0:
            self._obey(self._commands.get())
            self._obey_waiting()
            yield from self._answers()
            yield from self._last_frames()
        self.allowance.count_from(self.learner.step)

    def _answers(self) -> Iterator[Message]:
        if self._is_flush_asked:
            self._is_flush_asked = False
            self._training.record.flush(FLUSH_ASKED)
            yield Flushed(self._request.run_id)

    def _chunk(self) -> int:
        """Return the steps until commands are polled again; waits where the speed limit asks."""
        step, allowance = self.learner.step, self.allowance
        until_frame = self._published + self._request.frame_interval - time.perf_counter()
        left = self._training.conditions.limit(self.learner.experiment) - step
        due = allowance.due(step)
        if due < 1:
            with suppress(Empty):  # a command ends the waiting early
                self._obey(self._commands.get(timeout=allowance.patience))
            return 0  # the command may have changed speed and allowance
        count = min(
            allowance.chunk(until_frame),
            self.learner.schedule.next(step) - step,
            max(1, left),  # lowered below the present step: one more step, then it is met
            allowance.left,
            allowance.fence - step,
            due,
        )
        return max(0, int(count))

    def _advance(self, count: int) -> Iterator[StepBatch]:
        yield from self._training.train(count)
        self.allowance.left -= count
        self._check_conditions()

    def _frame(self, *, is_last: bool = False) -> Frame:
        self._published = time.perf_counter()
        return self._training.frame(is_last=is_last)

    def _last_frames(self) -> Iterator[Frame]:
        """Yield a Frame at once where the run waits or ends, and one with this step's landscape."""
        yield self._frame(is_last=True)
        if LandscapeReading in self._frames.watch and self.learner.evaluation.hurry():
            yield self._frame()

    # --- where it begins ---

    def _go_back(self, past: Past) -> Iterator[StepBatch]:
        """Recompute, unrecorded, from the checkpoint to the resume point."""
        assert self._request.start is not None
        for target, experiment in (*past.changes, (self._request.start.step, None)):
            while (step := self.learner.step) < target:
                self._keep_for_later()
                until_measured = self.learner.schedule.next(step) - step
                count = min(self.allowance.chunk(), until_measured, target - step)
                yield from self._training.train(count)
            if experiment is not None:
                self._training.change(experiment)
        # The condition that had stopped the run must not stop it again at once.
        conditions = self._training.conditions
        met = conditions.met(self.learner.step, self.learner.experiment)
        if met is not None:
            conditions.start_again(met, self.learner.step)

    def _keep_for_later(self) -> None:
        """Queue commands until the resume point is reached; obey at once those that end the run."""
        while not self._commands.empty():
            self._kept.append(self._commands.get())
        if any(isinstance(command, Stop) for command in self._kept):
            self._obey(Stop())

    def _begin(self) -> None:
        """Begin recording, with the settings that were requested."""
        self._training.begin()
        if self.learner.experiment != self._request.experiment:
            self._training.change(self._request.experiment)
        if self._past is not None:
            measured = self._past.measured
            setups = {name: self._setup_of(measured[name]) for name in Series if name in measured}
            self._frames.follow(setups)
        for command in self._kept:
            self._obey(command)

    def _setup_of(self, experiment: Experiment) -> Setup:
        """Return the setup of an experiment; the present one where both have the same data."""
        present = self.learner.experiment
        is_same = (experiment.dataset, experiment.spectrum) == (present.dataset, present.spectrum)
        return self.learner.setup if is_same else prepare(experiment)

    # --- commands ---

    def _obey_waiting(self) -> None:
        while not self._commands.empty():
            self._obey(self._commands.get())

    def _obey(self, command: EngineCommand) -> None:
        match command:
            case Stop():
                step = self.learner.step
                raise RunOver(End.STOPPED, step, Text("Stopped at step {step}.", {"step": step}))
            case PauseRun() | Resume() | Advance():
                self._let_go_on(command)
            case SetSpeed(speed):
                self.allowance.set_speed(speed, self.learner.step)
            case Watch(readings):
                self._frames.watch = readings
            case Flush():
                self._is_flush_asked = True
            case Change(experiment=experiment):
                self._training.change(experiment)

    def _let_go_on(self, command: PauseRun | Resume | Advance) -> None:
        match command:
            case PauseRun():
                self.allowance.left, self._pause = 0, Pause.ASKED
            case Resume():
                self._go_on(math.inf)
            case Advance(steps, loss):
                self._go_on(steps, loss)

    def _go_on(self, steps: float, until_loss: float = 0.0) -> None:
        self._training.conditions.start_again(self._pause, self.learner.step)
        self.allowance.left, self._pause, self._until_loss = steps, Pause.ASKED, until_loss

    # --- when to stop ---

    def _check_conditions(self) -> None:
        conditions, step = self._training.conditions, self.learner.step
        if conditions.train_loss < self._until_loss:
            self.allowance.left, self._until_loss = 0, 0.0
        met = conditions.met(step, self.learner.experiment)
        if met is None:
            return
        if not self._request.hold:
            raise RunOver(End.FINISHED, step, finished(met, step))
        self.allowance.left, self._pause = 0, met
