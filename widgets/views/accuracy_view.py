"""Accuracy on training and test images, beside chance and beside what others have published."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from training.arrays import Floats
from training.data import LabelledData, Setup
from training.messages import Curve, Frame, RunStarted, Series
from training.published import TABLES, Published
from widgets.overlay import Overlay
from widgets.overlay_items import NOTHING, XY
from widgets.style import PlotStyle
from widgets.text import sentence
from widgets.views.abscissa import EPOCHS, KINDS, LOSS, positions, steps_per_epoch
from widgets.views.view import DASHES, DOTS, LINE, View

DRAWN = (Series.TRAIN_ACCURACY, Series.TEST_ACCURACY)
KEPT = (*DRAWN, Series.SECONDS, Series.TRAIN_LOSS)
PUBLISHED_AT = (0.99, 0.965)
"""Parts of the axis at which published training and test accuracies stand."""
PERCENT = 100.0
APART = 6.0
"""Per cent between two names."""


class AccuracyView(View):
    """Solid lines are of training images, dashed ones of test images."""

    key = "accuracy"
    draws = (LabelledData,)
    is_default = False

    def __init__(self) -> None:
        super().__init__()
        self._curves = {name: pg.PlotCurveItem(skipFiniteCheck=True) for name in DRAWN}
        self._chance = pg.InfiniteLine(angle=0, movable=False)
        self._recorded = pg.InfiniteLine(angle=90, movable=False)
        self._published = {name: pg.ScatterPlotItem(pxMode=True, symbol="d") for name in DRAWN}
        self._names: list[pg.TextItem] = []
        for item in (self._chance, self._recorded, *self._curves.values()):
            self.plot.addItem(item)
        for marks in self._published.values():
            self.plot.addItem(marks)
        self._chance.hide()
        self._recorded.hide()
        self.against = QComboBox()
        self.against.addItems(["", "", "", ""])
        self.against.currentIndexChanged.connect(self._on_against_changed)
        self.bar.addWidget(self.against)
        self._series: dict[Series, Curve] = {}
        self._setup: Setup | None = None
        self._started: RunStarted | None = None
        self._table: Published | None = None
        self._step: int | None = None
        self._end = 0.0
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Accuracy")

    @property
    def kind(self) -> str:
        """What the curves are drawn against; see ``widgets.views.abscissa``."""
        return KINDS[self.against.currentIndex()]

    @override
    def retranslate(self) -> None:
        names = (
            self.tr("epochs"), self.tr("steps"), self.tr("seconds"), self.tr("training loss")
        )  # fmt: skip
        for index, name in enumerate(names):
            self.against.setItemText(index, name)
        self.against.setToolTip(
            self.tr("What the curves are drawn against; at equal training loss one compares what "
                    "was learned, not how fast.")
        )  # fmt: skip
        self._show_labels()
        self.show_legend()
        self._show_note()

    def _show_labels(self) -> None:
        labels = {
            "epochs": self.tr("epochs"),
            "steps": self.tr("step"),
            "seconds": self.tr("seconds of training"),
            "loss": self.tr("training loss, falling"),
        }
        self.plot.set_labels(labels[self.kind], self.tr("accuracy (%)"))
        axis = self.plot.getAxis("bottom")
        axis.setTicks(_loss_ticks() if self.kind == LOSS else None)

    def _show_note(self) -> None:
        text = ""
        if self._table is not None:
            text = self.tr("◆ {title}: {conditions}").format(
                title=sentence(self._table.title),
                conditions=sentence(self._table.conditions),
            )
        self.note.setText(text)
        self.note.setToolTip(text)

    @override
    def entries(self) -> list[tuple[str, str, str]]:
        found = [
            ("network", LINE, self.tr("training")),
            ("network", DASHES, self.tr("test")),
            ("target", DOTS, self.tr("chance")),
        ]
        return [*found, ("target", "◆", self.tr("published"))] if self._table else found

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._curves[Series.TRAIN_ACCURACY].setPen(style.pen("network", 2))
        self._curves[Series.TEST_ACCURACY].setPen(style.pen("network", 2, Qt.PenStyle.DashLine))
        self._chance.setPen(style.pen("target", 1, Qt.PenStyle.DotLine))
        self._recorded.setPen(style.pen("foreground", 1.5))
        filled, hollow = self._published.values()
        for marks in (filled, hollow):
            marks.setSize(9 * style.scale)
            marks.setPen(style.pen("target", 1.5))
        filled.setBrush(style.colour("target"))
        hollow.setBrush(style.colour("background"))
        for name in self._names:
            name.setColor(style.target)
            name.setFont(style.font(8))

    # --- messages ---

    @override
    def show_setup(self, setup: Setup) -> None:
        self._setup = setup
        self._table = TABLES.get(setup.published)
        data = setup.data
        assert isinstance(data, LabelledData)
        self._chance.setValue(PERCENT * data.chance)
        self._chance.show()
        self._show_note()
        self.show_legend()
        self.mark_stale()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self._started = started
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._series = {}
        self._started, self._step, self._end = None, None, 0.0
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        for name in KEPT:
            if name in frame.series:
                parts = [self._series[name]] if name in self._series else []
                self._series[name] = Curve.joined([*parts, frame.series[name]])

    # --- drawing ---

    def _of_run(self, series: Mapping[Series, Curve], per_epoch: int) -> list[XY]:
        found: list[XY] = []
        for name in DRAWN:
            curve = series.get(name)
            if curve is None or not len(curve.steps):
                found.append(NOTHING)
                continue
            x = positions(self.kind, curve, series, per_epoch)
            known = np.isfinite(x)
            found.append((x[known], PERCENT * curve.values[known].astype(np.float64)))
        return found

    def _per_epoch(self, overlay: Overlay | None = None) -> int:
        """Return the steps of an epoch of an overlay, or of the run on screen."""
        if overlay is not None and overlay.experiment is not None:
            return steps_per_epoch(overlay.setup, overlay.experiment)
        if self._started is not None and self._setup is not None:
            return steps_per_epoch(self._setup, self._started.experiment)
        return 1

    @override
    def redraw(self) -> None:
        drawn = self._of_run(self._series, self._per_epoch())
        for item, xy in zip(self._curves.values(), drawn, strict=True):
            item.setData(*xy)
        others = [xy for o in self.overlays for xy in self.overlay_curves(o)]
        x = np.concatenate([xy[0] for xy in (*drawn, *others)])
        low = float(x.min()) if self.kind == LOSS and len(x) else 0.0
        high = self._leap(float(x.max()) if len(x) else 1.0)
        self.plot.follow((low, high), (0.0, PERCENT), margin=0.02)
        self._place_published(low, high)
        self._place_cursor()

    def _leap(self, last: float) -> float:
        """Let the axis end a quarter beyond the newest sample, and move seldom."""
        if self._end < last or last < 0.2 * self._end:
            self._end = last + 0.25 * abs(last) if last else 1.0
        return self._end

    def _place_published(self, low: float, high: float) -> None:
        entries = self._table.entries if self._table is not None else ()
        while len(self._names) < len(entries):
            name = pg.TextItem(anchor=(1, 0.5), color=self.style_now.target)
            name.setFont(self.style_now.font(8))
            self.plot.addItem(name, ignoreBounds=True)
            self._names.append(name)
        for name in self._names[len(entries) :]:
            name.hide()
        at = [low + part * (high - low) for part in PUBLISHED_AT]
        train = [PERCENT * e.train for e in entries if e.train is not None]
        self._published[Series.TRAIN_ACCURACY].setData([at[0]] * len(train), train)
        self._published[Series.TEST_ACCURACY].setData(
            [at[1]] * len(entries), [PERCENT * e.test for e in entries]
        )
        is_few = len(entries) <= 3  # the table has ten, and a view of its own
        places = apart([PERCENT * entry.test for entry in entries])
        for name, entry, place in zip(self._names, entries, places, strict=False):
            name.setVisible(is_few)
            name.setText(sentence(entry.name))
            name.setPos(low + 0.945 * (high - low), place)

    @override
    def show_cursor(self, step: int | None) -> None:
        self._step = step
        self._place_cursor()

    def _place_cursor(self) -> None:
        train = self._series.get(Series.TRAIN_ACCURACY)
        self._recorded.setVisible(self._step is not None and train is not None)
        if self._step is None or train is None or not len(train.steps):
            return
        x = positions(self.kind, train, self._series, self._per_epoch())
        self._recorded.setPos(float(np.interp(self._step, train.steps, x)))

    @override
    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:
        return self._of_run(overlay.series, self._per_epoch(overlay))

    def _on_against_changed(self) -> None:
        self._end = 0.0
        self._show_labels()
        self.plot.follow_again()
        self.draw_overlays()
        self.mark_stale()

    # --- under the mouse ---

    @override
    def read_out(self, x: float, y: float) -> str:
        parts = [self._at(x)]
        text = self.tr("training {train} %   test {test} %")
        for series, name, per_epoch in self._all_runs():
            values = [_nearest(xy, x) for xy in self._of_run(series, per_epoch)]
            if values[0] is not None:
                shown = ["–" if v is None else f"{v:.1f}" for v in values]
                parts.append(f"{name} {text.format(train=shown[0], test=shown[1])}".strip())
        return "   ".join(parts) if len(parts) > 1 else ""

    def _at(self, x: float) -> str:
        if self.kind == LOSS:
            return self.tr("training loss {loss}").format(loss=f"{10**-x:.3g}")
        if self.kind == EPOCHS:
            return self.tr("epoch {epoch}").format(epoch=f"{max(0.0, x):.4g}")
        return f"{max(0.0, x):.4g}"

    def _all_runs(self) -> list[tuple[Mapping[Series, Curve], str, int]]:
        others = [(o.series, o.name, self._per_epoch(o)) for o in self.overlays]
        return [(self._series, "", self._per_epoch()), *others]


def apart(heights: Sequence[float]) -> list[float]:
    """Return places of names beside marks, none of which covers another."""
    places, last = [0.0] * len(heights), -APART
    for number in np.argsort(heights).tolist():
        last = max(heights[number], last + APART)
        places[number] = last
    return places


def _nearest(xy: XY, x: float) -> float | None:
    if not len(xy[0]):
        return None
    return float(xy[1][int(np.argmin(np.abs(xy[0] - x)))])


def _loss_ticks() -> list[list[tuple[float, str]]]:
    values: Floats = np.array([10.0, 5, 3, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4, 1e-5])
    return [[(float(-np.log10(value)), f"{value:g}") for value in values]]
