"""A small project file that many tests read, damage and migrate."""

from pathlib import Path

import numpy as np

from tests.samples import small
from training.messages.readings import (
    BestFit,
    Curve,
    Fit,
    LandscapeReading,
    Neurons,
    PeakReading,
    Predictions,
    Readings,
    SpectrumReading,
)
from training.settings import Experiment
from training.store import BranchPoint, RunInfo, Writer, create
from training.store.readings import to_arrays

KEYS = ("0123456789abcdef" * 2, "f" * 32)


def numbers(count: int, first: int = 0) -> Curve:
    steps = np.arange(first, first + count, dtype=np.int64)
    return Curve(steps, np.exp(-steps / 50).astype(np.float32))


def readings(step: int) -> Readings:
    return Readings(
        Fit(np.full(7, step, dtype=np.float32)),
        SpectrumReading(np.arange(5, dtype=np.float32)),
        PeakReading(np.array([0.5, 0.25], dtype=np.float32), (step, None), 1),
        LandscapeReading(
            np.ones((5, 5), dtype=np.float32), np.zeros((2, 2), dtype=np.float32), 1.5, 7
        ),
        Neurons(np.eye(3, 2, dtype=np.float32), np.ones(3, dtype=np.float32), 0.25),
        BestFit(step, 0.5, np.full(7, step, dtype=np.float32)),
        Predictions(
            np.arange(4, dtype=np.uint16),
            np.ones(4, dtype=np.float32),
            np.eye(3, dtype=int),
            step,
        ),
    )


def write_project(path: Path, *, steps: int = 300) -> None:
    """Write two runs, the second a branch of the first, with everything that a file may have."""
    connection = create(path)
    with Writer(connection) as writer:
        writer.set_meta("experiment", Experiment().model_dump_json())
        for position, key in enumerate(KEYS):
            origin = BranchPoint(run=KEYS[0], step=10) if position else None
            info = RunInfo(
                key=key, name=f"run {position}", experiment=small(), origin=origin, step=steps
            )
            writer.set_run(position, info)
            writer.add_curve(key, "batch_loss", numbers(steps // 2))
            writer.add_curve(key, "batch_loss", numbers(steps - steps // 2, steps // 2))
            measured = np.array([0, 1, 2, 5, 10, 20], dtype=np.int64)
            errors = np.linspace(0, 1, 30, dtype=np.float32).reshape(6, 5)
            writer.add_curve(key, "spectrum_error", Curve(measured, errors))
            for step in (0, 10, 20):
                writer.add_snapshot(key, step, to_arrays(readings(step)))
            writer.add_checkpoint(key, 10, bytes(range(256)) * 40)
            writer.add_event(key, 10, "change", small().model_dump_json())
            writer.add_event(key, 20, "bookmark", "here it turns")
    connection.close()
