"""Curves as a table: a row a step, a column a series; points in numbers wherever it is read."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.export.source import Source
from app.export.targets import fresh
from app.recording.recordings import experiment_at
from training.analysis.frequencies import Frequencies
from training.arrays import Floats32, Steps
from training.data.collections import Progress
from training.messages.readings import Curve, Series
from training.plain import cell
from training.setup.prepare import prepare
from training.store import Reader, RunInfo
from training.store.segments import SEGMENT
from training.text import Problem

ENCODING = "utf-8-sig"
"""With a mark at the beginning, by which spreadsheets know what letters these are."""
ROWS = 5000
"""Written between two looks at whether it is still wanted."""
MISSING = ", not in target"
"""Behind a frequency that the target lacks: its relative error means nothing."""
SpectrumAt = Callable[[int], Frequencies]
"""Where the spectrum was taken from a step on."""


def _frequencies(spectrum: Frequencies) -> list[str]:
    pairs = zip(spectrum.omega.tolist(), spectrum.in_target.tolist(), strict=True)
    return [f"omega={value:.6g}" + ("" if is_there else MISSING) for value, is_there in pairs]


PARTS: dict[Series, Callable[[SpectrumAt, int], list[str]]] = {
    Series.FILTER_ERROR: lambda *_: ["low", "high"],
    Series.SPECTRUM_ERROR: lambda spectrum_at, step: _frequencies(spectrum_at(step)),
}
"""What the numbers of a series that has several are called."""


@dataclass(frozen=True, slots=True, eq=False)
class CurveColumn:
    """One series of numbers: a name and its part, and values at steps; shape (n,) each."""

    series: str
    part: str
    steps: Steps
    values: Floats32

    @property
    def name(self) -> str:
        """As the head of a table has it."""
        return f"{self.series}[{self.part}]" if self.part else self.series


def columns(reader: Reader, run: RunInfo) -> list[CurveColumn]:
    """Return all that was recorded of a run at many steps."""

    def spectrum_at(step: int) -> Frequencies:
        return prepare(experiment_at(reader, run, step)).spectrum

    series = reader.series(run.key)
    order = {name.value: place for place, name in enumerate(Series)}
    names = sorted(series, key=lambda name: order.get(name.partition(SEGMENT)[0], len(order)))
    return [column for name in names for column in _split(name, series[name], spectrum_at)]


def _split(name: str, curve: Curve, spectrum_at: SpectrumAt) -> list[CurveColumn]:
    if curve.values.ndim == 1:
        return [CurveColumn(name, "", curve.steps, curve.values)]
    parts = _parts(name, curve.values.shape[1], spectrum_at)
    return [
        CurveColumn(name, part, curve.steps, values)
        for part, values in zip(parts, curve.values.T, strict=True)
    ]


def _parts(name: str, count: int, spectrum_at: SpectrumAt) -> list[str]:
    """Name the numbers of a series; count them where it is not known what they are."""
    base, _, begin = name.partition(SEGMENT)
    labels: list[str] = []
    try:
        if base in PARTS:
            labels = PARTS[Series(base)](spectrum_at, int(begin or 0))
    except (Problem, ValueError):  # its table is gone
        labels = []
    return labels if len(labels) == count else [str(number) for number in range(count)]


def write_curves(source: Source, target: Path, progress: Progress) -> None:
    """Write all runs as CSV in UTF-8: run, step, and a column for each series."""
    tables = []
    for run in source.runs:
        with source.reader(run) as reader:
            tables.append(columns(reader, run))
    names = list(dict.fromkeys(column.name for table in tables for column in table))
    steps = [_steps(table) for table in tables]
    total, done = sum(map(len, steps)), 0
    with fresh(target) as new, new.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["run", "step", *map(cell, names)])
        names_of_runs = map(cell, source.labels)
        for label, table, at in zip(names_of_runs, tables, steps, strict=True):
            for first in range(0, len(at), ROWS):
                writer.writerows(_rows(label, table, names, at[first : first + ROWS]))
                done += len(at[first : first + ROWS])
                progress(done, total)


def _steps(table: Sequence[CurveColumn]) -> Steps:
    steps = [column.steps for column in table]
    return np.unique(np.concatenate(steps)) if steps else np.empty(0, dtype=np.int64)


def _rows(
    label: str, table: Sequence[CurveColumn], names: Sequence[str], steps: Steps
) -> list[list[object]]:
    cells = {column.name: _cells(column, steps) for column in table}
    nothing = [""] * len(steps)
    listed = [cells.get(name, nothing) for name in names]
    return [[label, step, *row] for step, *row in zip(steps.tolist(), *listed, strict=True)]


def _cells(column: CurveColumn, steps: Steps) -> list[str]:
    """Write a column's numbers at steps; nothing where there are none."""
    place = np.searchsorted(column.steps, steps)
    place[place == len(column.steps)] = 0
    is_known = column.steps[place] == steps if len(column.steps) else np.zeros(len(steps), bool)
    cells = [""] * len(steps)
    for row in np.flatnonzero(is_known).tolist():
        cells[row] = f"{column.values[place[row]]:.9g}"
    return cells
