"""Small experiments and canned messages that many tests feed."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np

from training.arrays import Floats32
from training.data.kinds import LabelledData
from training.engine.engine import train
from training.messages.announcements import Frame, Message, RunStarted
from training.messages.budget import BUDGET
from training.messages.readings import (
    BestFit,
    Curve,
    Fit,
    LandscapeReading,
    Neurons,
    PeakReading,
    Predictions,
    Readings,
    Series,
    SpectrumReading,
)
from training.messages.requests import RunRequest
from training.settings import Experiment, FormulaDataset, Mlp, Trainer
from training.setup.prepare import prepare
from training.setup.setup import Setup
from training.store.journal_writer import JournalWriter, Report
from training.store.recorder import Recorder
from training.text import Text

ALL_READINGS = frozenset({Fit, SpectrumReading, PeakReading, Neurons, BestFit})


def small(**changes: Any) -> Experiment:
    """An experiment of milliseconds; ``trainer``, ``model`` ... are dicts of changes."""
    values = Experiment(
        dataset=FormulaDataset(points=21, test_points=11),
        model=Mlp(widths=(8, 8)),
        trainer=Trainer(steps=30, learning_rate=1e-3),
    ).model_dump()
    for part, settings in changes.items():
        values[part] = {**values[part], **settings} if "kind" not in settings else settings
    return Experiment.model_validate(values)


def run(experiment: Experiment, **request: Any) -> list[Message]:
    """Train to the end and return all messages."""
    watch = request.pop("watch", ALL_READINGS)
    return list(train(RunRequest(1, experiment, watch, **request), SimpleQueue()))


@contextmanager
def recording(
    path: Path, key: str, report: Report = lambda _: None, budget: int = BUDGET
) -> Iterator[Recorder]:
    """Record a run in a journal; all is on the disk afterwards."""
    journal_writer = JournalWriter(path, report)
    yield Recorder(journal_writer, key, budget)
    journal_writer.close()


def curves(messages: list[Message]) -> dict[Series, Curve]:
    """Join the series of all Frames."""
    parts: dict[Series, list[Curve]] = {}
    for message in messages:
        if isinstance(message, Frame):
            for name in message.restarted:
                parts.pop(name, None)
            for name, curve in message.series.items():
                parts.setdefault(name, []).append(curve)
    return {name: Curve.joined(list_) for name, list_ in parts.items()}


def _fit_shape(setup: Setup) -> tuple[int, ...]:
    count, outputs = setup.data.count("grid"), setup.data.targets("train").shape[1]
    return (count,) if outputs == 1 else (count, outputs)


def turned(first: float) -> Floats32:
    """Eight directions."""
    angles = np.linspace(first, -first, 8)
    return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)


def started(experiment: Experiment | None = None, run_id: int = 1) -> RunStarted:
    """A canned first message."""
    experiment = experiment or small()
    setup = prepare(experiment)
    initial = Readings(
        Fit(np.full(_fit_shape(setup), 0.5, dtype=np.float32)),
        Neurons(turned(-3), np.full(8, 0.1, "f4"), 0.0),
    )
    parameters = experiment.parameter_count
    return RunStarted(run_id, experiment, Text("CPU"), parameters, setup, initial)


def predictions(data: LabelledData, step: int) -> Predictions:
    """All test images are taken for the first class."""
    classes, count = len(data.dataset.classes), len(data.labels)
    confusion = np.zeros((classes, classes), dtype=np.int64)
    confusion[:, 0] = np.bincount(data.labels, minlength=classes)
    losses = np.linspace(0, 3, count, dtype=np.float32)
    return Predictions(np.zeros(count, dtype=np.uint16), losses, confusion, step)


def frame(begin: RunStarted, first: int = 0, last: int = 10, **changes: Any) -> Frame:
    """A canned Frame with everything that a view may want, for steps ``first`` to ``last``."""
    setup = begin.setup
    steps = np.arange(first, last, dtype=np.int64)
    at = np.linspace(0, 6, math.prod(_fit_shape(setup))).reshape(_fit_shape(setup))
    losses = np.exp(-steps / 50).astype(np.float32)
    count, omegas, peaks = len(steps), len(setup.spectrum.omega), len(setup.spectrum.peaks)
    errors = np.linspace(1, 0, count * omegas, dtype=np.float32).reshape(count, omegas)
    values: dict[str, Any] = {
        "series": {
            Series.BATCH_LOSS: Curve(steps, losses),
            Series.TRAIN_LOSS: Curve(steps.copy(), losses.copy()),
            Series.TEST_LOSS: Curve(steps.copy(), 2 * losses),
            Series.SPECTRUM_ERROR: Curve(steps.copy(), errors),
        },
        "readings": Readings(
            Fit(np.sin(at).astype(np.float32)),
            SpectrumReading(np.full(omegas, 0.1, dtype=np.float32)),
            PeakReading(np.full(peaks, 0.2, dtype=np.float32), (5,) * peaks, 1),
            Neurons(turned(-1), np.ones(8, "f4"), 0.5),
            LandscapeReading(np.ones((5, 5), "f4"), np.zeros((2, 2), "f4"), 1.0, last),
            BestFit(first, 0.01, np.cos(at).astype(np.float32)),
        ),
    }
    if isinstance(setup.data, LabelledData):
        values["series"] |= {
            Series.TRAIN_ACCURACY: Curve(steps.copy(), 1 - losses),
            Series.TEST_ACCURACY: Curve(steps.copy(), 1 - losses),
            Series.FILTER_ERROR: Curve(steps.copy(), np.stack([losses, losses], axis=1)),
            Series.SECONDS: Curve(steps.copy(), steps.astype("f4")),
        }
        values["readings"] = Readings(predictions(setup.data, last))
    return Frame(begin.run_id, last, 0.1 * last, **{**values, **changes})


def number_of(text: str) -> float:
    """Read a number back."""
    raised = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
    mantissa, has_power, power = text.replace(",", "").rpartition("10")
    if not has_power or not set(power) & set("⁻⁰¹²³⁴⁵⁶⁷⁸⁹"):
        return float(text.replace(",", "").translate(raised))
    factor = mantissa.removesuffix("×").translate(raised)
    return float(f"{factor + '1' if factor in ('', '-') else factor}e{power.translate(raised)}")
