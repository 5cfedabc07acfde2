"""A recorded run as the messages that the engine would send: views cannot tell the two apart."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from pydantic import ValidationError

from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Curve, Mark, Readings, Series
from training.settings import Experiment, differences
from training.setup.prepare import prepare
from training.setup.setup import Setup
from training.store import Event, Reader, RunInfo, StoreError
from training.store.segments import newest_segments

KNOWN = frozenset(Series)
ALL = 2**62
MOST_CHECKED = 40_000_000
"""Bytes of curves that are looked through when a project is opened, which takes a second."""


def recorded_run(
    reader: Reader, run: RunInfo, run_id: int, upto: int | None = None, *, has_last: bool = True
) -> tuple[RunStarted, Frame]:
    """Read a run up to its newest step, or up to a step, but for the losses of every step.

    ``has_last``: whether what was measured at that step is of it; a run that leaves there measures
    it again.

    Raises
    ------
    Problem
        When its data cannot be made, for example because a table is gone, or it is damaged.
    """
    setup = prepare(run.experiment)
    steps = reader.snapshot_steps(run.key)
    first = _first_whole(reader, run.key, steps.tolist())
    marks, last = recorded_marks(run.experiment, reader.events(run.key), upto)
    started = RunStarted(
        run_id,
        run.experiment,
        run.device,
        run.parameters,
        setup,
        first,
    )
    series = measured_series(reader, run.key, None if upto is None else upto + has_last)
    end = reader.steps(run.key)
    if upto is not None:
        steps = steps[steps <= upto]
    frame = Frame(
        run_id,
        end if upto is None else min(end, upto),
        run.elapsed,
        series,
        _first_whole(reader, run.key, reversed(steps.tolist())),
        marks,
        _changed_setup(run.experiment, last),
    )
    return started, frame


def _first_whole(reader: Reader, run: str, steps: Iterable[int]) -> Readings:
    """Return the readings at the first of some steps at which they are not damaged."""
    for step in steps:
        with suppress(StoreError):
            return reader.snapshot(run, step)
    return Readings()


def measured_series(reader: Reader, run: str, before: int | None = None) -> dict[Series, Curve]:
    """Read the curves of a run but for the losses of every step; see ``recorded_series``."""
    return _newest(reader.measured(run), before)


def measured_at(reader: Reader, run: str, step: int | None) -> dict[Series, Curve]:
    """Read the curves that hold at a step, whole: of a series that began anew, its part of then."""
    stored = reader.measured(run)
    names = newest_segments(stored, None if step is None else step + 1)
    return {Series(name): stored[part] for name, part in names.items() if name in KNOWN}


def recorded_losses(reader: Reader, run: str, end: int) -> dict[Series, Curve]:
    """Read the losses of all steps before one."""
    curves = [losses.curve for losses in reader.losses(run, 0, end, ALL)]
    return {Series.BATCH_LOSS: Curve.joined(curves)} if curves else {}


def recorded_series(reader: Reader, run: str, before: int | None = None) -> dict[Series, Curve]:
    """Read the curves of a run; of a series that began anew, its newest part."""
    return _newest(reader.series(run), before)


def _newest(stored: Mapping[str, Curve], before: int | None = None) -> dict[Series, Curve]:
    names = newest_segments(stored, before)
    curves = {Series(name): stored[newest] for name, newest in names.items() if name in KNOWN}
    if before is not None:
        curves = {name: curve.before(before) for name, curve in curves.items()}
    return {name: curve for name, curve in curves.items() if len(curve.steps)}


def found_in(reader: Reader, runs: Iterable[RunInfo]) -> dict[str, tuple[int, int]]:
    """Return what ``found_steps`` does of runs; of long ones damage is found when they are read."""
    recorded, left = {}, MOST_CHECKED
    for run in runs:
        left -= reader.curve_bytes(run.key)
        is_checked = left >= 0
        recorded[run.key] = (
            found_steps(reader, run.key) if is_checked else (reader.steps(run.key), 0)
        )
    return recorded


def found_steps(reader: Reader, run: str) -> tuple[int, int]:
    """Return how many steps of a run are recorded, and how many pieces of that are damaged."""
    stored, damaged = reader.curves(run)
    curve = _newest(stored).get(Series.BATCH_LOSS)
    return (int(curve.steps[-1]) + 1 if curve is not None else 0), damaged


def experiment_at(reader: Reader, run: RunInfo, step: int) -> Experiment:
    """Return what a run was trained with at a step."""
    return recorded_marks(run.experiment, reader.events(run.key), step)[1]


def recorded_marks(
    first: Experiment, events: list[Event], before: int | None = None
) -> tuple[tuple[Mark, ...], Experiment]:
    """Return the changes up to a step, and the experiment after the last of them."""
    marks: list[Mark] = []
    experiment = first
    for step, changed in changes_of(events):
        if before is None or step <= before:
            marks.append(Mark(step, tuple(differences(experiment, changed))))
            experiment = changed
    return tuple(marks), experiment


def changes_of(events: Iterable[Event]) -> list[tuple[int, Experiment]]:
    """Return step and experiment of each change; one that cannot be read is none."""
    changes = []
    for event in events:
        if event.kind == "change":
            with suppress(ValidationError):
                changes.append((event.step, Experiment.model_validate_json(event.value)))
    return changes


def _changed_setup(first: Experiment, last: Experiment) -> Setup | None:
    same = (first.dataset, first.spectrum) == (last.dataset, last.spectrum)
    return None if same else prepare(last)
