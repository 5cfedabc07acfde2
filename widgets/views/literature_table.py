"""A published table: its rows, and beside each the runs of ours that fill it or come near it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from training.messages.readings import Curve, Series
from training.settings import Experiment
from training.settings.literature_match import OwnRun, TableRow, row_of
from training.settings.literature_tables import LiteratureRun, LiteratureValues
from training.setup.setup import Setup
from widgets.text import sentence
from widgets.views.abscissa import steps_per_epoch


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What is known of a run, with its name and its colour."""

    experiment: Experiment
    setup: Setup
    series: Mapping[Series, Curve]
    name: str
    colour: str

    @property
    def compared(self) -> OwnRun:
        """What the table is searched for."""
        epochs = self.experiment.trainer.steps / steps_per_epoch(self.setup, self.experiment)
        return OwnRun(self.experiment, self.setup.data.count("train"), epochs)


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A line on screen: a published run, or nothing where a second run stands below it; a run."""

    entry: LiteratureRun | None
    run: Shown | None = None
    differs: tuple[str, ...] = ()


DIFFERENCES = 260
"""Pixels of the column that says in which respects a run is not what is published."""


class LiteratureTable(QTableWidget):
    """Published runs on the left, one's own on the right, with what differs behind them."""

    def __init__(self) -> None:
        super().__init__(0, 0)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._literature: LiteratureValues | None = None
        self._taken: tuple[int, ...] = ()
        self.retranslate()

    def retranslate(self) -> None:
        """Set the headings in the present language."""
        traits = self._literature.traits if self._literature else ()
        names = [
            self.tr("published"), *map(sentence, traits), self.tr("training"), self.tr("test"),
            self.tr("here"), self.tr("training"), self.tr("test"), self.tr("what differs"),
        ]  # fmt: skip
        self.setColumnCount(len(names))
        self.setHorizontalHeaderLabels(names)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(names) - 1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(len(names) - 1, DIFFERENCES)  # what is left may be but a letter wide

    def show_runs(self, table: LiteratureValues | None, runs: list[Shown], foreground: str) -> None:
        """Write all lines anew."""
        if table is not self._literature:
            self._literature = table
            self.retranslate()
        lines = _lines(table, runs) if table is not None else []
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._write(row, line, foreground)
        taken = tuple(row for row, line in enumerate(lines) if line.run is not None)
        if taken != self._taken:
            self._taken = taken
            self._scroll()

    def _scroll(self) -> None:
        """Show the first row that has a run; the table has more than a small view has room for."""
        if self._taken:
            first = self.model().index(self._taken[0], 0)
            self.scrollTo(first, QTableWidget.ScrollHint.PositionAtTop)

    def _write(self, row: int, line: _Line, foreground: str) -> None:
        texts = [*self._literature_texts(line.entry), *self._own_texts(line)]
        first_own = len(texts) - 4
        for column, text in enumerate(texts):
            item = self.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                self.setItem(row, column, item)
            item.setText(text)
            item.setToolTip("\n".join(line.differs) if column >= first_own else "")
            is_run = line.run is not None and column >= first_own
            item.setForeground(_colour(line.run.colour if is_run and line.run else foreground))

    def _literature_texts(self, entry: LiteratureRun | None) -> list[str]:
        traits = self._literature.traits if self._literature else ()
        if entry is None:
            return [""] * (3 + len(traits))
        said = map(sentence, entry.traits)
        return [sentence(entry.name), *said, _percent(entry.train), _percent(entry.test)]

    def _own_texts(self, line: _Line) -> list[str]:
        if line.run is None:
            return [""] * 4
        name = line.run.name
        if line.differs:
            name = self.tr("yours: {name}").format(name=name)
        accuracies = [
            _newest(line.run.series, s) for s in (Series.TRAIN_ACCURACY, Series.TEST_ACCURACY)
        ]
        return [name, *accuracies, ", ".join(line.differs)]


def _lines(table: LiteratureValues, runs: list[Shown]) -> list[_Line]:
    """Put each run to the row that it differs least from; those that fill a row come first."""
    placed = [(row_of(run.compared, table), run) for run in runs]
    placed.sort(key=lambda one: (one[0].row, bool(one[0].differs)))
    lines: list[_Line] = []
    for row, entry in enumerate(table.entries):
        here = [one for one in placed if one[0].row == row]
        lines += _of_row(entry, here)
    return lines


def _of_row(entry: LiteratureRun, here: Iterable[tuple[TableRow, Shown]]) -> list[_Line]:
    lines = [_Line(None, run, tuple(map(sentence, at.differs))) for at, run in here]
    if not lines:
        return [_Line(entry)]
    return [_Line(entry, lines[0].run, lines[0].differs), *lines[1:]]


def _percent(part: float | None) -> str:
    """Write accuracies with the two digits of the table; figures have no more than one."""
    return "–" if part is None else f"{100 * part:.2f}".removesuffix("0")


def _newest(series: Mapping[Series, Curve], name: Series) -> str:
    curve = series.get(name)
    has_samples = curve is not None and len(curve.steps)
    return f"{100 * float(curve.values[-1]):.1f}" if curve is not None and has_samples else "–"


def _colour(name: str) -> Any:
    return pg.mkColor(name)
