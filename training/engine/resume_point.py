"""Reads a resume point: the last checkpoint before a step, and the changes in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from training.learner.checkpoint import CheckpointError, from_bytes
from training.messages.requests import ResumePoint
from training.settings import Experiment
from training.store import Reader
from training.store.segments import begin_of, newest_segments


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """A checkpoint and the changes of settings from there to the resume point.

    Attributes
    ----------
    experiment, state
        As they were at the checkpoint; see ``training.engine.engine`` for what a state holds.
    changes
        Step and experiment of each change after the checkpoint, in order.
    measured
        By name of the series: the experiment with which its newest sample before the step was
        measured. A change at a sample's own step came after it.
    """

    experiment: Experiment
    state: dict[str, Any]
    changes: tuple[tuple[int, Experiment], ...]
    measured: Mapping[str, Experiment] = field(default_factory=dict)


def read_past(start: ResumePoint) -> Past:
    """Read what was recorded of a run up to a step.

    Raises
    ------
    Problem
        When there is no checkpoint so early, or it is damaged.
    """
    reader = Reader.open(start.path, immutable=False)
    try:
        stored = reader.checkpoint_before(start.run, start.step)
        if stored is None:
            raise CheckpointError("There is no checkpoint up to step {step}.", step=start.step)
        begin, content = stored
        state = from_bytes(content)
        events = reader.events(start.run)
        first = next((r.experiment for r in reader.runs()[0] if r.key == start.run), None)
        newest = _newest_samples(reader, start)
    finally:
        reader.close()
    try:
        # A change at the checkpoint's own step may be in it already; applying it twice is harmless.
        every = [
            (event.step, Experiment.model_validate_json(event.value))
            for event in events
            if event.kind == "change" and event.step <= start.step
        ]
        changes = tuple(change for change in every if change[0] >= begin)
        experiment = Experiment.model_validate_json(state["experiment"])
        initial = first or (experiment if not every else None)
        measured = {name: _at(sample, every, initial) for name, sample in newest.items()}
        of_known_settings = {name: each for name, each in measured.items() if each is not None}
        return Past(experiment, state, changes, of_known_settings)
    except (ValidationError, KeyError, TypeError):
        raise CheckpointError("The checkpoint is damaged.") from None


def _newest_samples(reader: Reader, start: ResumePoint) -> dict[str, int]:
    """Return, by series, the last step whose changes precede its newest sample.

    A change at the step of a sample came after it, unless the series restarted there.
    """
    stored = reader.measured(start.run)
    last_steps = {}
    for name, kept in newest_segments(stored, start.step).items():
        steps = stored[kept].before(start.step).steps
        if len(steps):
            last_steps[name] = max(int(steps[-1]) - 1, begin_of(kept))
    return last_steps


def _at(
    until: int, changes: Sequence[tuple[int, Experiment]], first: Experiment | None
) -> Experiment | None:
    """Return the experiment in effect at a step; None where that is not recorded."""
    earlier = [experiment for step, experiment in changes if step <= until]
    return earlier[-1] if earlier else first
