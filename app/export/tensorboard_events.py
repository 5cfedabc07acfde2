"""Curves as event files of TensorBoard: a folder a run."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.export import tensorboard
from app.export.curves import CurveColumn, columns
from app.export.source import Source
from app.export.targets import fresh
from training.arrays import Floats, Steps
from training.data.collections import Progress
from training.disk import not_written
from training.store import RunInfo

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""In names of files, on one system or another."""
LONGEST = 80


def folder_names(source: Source) -> list[str]:
    """Return names of folders for runs: their titles behind numbers, which no two share."""
    return [
        f"{run.number or place:02d} {FORBIDDEN.sub('_', label)}"[:LONGEST].rstrip(". ")
        for place, (run, label) in enumerate(zip(source.runs, source.labels, strict=True), 1)
    ]


def write_events(source: Source, target: Path, progress: Progress) -> None:
    """Write a folder with a folder for each run, and one event file in each.

    Of the same runs it replaces what it wrote before; other files in the folder stay.
    """
    for place, (run, name) in enumerate(zip(source.runs, folder_names(source), strict=True)):
        progress(place, len(source.runs))
        with source.reader(run) as reader:
            table = columns(reader, run)
        _write_run(target / name, run, table)
    progress(len(source.runs), len(source.runs))


def _write_run(folder: Path, run: RunInfo, table: Sequence[CurveColumn]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from None
    with fresh(folder / tensorboard.NAME) as new, new.open("wb") as file:
        file.write(tensorboard.header(run.started))
        for column in table:
            at = _seconds(run, column.steps)
            for records in tensorboard.scalars(_tag(column), column.steps, column.values, at):
                file.write(records)


def _tag(column: CurveColumn) -> str:
    """Name a series; TensorBoard shows those together that have the same before a slash."""
    return f"{column.series}/{column.part}" if column.part else column.series


def _seconds(run: RunInfo, steps: Steps) -> Floats:
    """Return when steps were done, as if all had taken the same time; shape (n,)."""
    return run.started + run.elapsed * steps.astype(np.float64) / max(run.step, 1)
