"""What a run goes on from: the last checkpoint before a step, and what changed until there."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from training.checkpoint import CheckpointError, from_bytes
from training.messages import Start
from training.settings import Experiment
from training.store import Reader


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """A state of training and the way from there to a step.

    Attributes
    ----------
    experiment, state
        As they were at the checkpoint; see ``training.engine`` for what a state holds.
    changes
        Step and experiment of each change after the checkpoint, in order.
    before
        What the step that is asked for was trained with; changes at that step itself come after
        it. None where that is not recorded.
    """

    experiment: Experiment
    state: dict[str, Any]
    changes: tuple[tuple[int, Experiment], ...]
    before: Experiment | None = None


def read_past(start: Start) -> Past:
    """Read what was recorded of a run up to a step.

    Raises
    ------
    Problem
        When there is no checkpoint so early, or it is damaged.
    """
    reader = Reader.open(start.path, immutable=False)
    try:
        found = reader.checkpoint_before(start.run, start.step)
        if found is None:
            raise CheckpointError("There is no checkpoint up to step {step}.", step=start.step)
        begin, content = found
        state = from_bytes(content)
        events = reader.events(start.run)
        first = next((r.experiment for r in reader.runs()[0] if r.key == start.run), None)
    finally:
        reader.close()
    try:
        # A change at the checkpoint's own step may be in it already; made twice it is the same.
        every = [
            (event.step, Experiment.model_validate_json(event.value))
            for event in events
            if event.kind == "change" and event.step <= start.step
        ]
        changes = tuple(change for change in every if change[0] >= begin)
        earlier = [experiment for step, experiment in every if step < start.step]
        experiment = Experiment.model_validate_json(state["experiment"])
        before = earlier[-1] if earlier else first if every else experiment
        return Past(experiment, state, changes, before)
    except (ValidationError, KeyError, TypeError):
        raise CheckpointError("The checkpoint is damaged.") from None
