"""One's own runs in or beside the rows of a published table, which fill in while they train."""

import pyqtgraph as pg
from PySide6.QtWidgets import QBoxLayout
from typing_extensions import override

from training.data.kinds import LabelledData
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Series
from training.settings.labelled import LabelledDataset
from training.settings.literature_tables import TABLES, LiteratureValues
from training.setup.setup import Setup
from widgets.plots.joined_series import KeptSeries
from widgets.plots.legend import POINT, LegendEntry
from widgets.plots.style import PlotStyle
from widgets.text import sentence
from widgets.views.abscissa import steps_per_epoch
from widgets.views.literature_table import LiteratureTable, Shown
from widgets.views.view import View

FITTED = 0.99


class LiteratureView(View):
    """The table; below it the epochs until the labels are fitted, against the label noise."""

    key = "published"
    draws = (LabelledData,)
    is_default = False
    names_runs = False  # the table does

    def __init__(self) -> None:
        super().__init__()
        self.table = LiteratureTable()
        self.body.setDirection(QBoxLayout.Direction.TopToBottom)
        self.body.insertWidget(0, self.table, 2)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self.plot.addItem(self._dots)
        self.plot.hide()
        self._literature: LiteratureValues | None = None
        self._setup: Setup | None = None
        self._series = KeptSeries((Series.TRAIN_ACCURACY, Series.TEST_ACCURACY))
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Published")

    @override
    def retranslate(self) -> None:
        self.table.retranslate()
        self.plot.set_labels(self.tr("label noise p"), self.tr("epochs to 99 %"))
        self.show_legend()
        self.mark_stale()

    @override
    def entries(self) -> list[LegendEntry]:
        if self._literature is None:
            return []
        return [LegendEntry("network", POINT, self.tr("a run of this session"))]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self.table.setFont(style.font(9))
        self._dots.setSize(9 * style.scale)
        self.mark_stale()

    # --- messages ---

    @override
    def show_setup(self, setup: Setup) -> None:
        self._setup, self._literature = setup, TABLES.get(setup.literature)
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

    def _shown_runs(self) -> list[Shown]:
        """Return the runs that are shown, the one on screen first."""
        runs: list[Shown] = []
        if self.started is not None and self._setup is not None:
            name = self._run_name or self.tr("this run")
            colour = self.style_now.run_colour(self.style_now.run)
            runs.append(Shown(self.started.experiment, self._setup, self._series, name, colour))
        runs += [
            Shown(o.experiment, o.setup, o.series, o.name, self.style_now.run_colour(o.style))
            for o in self.overlays
            if o.experiment is not None
        ]
        return runs

    @override
    def redraw(self) -> None:
        runs = self._shown_runs()
        self.table.show_runs(self._literature, runs, self.style_now.text)
        text = ""
        if self._literature is not None:
            text = f"{sentence(self._literature.title)}: {sentence(self._literature.conditions)}"
        self.note.setText(text or self.tr("choose published numbers in the panel"))
        self.note.setToolTip(text)
        self._plot_fitting(runs)

    def _plot_fitting(self, runs: list[Shown]) -> None:
        """Plot how long labels take to be fitted, where runs differ in their noise."""
        points = []
        for run in runs:
            train, experiment = run.series.get(Series.TRAIN_ACCURACY), run.experiment
            if train is None or not isinstance(experiment.dataset, LabelledDataset):
                continue
            fitted = [s for s, v in zip(train.steps, train.values, strict=True) if v >= FITTED]
            if fitted:
                epochs = float(fitted[0]) / steps_per_epoch(run.setup, experiment)
                points.append((experiment.dataset.label_noise, epochs, run.colour))
        is_wanted = self._literature is TABLES["random_labels"]
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
