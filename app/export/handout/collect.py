"""What a handout shows of runs, thinned out to a few megabytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from app.export.handout.pack import exact, rounded
from app.export.handout.segments import Say, Segment, Snapshot, drawn
from app.export.handout.thinning import kept
from app.export.script.write import experiments_of
from app.export.source import Source
from app.recording.recordings import recorded_series
from training.data.collections import Progress
from training.data.kinds import Data
from training.messages.curve_names import loss_names
from training.messages.readings import Curve, Series
from training.settings import Experiment, differences
from training.settings.words import difference_text
from training.setup.prepare import prepare
from training.store import Reader, RunInfo, StoreError
from training.text import Problem, Text

CURVES = (
    Series.TRAIN_LOSS,
    Series.TEST_LOSS,
    Series.TEST_BEYOND,
    Series.TRAIN_ACCURACY,
    Series.TEST_ACCURACY,
)
MOST_SAMPLES = 600
"""Of a curve."""
MOST_COLUMNS = 240
"""Of the map of errors."""
MOST_SNAPSHOTS = 150
"""Of a run."""
NUMBERS = 1_000_000
"""That all snapshots of a handout may have together, about: two bytes each."""
FEWEST = 6
MOST_SEGMENTS = 12


@dataclass(frozen=True, slots=True)
class Thinned:
    """How many of the recorded samples and snapshots of a run were kept."""

    samples: tuple[int, int]
    snapshots: tuple[int, int]


def collect(source: Source, progress: Progress) -> tuple[list[dict[str, Any]], list[Thinned]]:
    """Return each run as values for JSON, and what was left out of it."""
    runs, thinned = [], []
    for place, (run, label) in enumerate(zip(source.runs, source.labels, strict=True)):
        progress(place, len(source.runs))
        with source.reader(run) as reader:
            values, left = _run(reader, run, source)
        runs.append({"name": label, "key": run.key, "style": run.style, **values})
        thinned.append(left)
    progress(len(source.runs), len(source.runs))
    return runs, thinned


def _run(reader: Reader, run: RunInfo, source: Source) -> tuple[dict[str, Any], Thinned]:
    say, phases = source.say, [*experiments_of(reader, run)]
    series = recorded_series(reader, run.key)
    segments, problem = _segments(reader, run, phases, len(source.runs))
    curves = {name.value: _curve(series[name]) for name in CURVES if name in series}
    losses = series.get(Series.TRAIN_LOSS)
    count = len(losses.steps) if losses is not None else 0
    thinned = Thinned(
        (min(count, MOST_SAMPLES), count),
        (sum(len(segment.snapshots) for segment in segments), len(reader.snapshot_steps(run.key))),
    )
    return {
        "last": reader.steps(run.key),
        "detail": say(run.detail),
        "device": say(run.device),
        "parameters": run.parameters,
        "curves": curves,
        "names": {name.value: say(text) for name, text in loss_names(_last_data(segments)).items()},
        "history": _history(series.get(Series.SPECTRUM_ERROR), segments),
        "changes": [*_changes(phases, say)],
        "segments": [drawn(segment, say) for segment in segments],
        "problem": say(problem) if problem is not None else "",
    }, thinned


def _last_data(segments: Sequence[Segment]) -> Data | None:
    return segments[-1].setup.data if segments else None


def _curve(curve: Curve) -> dict[str, Any]:
    places = kept(curve.steps, MOST_SAMPLES)
    return {"steps": exact(curve.steps[places], "i4"), "values": exact(curve.values[places])}


def _changes(phases: Sequence[tuple[int, Experiment]], say: Say) -> Iterator[dict[str, Any]]:
    for (_, before), (step, after) in pairwise(phases):
        texts = [say(difference_text(d)) for d in differences(before, after)]
        if texts:
            yield {"step": step, "text": ", ".join(texts)}


def _segments(
    reader: Reader, run: RunInfo, phases: Sequence[tuple[int, Experiment]], runs: int
) -> tuple[list[Segment], Text | None]:
    """Return what is drawn of a run, or why nothing is."""
    begins = [
        (step, experiment)
        for place, (step, experiment) in enumerate(phases)
        if not place or not _same_data(phases[place - 1][1], experiment)
    ][-MOST_SEGMENTS:]
    try:
        setups = [prepare(experiment) for _, experiment in begins]
    except Problem as problem:
        return [], problem.text
    steps = reader.snapshot_steps(run.key)
    # What is read at the step of a change was read before it.
    numbers = np.searchsorted([step for step, _ in begins], steps, side="left") - 1
    numbers[steps == begins[0][0]] = 0
    steps, numbers = steps[numbers >= 0], numbers[numbers >= 0]
    places = kept(steps, _most(setups, runs))
    segments = []
    for number, setup in enumerate(setups):
        chosen = [p for p in places.tolist() if numbers[p] == number]
        snapshots = [*_snapshots(reader, run, [int(steps[p]) for p in chosen])]
        if snapshots:
            segments.append(Segment(setup, snapshots))
    return segments, None


def _same_data(a: Experiment, b: Experiment) -> bool:
    return (a.dataset, a.spectrum) == (b.dataset, b.spectrum)


def _most(setups: Sequence[Any], runs: int) -> int:
    """Return how many snapshots of a run there is room for."""
    sizes = [_size(setup) for setup in setups]
    return int(np.clip(NUMBERS / max(1, *sizes) / max(1, runs), FEWEST, MOST_SNAPSHOTS))


def _size(setup: Any) -> int:
    """Return the numbers of one snapshot, about."""
    outputs = setup.data.targets("test").shape[1]
    is_drawn = outputs <= 2  # of classes there is nothing on a grid
    return len(setup.spectrum.omega) + (setup.data.count("grid") * outputs if is_drawn else 0)


def _snapshots(reader: Reader, run: RunInfo, steps: Sequence[int]) -> Iterator[Snapshot]:
    for step in steps:
        try:
            yield step, reader.snapshot(run.key, step)
        except StoreError:
            continue  # that one is damaged: the others are not


def _history(curve: Curve | None, segments: Sequence[Segment]) -> dict[str, Any] | None:
    """Return the errors of all frequencies, by step; those beyond 1 are drawn as 1."""
    if curve is None or not segments or not curve.values.size:
        return None
    if curve.values.shape[1] != len(segments[-1].setup.spectrum.omega):
        return None
    places = kept(curve.steps, MOST_COLUMNS)
    errors = np.clip(curve.values[places], 0, 1)
    return {"steps": exact(curve.steps[places], "i4"), "errors": rounded(errors, "u1")}
