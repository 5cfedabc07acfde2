"""Runs whose settings changed while they trained, recorded without a window."""

from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tests.samples import recording
from training.engine.engine import train
from training.messages.announcements import RunPaused
from training.messages.commands import Advance, Change, Stop
from training.messages.requests import RunRequest
from training.settings import Experiment
from training.store import RunInfo, Writer, create_journal, new_key, open_to_write


def changed(experiment: Experiment, **changes: Any) -> Experiment:
    """Return an experiment with other settings; ``trainer``, ``model`` ... are dicts of them."""
    values = experiment.model_dump()
    for part, settings in changes.items():
        values[part] = {**values[part], **settings}
    return Experiment.model_validate(values)


def record(path: Path, experiment: Experiment, changes: list[tuple[int, Experiment]]) -> None:
    """Train, with changes at steps, into a project."""
    key, last = new_key(), experiment.trainer.steps
    create_journal(path)
    with recording(path, key) as recorder:
        request = RunRequest(1, experiment, paused=True)
        waiting = iter([*_parts(changes, last), [Stop()]])
        commands: SimpleQueue[Any] = SimpleQueue()
        for message in train(request, commands, recorder):
            if isinstance(message, RunPaused):
                for command in next(waiting):
                    commands.put(command)
        recorder.close()
    connection = open_to_write(path)
    with Writer(connection) as writer:
        writer.set_run(0, RunInfo(key=key, experiment=experiment, number=1, step=last))
    connection.close()


def _parts(changes: list[tuple[int, Experiment]], last: int) -> list[list[Any]]:
    parts, at = [], 0
    for step, later in changes:
        parts.append([Advance(step - at)])
        parts.append([Change(later), Advance(1)])
        at = step + 1
    return [*parts, [Advance(last - at)]]
