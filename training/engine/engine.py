"""The engine: ``train(request, commands)`` yields messages until the run ends. No Qt."""

from collections.abc import Iterator
from queue import SimpleQueue

from training.engine.lockstep import Lockstep
from training.engine.run import CommandQueue, Run
from training.learner.kernel.step_batch import StepBatch
from training.messages.announcements import End, Message, RunEnded
from training.messages.requests import RaceRequest, RunRequest
from training.settings import Experiment, Mlp, Trainer
from training.store.recorder import Recorder
from training.text import Problem


def train(
    request: RunRequest, commands: CommandQueue, recorder: Recorder | None = None
) -> Iterator[Message]:
    """Train an experiment; ``recorder`` stores its measurements.

    Yields
    ------
    RunStarted, then Frames and RunPaused, and RunEnded last. A Frame with all that was measured
    comes before each RunPaused and before RunEnded.
    """
    try:
        run = Run(request, commands, recorder)
    except Problem as problem:
        yield RunEnded(request.run_id, End.FAILED, 0, problem.text)
        return
    for turn in run.messages():
        if isinstance(turn, StepBatch):
            turn.do()
        elif turn is not None:
            yield turn


def race(
    request: RaceRequest, commands: CommandQueue, recorders: list[Recorder | None]
) -> Iterator[Message]:
    """Train several experiments in lockstep; see ``train``.

    Yields
    ------
    RunStarted, Frames and RunEnded of each run; RunPaused, RunResumed, and RunEnded last of the
    race.
    """
    try:
        lockstep = Lockstep(request, commands, recorders)
    except Problem as problem:
        yield RunEnded(request.run_id, End.FAILED, 0, problem.text)
        return
    yield from lockstep.messages()


def warm_up() -> None:
    """Do torch's one-time work: its first optimizer imports a compiler, about a second."""
    experiment = Experiment(model=Mlp(widths=(2,)), trainer=Trainer(steps=1))
    for _ in train(RunRequest(0, experiment), SimpleQueue()):
        pass
