"""Training without a window: a progress bar, a project file, curves as CSV."""

import csv
import sys
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import numpy as np
from tqdm import tqdm

from app.command_line.outcome import OF_CLASSES, Outcome, number_at
from training.data.collections import is_open, open_collection
from training.data.sources import MOST_BYTES, SourceError, content, of_users
from training.engine.engine import train
from training.learner.kernel import cache
from training.messages.announcements import Frame, RunEnded, RunStarted
from training.messages.readings import (
    Curve,
    Fit,
    LandscapeReading,
    Neurons,
    PeakReading,
    Series,
)
from training.messages.requests import RunRequest
from training.settings import CsvDataset, Experiment, ImageDataset, LabelledDataset
from training.settings.files import files_named
from training.settings.landscape import Landscape
from training.store import (
    Reader,
    RunInfo,
    Writer,
    check_writable,
    create_journal,
    ending,
    figures,
    new_key,
    save_project,
)
from training.store.journal_writer import JournalWriter
from training.store.recorder import Recorder
from training.text import Problem, Text

SUMMED_UP: frozenset[type] = frozenset({PeakReading, Fit, Neurons})
"""Readings that the summary is made of."""
COMPILED_WITHIN = 60.0
"""Seconds that the first run of all waits for the compiler: it is faster then, and repeatable."""
COLUMNS = (Series.BATCH_LOSS, Series.TRAIN_LOSS, Series.TEST_LOSS)
SOMETIMES = (Series.TEST_BEYOND, *OF_CLASSES)


def run_headless(
    experiment: Experiment, save: Path | None = None, *, is_added: bool = False
) -> Outcome:
    """Train to the end, with a progress bar on stderr; raise Problem when it cannot begin.

    With ``save`` all that the run records goes into a project file: a new one, or ``is_added`` to
    the runs that are there.
    """
    _open_images(experiment)
    if save is None:
        return _trained(experiment, None)
    before, notebook = _read_project(save) if is_added and save.exists() else ([], None)
    check_writable(save)
    with TemporaryDirectory() as folder:
        journal, key = Path(folder) / "journal", new_key()
        create_journal(journal)
        writer = JournalWriter(journal, _complain)
        outcome = _trained(experiment, Recorder(writer, key))
        writer.close()
        facts = {
            **figures(outcome.last),
            "train_loss": number_at(outcome.series[Series.TRAIN_LOSS], -1),
            "test_loss": number_at(outcome.series.get(Series.TEST_LOSS), -1),
            **ending(outcome.ended),
        }
        number = 1 + max((run.number for run in before), default=0)
        run = RunInfo.of(key, outcome.started, len(before)).evolve(number=number, **facts)

        def describe(writer: Writer, _: object) -> None:
            writer.set_meta("experiment", experiment.model_dump_json())
            writer.set_runs([*before, run])
            if notebook is not None:
                writer.set_meta("notebook", notebook)
            _attach(writer, experiment)

        keys = [key, *(each.key for each in before)]
        sources = [save, journal] if before else [journal]
        save_project(save, sources, keys, describe, files=files_named(run.model_dump_json()))
    return outcome


def _read_project(project: Path) -> tuple[list[RunInfo], str | None]:
    """Return runs and notes of a project; raise Problem where a run would be lost."""
    reader = Reader.open(project)
    try:
        runs, damaged = reader.runs()
        notebook = reader.meta("notebook")
    finally:
        reader.close()
    if damaged:
        raise Problem(
            "“{path}” holds damaged runs, which would be lost: {names}.",
            path=str(project),
            names=", ".join(damaged),
        )
    return runs, notebook


def _attach(writer: Writer, experiment: Experiment) -> None:
    """Keep the table or the image that was trained on."""
    dataset = experiment.dataset
    if isinstance(dataset, CsvDataset | ImageDataset) and of_users([dataset.path]):
        with suppress(SourceError):  # it is too large
            writer.add_attachment(dataset.path, content(dataset.path, MOST_BYTES))


def _open_images(experiment: Experiment) -> None:
    """Read the images that are trained on, with a progress bar."""
    dataset = experiment.dataset
    if not isinstance(dataset, LabelledDataset) or is_open(dataset.path):
        return
    with tqdm(desc="reading images", dynamic_ncols=True) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        open_collection(dataset.path, show)


def _complain(problem: Text | None) -> None:
    if problem is not None:
        tqdm.write(f"fanhua: {problem}", file=sys.stderr)


def _trained(experiment: Experiment, recorder: Recorder | None) -> Outcome:
    if cache.supports(experiment):
        cache.kernel(patience=COMPILED_WITHIN)
    request = RunRequest(1, experiment, _watched(experiment), frame_interval=0.1)
    parts: dict[Series, list[Curve]] = {}
    started: RunStarted | None = None
    last: Frame | None = None
    with tqdm(total=experiment.trainer.steps, unit=" steps", dynamic_ncols=True) as bar:
        for message in train(request, SimpleQueue(), recorder):
            match message:
                case RunStarted():
                    started = message
                case Frame():
                    last = message
                    for name, curve in message.series.items():
                        parts.setdefault(name, []).append(curve)
                    _show(bar, message)
                case RunEnded():
                    break
    if started is None or last is None or not isinstance(message, RunEnded):
        raise Problem("{reason}", reason=getattr(message, "detail", "The run did not begin."))
    series = {name: Curve.joined(curves) for name, curves in parts.items()}
    return Outcome(started, last, message, series)


def _watched(experiment: Experiment) -> frozenset[type]:
    """Choose the readings: a landscape takes time, and is for those that say how to look at it."""
    landscape = frozenset({LandscapeReading} if experiment.landscape != Landscape() else ())
    return SUMMED_UP | landscape


def _show(bar: "tqdm[Any]", frame: Frame) -> None:
    loss = frame.series.get(Series.TRAIN_LOSS)
    if loss is not None:
        bar.set_postfix_str(f"loss {loss.values[-1]:.3g}", refresh=False)
    bar.update(frame.step - bar.n)


def write_curves(outcome: Outcome, file: TextIO) -> None:
    """Write step, batch loss, training loss and test losses; empty where not measured."""
    writer = csv.writer(file)
    names = [*COLUMNS, *(name for name in SOMETIMES if name in outcome.series)]
    writer.writerow(["step", *(name.value for name in names)])
    curves = [outcome.series.get(name) for name in names]
    values_at = [
        dict(zip(c.steps.tolist(), c.values.tolist(), strict=True)) if c is not None else {}
        for c in curves
    ]
    steps = np.unique(np.concatenate([c.steps for c in curves if c is not None]))
    for step in steps.tolist():
        writer.writerow([step, *(values.get(step, "") for values in values_at)])
