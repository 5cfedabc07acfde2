"""A recorded run as the messages that the engine would send: views cannot tell the two apart."""

from pydantic import ValidationError

from training.data import Setup
from training.messages import Fit, Frame, Mark, RunStarted, Series
from training.settings import Experiment, differences
from training.setup import prepare
from training.store import Event, Reader, RunInfo
from training.store.branch import newest_segments
from training.text import Text


def recorded_run(reader: Reader, run: RunInfo, run_id: int) -> tuple[RunStarted, Frame]:
    """Read a run up to its newest step.

    Raises
    ------
    Problem
        When its data cannot be made, for example because a table is gone, or it is damaged.
    """
    setup = prepare(run.experiment)
    steps = reader.snapshot_steps(run.key)
    first = reader.snapshot(run.key, int(steps[0])) if len(steps) else {}
    initial = first.get(Fit)
    marks, last = _marks(run.experiment, reader.events(run.key))
    started = RunStarted(
        run_id,
        run.experiment,
        Text("{value}", {"value": run.device}),
        run.parameters,
        setup,
        initial if isinstance(initial, Fit) else Fit(setup.data.grid[:0].astype("f4")),
    )
    stored = reader.series(run.key)
    series = {
        Series(name): stored[newest]
        for name, newest in newest_segments(stored).items()
        if name in frozenset(Series)
    }
    end = max((int(curve.steps[-1]) for curve in series.values() if len(curve.steps)), default=0)
    frame = Frame(
        run_id,
        max(end, run.step),
        run.elapsed,
        series,
        reader.snapshot(run.key, int(steps[-1])) if len(steps) else {},
        marks,
        _changed_setup(run.experiment, last),
    )
    return started, frame


def _marks(first: Experiment, events: list[Event]) -> tuple[tuple[Mark, ...], Experiment]:
    marks: list[Mark] = []
    experiment = first
    for event in events:
        if event.kind != "change":
            continue
        try:
            changed = Experiment.model_validate_json(event.value)
        except ValidationError:
            continue
        marks.append(Mark(event.step, tuple(differences(experiment, changed))))
        experiment = changed
    return tuple(marks), experiment


def _changed_setup(first: Experiment, last: Experiment) -> Setup | None:
    same = (first.dataset, first.spectrum) == (last.dataset, last.spectrum)
    return None if same else prepare(last)
