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
    """

    experiment: Experiment
    state: dict[str, Any]
    changes: tuple[tuple[int, Experiment], ...]


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
    finally:
        reader.close()
    try:
        # A change at the checkpoint's own step may be in it already; made twice it is the same.
        changes = tuple(
            (event.step, Experiment.model_validate_json(event.value))
            for event in events
            if event.kind == "change" and begin <= event.step <= start.step
        )
        return Past(Experiment.model_validate_json(state["experiment"]), state, changes)
    except (ValidationError, KeyError, TypeError):
        raise CheckpointError("The checkpoint is damaged.") from None
