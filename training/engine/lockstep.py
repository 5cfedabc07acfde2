"""A race in lockstep: runs take turns, so that all are at the same step or epoch."""

import math
from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue

from training.engine.run import CommandQueue, Run
from training.learner import devices
from training.learner.kernel.step_batch import StepBatch, do_all
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
    Stop,
)
from training.messages.requests import RaceRequest, RunRequest
from training.settings import Experiment
from training.setup.races import experiments, steps_per_epoch
from training.store.recorder import Recorder
from training.text import Text


class _Member:
    """One run of a race, and its state in the round."""

    def __init__(self, request: RunRequest, recorder: Recorder | None) -> None:
        self.run_id = request.run_id
        self.commands: CommandQueue = SimpleQueue()
        self.run = Run(request, self.commands, recorder)
        self._turns = self.run.messages()
        self.steps: StepBatch | None = None
        """Compiled steps that it waits for."""
        self.pause: RunPaused | None = None
        self.end: RunEnded | None = None
        self.rate = 1
        """Steps per unit of progress."""
        self._first = request.start.step if request.start is not None else 0
        self._begin_step, self._begin_progress = self._first, 0.0

    @property
    def is_training(self) -> bool:
        return self.pause is None and self.end is None

    @property
    def is_behind(self) -> bool:
        return self.is_training and self.run.learner.step < self.run.allowance.fence

    def count_from(self, progress: float, rate: int) -> None:
        """Measure progress from here on with another rate."""
        # A resumed run is still being recomputed up to its step.
        self._begin_step = max(self.run.learner.step, self._first)
        self._begin_progress = progress
        self.rate = rate
        self.place_fence(progress)

    @property
    def progress(self) -> float:
        """Progress in the race's unit: steps or epochs."""
        passed = self.run.learner.step - self._begin_step
        return self._begin_progress + passed / self.rate

    def place_fence(self, progress: float) -> None:
        """Allow training up to ``progress``, with a tolerance for rounding."""
        passed = (progress - self._begin_progress) * self.rate
        self.run.allowance.fence = self._begin_step + math.floor(passed + 1e-6)

    def turn(self) -> Iterator[Message]:
        """Take one turn of the run; yield its message, if any."""
        message = self._next()
        if isinstance(message, RunStarted | Frame | RunEnded):
            yield message

    def until(self, *kinds: type) -> Iterator[Message]:
        """Take turns until a message of one of these types, or the end of the run."""
        while self.end is None:
            message = self._next()
            if isinstance(message, RunStarted | Frame | RunEnded):
                yield message
            if isinstance(message, kinds):
                return

    def _next(self) -> Message | None:
        devices.set_threads(self.run.learner.experiment)
        steps, self.steps = self.steps, None
        if steps is not None:
            steps.do()  # the remaining part
        turn = next(self._turns)
        if isinstance(turn, StepBatch):
            self.steps = turn
            return None
        match turn:
            case RunPaused():
                self.pause = turn
            case RunResumed():
                self.pause = None
            case RunEnded():
                self.end = turn
        return turn

    def tell(self, command: EngineCommand) -> Iterator[Message]:
        """Pass a command on; a paused run answers it at once."""
        self.commands.put(command)
        if self.pause is not None:
            yield from self.until(Frame)


class Lockstep:
    """Drives the runs of a race.

    Progress counts steps, or epochs where the race keeps those equal. No run passes
    the common fence before all have reached it; runs that have stopped or diverged are left out.

    Raises
    ------
    Problem
        When a run cannot be made.
    """

    def __init__(
        self, request: RaceRequest, commands: CommandQueue, recorders: list[Recorder | None]
    ) -> None:
        self._id, self._race, self._commands = request.run_id, request.race, commands
        self._members = [_Member(r, d) for r, d in zip(request.runs, recorders, strict=True)]
        self._progress, self._goal = 0.0, math.inf
        self._is_paused = any(run.paused for run in request.runs)
        self._set_rates([run.experiment for run in request.runs])

    def _set_rates(self, trained: Sequence[Experiment]) -> None:
        for member, experiment in zip(self._members, trained, strict=True):
            rate = steps_per_epoch(experiment) if self._race.pace == "epochs" else 1
            member.count_from(self._progress, rate)

    @property
    def _alive(self) -> list[_Member]:
        return [member for member in self._members if member.end is None]

    # --- the loop ---

    def messages(self) -> Iterator[Message]:
        """Yield the messages of all runs until the race ends."""
        for member in self._members:
            yield from member.until(RunPaused if self._is_paused else Frame)
        if self._is_paused:
            yield self._paused()
        while self._alive:
            if self._is_paused or not self._commands.empty():
                yield from self._obey(self._commands.get())
            elif behind := [member for member in self._members if member.is_behind]:
                yield from self._turns(behind)
            elif self._training and self._progress < self._goal:
                self._move_fences()
            else:
                yield from self._pause()
        yield self._ended()

    def _turns(self, behind: list[_Member]) -> Iterator[Message]:
        """Let each run do a chunk of steps; compiled ones run in parallel on all cores."""
        for member in behind:
            yield from member.turn()
        while waiting := [member for member in behind if member.steps is not None]:
            do_all([member.steps for member in waiting if member.steps is not None])
            for member in waiting:
                yield from member.turn()

    @property
    def _training(self) -> list[_Member]:
        return [member for member in self._members if member.is_training]

    def _move_fences(self) -> None:
        """Move the fences by one chunk of the slowest run, at least one step."""
        slowest = max(member.rate * member.run.allowance.step_seconds for member in self._training)
        chunk = max(member.run.allowance.chunk_seconds for member in self._training)
        least = 1 / max(member.rate for member in self._training)
        self._progress = min(self._progress + max(chunk / slowest, least), self._goal)
        for member in self._members:
            member.place_fence(self._progress)

    def _wait_for_the_first(self) -> None:
        """Let all runs catch up with the first, so that a pause finds all at one point."""
        self._goal = self._progress = max(
            (member.progress for member in self._training), default=self._progress
        )
        for member in self._members:
            member.place_fence(self._progress)

    # --- commands ---

    def _obey(self, command: EngineCommand) -> Iterator[Message]:
        match command:
            case Stop():
                yield from self._all(lambda member: _asked(member, command))
            case Flush():
                yield from self._all(lambda member: _asked(member, command, Flushed))
                yield Flushed(self._id)
            case PauseRun():
                self._wait_for_the_first()
            case Resume():
                yield from self._go_on(math.inf)
                yield RunResumed(self._id)
            case Advance(steps, of=of):
                yield from self._go_on(self._goal_of(steps, of))
                if steps > 1:
                    yield RunResumed(self._id)
            case Change(experiment=experiment):
                yield from self._change(experiment)
            case _:
                yield from self._all(lambda member: member.tell(command))

    def _goal_of(self, steps: int, of: int | None) -> float:
        """Return the progress at which run ``of`` (None: the slowest) has done ``steps`` more."""
        counted = next((member for member in self._alive if member.run_id == of), None)
        if counted is not None:
            return counted.progress + steps / counted.rate
        return self._progress + steps / min(member.rate for member in self._alive)

    def _all(self, action: Callable[[_Member], Iterator[Message]]) -> Iterator[Message]:
        for member in self._alive:
            yield from action(member)

    def _pause(self) -> Iterator[Message]:
        for member in self._training:
            yield from _asked(member, PauseRun(), RunPaused)
        self._is_paused, self._goal = True, math.inf
        if self._alive:
            yield self._paused()

    def _go_on(self, goal: float) -> Iterator[Message]:
        self._is_paused, self._goal = False, goal
        yield from self._all(lambda member: _asked(member, Resume(), RunResumed))

    def _change(self, experiment: Experiment) -> Iterator[Message]:
        """Change all runs; each keeps its own value of what is raced."""
        changed = experiments(self._race, experiment)
        for member, new in zip(self._members, changed, strict=True):
            if member.end is None:
                yield from member.tell(Change(new))
        self._set_rates(changed)

    # --- what is told of the race ---

    def _paused(self) -> RunPaused:
        pauses = [member.pause for member in self._alive if member.pause is not None]
        first = next((p for p in pauses if p.reason is Pause.ASKED), pauses[0])
        return RunPaused(self._id, first.step, first.reason)

    def _ended(self) -> RunEnded:
        ends = [member.end for member in self._members if member.end is not None]
        stopped = next((end for end in ends if end.reason is End.STOPPED), None)
        if stopped is not None:
            return RunEnded(self._id, End.STOPPED, stopped.step, stopped.detail)
        detail = Text("No run of the race can go on. {last}", {"last": ends[-1].detail})
        return RunEnded(self._id, ends[-1].reason, ends[-1].step, detail)


def _asked(member: _Member, command: EngineCommand, *answer: type) -> Iterator[Message]:
    """Pass a command on and wait for its answer or the end of the run."""
    member.commands.put(command)
    yield from member.until(*answer)
