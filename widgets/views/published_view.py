"""One's own runs in the rows of a published table, which fill in while they train."""

from collections.abc import Mapping
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from training.data import LabelledData, Setup
from training.messages import Curve, Frame, RunStarted, Series
from training.published import TABLES, Entry, Published
from training.settings import Experiment
from training.settings.labelled import LabelledDataset
from widgets.kept_series import KeptSeries
from widgets.style import PlotStyle
from widgets.text import sentence
from widgets.views.abscissa import steps_per_epoch
from widgets.views.view import POINT, View

FITTED = 0.99
COLUMNS = 6
Own = tuple[Experiment, Setup, Mapping[Series, Curve], str, int]
"""What is known of a run, its name and the number of its style."""


class PublishedView(View):
    """The table; below it the epochs until the labels are fitted, against the label noise."""

    key = "published"
    draws = (LabelledData,)
    is_default = False
    names_runs = False  # the table does

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(0, COLUMNS)
        rows = self.table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for names in (0, 3):
            header.setSectionResizeMode(names, QHeaderView.ResizeMode.Stretch)
        self.body.setDirection(QBoxLayout.Direction.TopToBottom)
        self.body.insertWidget(0, self.table, 2)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self.plot.addItem(self._dots)
        self.plot.hide()
        self._published: Published | None = None
        self._setup: Setup | None = None
        self._series = KeptSeries((Series.TRAIN_ACCURACY, Series.TEST_ACCURACY))
        self._filled: tuple[int, ...] = ()
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Published")

    @override
    def retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("published"), self.tr("training"), self.tr("test"),
                self.tr("here"), self.tr("training"), self.tr("test"),
            ]
        )  # fmt: skip
        self.plot.set_labels(self.tr("label noise p"), self.tr("epochs to 99 %"))
        self.show_legend()
        self.mark_stale()

    @override
    def entries(self) -> list[tuple[str, str, str]]:
        if self._published is None:
            return []
        return [("network", POINT, self.tr("a run of this session"))]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self.table.setFont(style.font(9))
        self._dots.setSize(9 * style.scale)
        self.mark_stale()

    # --- messages ---

    @override
    def show_setup(self, setup: Setup) -> None:
        self._setup, self._published = setup, TABLES.get(setup.published)
        self.mark_stale()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self.mark_stale()

    @override
    def forget(self) -> None:
        self.started = None
        self._series.clear()

    @override
    def absorb(self, frame: Frame) -> None:
        self._series.take(frame)

    # --- drawing ---

    def _own(self) -> list[Own]:
        """Return the runs that are shown, the one on screen first."""
        found: list[Own] = []
        if self.started is not None and self._setup is not None:
            name = self._run_name or self.tr("this run")
            found.append(
                (self.started.experiment, self._setup, self._series, name, self.style_now.run)
            )
        found += [
            (o.experiment, o.setup, o.series, o.name, o.style)
            for o in self.overlays
            if o.experiment is not None
        ]
        return found

    @override
    def redraw(self) -> None:
        own, entries = self._own(), self._published.entries if self._published else ()
        self.table.setRowCount(len(entries))
        filled = tuple(row for row, entry in enumerate(entries) if self._fill(row, entry, own))
        if filled != self._filled:
            self._filled = filled
            self._scroll()
        text = ""
        if self._published is not None:
            text = f"{sentence(self._published.title)}: {sentence(self._published.conditions)}"
        self.note.setText(text or self.tr("choose published numbers in the panel"))
        self.note.setToolTip(text)
        self._plot_fitting(own)

    def _scroll(self) -> None:
        """Show the first row that has a run; the table has more than a small view has room for."""
        if self._filled:
            first = self.table.model().index(self._filled[0], 0)
            self.table.scrollTo(first, QTableWidget.ScrollHint.PositionAtTop)

    def _fill(self, row: int, entry: Entry, own: list[Own]) -> bool:
        """Write a row; tell whether a run belongs to it."""
        run = next((run for run in own if matches(run[0], entry)), None)
        texts = [sentence(entry.name), _percent(entry.train), _percent(entry.test), "", "", ""]
        if run is not None:
            texts[3:] = [run[3], _newest(run[2], Series.TRAIN_ACCURACY),
                         _newest(run[2], Series.TEST_ACCURACY)]  # fmt: skip
        for column, text in enumerate(texts):
            item = self.table.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                self.table.setItem(row, column, item)
            item.setText(text)
            colour = self.style_now.run_colour(run[4]) if run is not None and column > 2 else None
            item.setForeground(_colour(colour or self.style_now.foreground))
        return run is not None

    def _plot_fitting(self, own: list[Own]) -> None:
        """Plot how long labels take to be fitted, where runs differ in their noise."""
        points = []
        for experiment, setup, series, _, style in own:
            train = series.get(Series.TRAIN_ACCURACY)
            if train is None or not isinstance(experiment.dataset, LabelledDataset):
                continue
            fitted = [s for s, v in zip(train.steps, train.values, strict=True) if v >= FITTED]
            if fitted:
                epochs = float(fitted[0]) / steps_per_epoch(setup, experiment)
                colour = self.style_now.run_colour(style)
                points.append((experiment.dataset.label_noise, epochs, colour))
        is_wanted = self._published is TABLES["random_labels"]
        self.plot.setVisible(is_wanted)
        if not is_wanted:
            return
        self._dots.setData(
            [p[0] for p in points], [p[1] for p in points],
            brush=[pg.mkBrush(p[2]) for p in points], pen=None,
        )  # fmt: skip
        self.plot.follow((-0.05, 1.05), (0.0, 1.1 * max([p[1] for p in points], default=10.0)))

    @override
    def read_out(self, x: float, y: float) -> str:
        return ""


def matches(experiment: Experiment, entry: Entry) -> bool:
    """Tell whether a run has the settings of a published one."""
    return all(_value(experiment, path) == value for path, value in entry.where.items())


def _value(experiment: Experiment, path: str) -> Any:
    found: Any = experiment
    for name in path.split("."):
        found = getattr(found, name, None)
    return found


def _percent(part: float | None) -> str:
    return "–" if part is None else f"{100 * part:.1f}"


def _newest(series: Mapping[Series, Curve], name: Series) -> str:
    curve = series.get(name)
    return _percent(float(curve.values[-1])) if curve is not None and len(curve.steps) else "–"


def _colour(name: str) -> Any:
    return pg.mkColor(name)
