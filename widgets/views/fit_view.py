"""The fitted function: data, target, network, and its initial curve as a ghost."""

import math
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from superqt import QElidingLabel
from typing_extensions import override

from training.analysis.results import Compared
from training.analysis.shape import shape_of
from training.arrays import Floats, Floats32
from training.data.kinds import Data1D
from training.data.refining import UNKNOWN, Fine
from training.messages.announcements import BestFit, Fit, Frame, RunStarted, Series
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.legend import DASHES, DOTS, LINE, POINT, SMALL_POINT, Entry
from widgets.plots.live_plot import LivePlot, PlotBox, cache
from widgets.plots.overlay import Overlay
from widgets.plots.overlay_items import NOTHING, XY
from widgets.plots.prediction_parts import HideablePart
from widgets.plots.style import PlotStyle
from widgets.plots.thinned import thinned
from widgets.text import sentence
from widgets.views.data_view import DataView

REACH = 12
"""Pixels from which a point can be taken hold of."""
REACHING = 1.0
"""Ranges of data and network beyond them that a comparison may widen the axis by."""
BASELINES = ((LINE, Qt.PenStyle.SolidLine), (DASHES, Qt.PenStyle.DashLine))
"""Signs and lines of the curves of baselines, at most."""
WORSE = 1.1
"""Times its least value that the test loss must be for that step's function to be drawn."""
MANY = 400
"""Points from which they are drawn small."""


class PointsBox(PlotBox):
    """A plot area in which points can be added, dragged and removed while editing is on."""

    point_added = Signal(float, float)
    point_moved = Signal(int, float, float)
    point_removed = Signal(int)
    drag_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_editing = False
        self.points = np.empty((0, 2))
        self._held: int | None = None

    def nearest(self, position: QPointF) -> int | None:
        """Return the point within reach of a position in item coordinates, or None."""
        if not len(self.points):
            return None
        width, height = self.width() or 1, self.height() or 1
        (left, right), (bottom, top) = self.viewRange()
        pixels = np.column_stack(
            [
                (self.points[:, 0] - left) / (right - left) * width,
                height - (self.points[:, 1] - bottom) / (top - bottom) * height,
            ]
        )
        distance = np.hypot(*(pixels - [position.x(), position.y()]).T)
        index = int(np.argmin(distance))
        return index if distance[index] <= REACH else None

    def place(self, position: QPointF) -> tuple[float, float]:
        """Return where a position in item coordinates is, with the digits that a pixel tells."""
        at, sizes = self.mapToView(position), (self.width() or 1, self.height() or 1)
        x, y = (
            round(value, -math.floor(math.log10(abs(high - low) / size)))
            for value, (low, high), size in zip(
                (at.x(), at.y()), self.viewRange(), sizes, strict=True
            )
        )
        return x + 0.0, y + 0.0

    @override
    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if not self.is_editing or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if event.isStart():
            self._held = self.nearest(event.buttonDownPos())
        if self._held is not None:
            self.point_moved.emit(self._held, *self.place(event.pos()))
        if event.isFinish():
            self._held = None
            self.drag_ended.emit()

    @override
    def mouseClickEvent(self, event: Any) -> None:
        if not self.is_editing or event.double():
            super().mouseClickEvent(event)
            return
        event.accept()
        at = self.nearest(event.pos())
        if event.button() == Qt.MouseButton.LeftButton and at is None:
            self.point_added.emit(*self.place(event.pos()))
        elif event.button() == Qt.MouseButton.RightButton and at is not None:
            self.point_removed.emit(at)


class FitView(DataView[Data1D]):
    """Function plot over the data."""

    key = "fit"
    needs = frozenset({Fit, BestFit})
    draws = (Data1D,)

    point_added = Signal(float, float)
    point_moved = Signal(int, float, float)
    point_removed = Signal(int)
    drag_ended = Signal()

    def __init__(self) -> None:
        self.box = PointsBox()
        super().__init__(LivePlot(self.box))
        self._target = pg.PlotCurveItem(skipFiniteCheck=True)
        self._ghost = pg.PlotCurveItem(skipFiniteCheck=True)
        self._network = pg.PlotCurveItem(skipFiniteCheck=True)
        self._best = pg.PlotCurveItem(skipFiniteCheck=True)
        self._baseline_curves = [pg.PlotCurveItem(skipFiniteCheck=True) for _ in BASELINES]
        self._test = pg.ScatterPlotItem(pxMode=True)
        self._points = pg.ScatterPlotItem(pxMode=True)
        self._ends = [pg.InfiniteLine(angle=90, movable=False) for _ in range(2)]
        for item in (
            *self._ends,
            self._test,
            self._ghost,
            self._target,
            self._points,
            *self._baseline_curves,
            self._best,
            self._network,
        ):
            self.plot.addItem(item)
        for item in (
            *self._ends, self._test, self._ghost, self._target, self._points,
            *self._baseline_curves,
        ):  # fmt: skip
            cache(item)
        self.shape = QElidingLabel()
        self.shape.setContentsMargins(6, 0, 6, 0)
        self.column.addWidget(self.shape)
        self._edit = self.add_toggle(is_look=False)
        self._edit.toggled.connect(self._on_edit_toggled)
        self.box.point_added.connect(self.point_added)
        self.box.point_moved.connect(self.point_moved)
        self.box.point_removed.connect(self.point_removed)
        self.box.drag_ended.connect(self.drag_ended)
        self.allow_prediction(
            {
                "network": HideablePart(
                    lambda: self.tr("Hide the network"),
                    self._network_curve,
                    (self._network, self._best),
                )
            }
        )
        self._data: Data1D | None = None
        self._baselines: tuple[Compared, ...] = ()
        self._values: Floats32 | None = None
        self._fine = UNKNOWN
        self._best_fit: BestFit | None = None
        self._test_loss = math.inf
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Fit")

    @override
    def retranslate(self) -> None:
        self._edit.setText(self.tr("Edit points"))
        self._edit.setToolTip(
            self.tr(
                "Click adds a point, drag moves one, right-click removes one; also while it trains."
            )
        )
        self.shape.setToolTip(
            self.tr(
                "Of the network between the two ends of the data. Wiggles of less than a "
                "thousandth of the data's range may be left out; “at least” where more was not "
                "looked at while it trains."
            )
        )
        self.show_legend()
        self._show_labels()
        self._show_shape()

    def _show_labels(self) -> None:
        data = self._data
        self.plot.set_labels(
            sentence(data.x_label) if data else "x", sentence(data.y_label) if data else "y"
        )

    @override
    def entries(self) -> list[Entry]:
        entries = [Entry("network", LINE, self.tr("network"))]
        if self._data is None or len(self._data.target):
            entries.append(Entry("target", DASHES, self.tr("target")))
        entries.append(Entry("points", POINT, self.tr("training points")))
        for baseline, (sign, _) in zip(self._baselines, BASELINES, strict=False):
            entries.append(Entry("baseline", sign, sentence(baseline.name)))
        if self._data is not None and self._shown_test_points(self._data):
            entries.append(Entry("test", SMALL_POINT, self.tr("test points")))
        if self._is_past_best:
            assert self._best_fit is not None
            text = self.tr("at the least test loss, step {step}")
            entries.append(Entry("test", LINE, text.format(step=f"{self._best_fit.step:,}")))
        return [*entries, Entry("ghost", DOTS, self.tr("at step 0"))]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._network.setPen(style.pen("network", 2.5))
        self._target.setPen(style.pen("target", 1.5, Qt.PenStyle.DashLine))
        self._ghost.setPen(style.pen("ghost", 1, Qt.PenStyle.DotLine))
        self._best.setPen(style.pen("test", 2))
        for item, (_, line) in zip(self._baseline_curves, BASELINES, strict=True):
            item.setPen(style.pen("baseline", 2, line))
        for end in self._ends:
            end.setPen(style.pen("faint", 1, Qt.PenStyle.DashDotLine))
        self._style_points()

    @staticmethod
    def _shown_test_points(data: Data1D) -> int:
        """Count the test points to draw: those of a formula lie on the target."""
        return 0 if len(data.target) else len(data.x_test)

    def _style_points(self) -> None:
        count = len(self._data.x_train) if self._data else 0
        size = (7 if count < MANY else 3) * self.style_now.scale
        self._points.setSize(size)
        self._points.setBrush(self.style_now.colour("points"))
        self._points.setPen(None)
        self._test.setSize(3 * self.style_now.scale)
        self._test.setBrush(self.style_now.colour("test", 0.6))
        self._test.setPen(None)

    # --- messages ---

    @override
    def take_data(self, data: Data1D, setup: Setup) -> None:
        is_same_grid = self._data is not None and np.array_equal(self._data.grid, data.grid)
        self._data, self._baselines = data, setup.comparisons
        if not is_same_grid:
            self._values = None
            self.plot.forget_range()
            self._network.setData([], [])
            self._ghost.setData([], [])
        self._target.setData(*self._drawn(data.target, data.target_fine))
        self._points.setData(data.x_train, data.y_train)
        for item, baseline in zip_longest(self._baseline_curves, self._baselines):
            item.setData(*(self._drawn(baseline.values, baseline.fine) if baseline else NOTHING))
        shown = self._shown_test_points(data)
        self._test.setData(data.x_test[:shown], data.y_test[:shown])
        self.box.points = np.column_stack([data.x_train, data.y_train])
        for end, position in zip(self._ends, data.interval, strict=True):
            end.setPos(position)
        self._show_labels()
        self.show_legend()
        self._style_points()
        self._follow()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        initial = started.initial.get(Fit)
        if isinstance(initial, Fit) and self._fits(initial.values):
            assert self._data is not None
            self._ghost.setData(*self._drawn(initial.values, initial.fine))

    @override
    def forget(self) -> None:
        self._values = self._best_fit = None
        self._test_loss = math.inf
        self._best.setData([], [])
        self.shape.setText("")
        self._ghost.setData([], [])
        self._network.setData([], [])
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(Fit)
        if isinstance(reading, Fit):
            self._values, self._fine = reading.values, reading.fine
        best = frame.readings.get(BestFit)
        if isinstance(best, BestFit):
            self._best_fit = best
        test = frame.series.get(Series.TEST_LOSS)
        if test is not None and len(test.values):
            self._test_loss = float(test.values[-1])

    @override
    def show_plot_alone(self) -> None:
        super().show_plot_alone()
        self._best.hide()  # without a legend nobody knows what it is

    @property
    def _is_past_best(self) -> bool:
        """Whether the run has gone on so far beyond its least test loss that it can be seen."""
        best = self._best_fit
        return best is not None and self._test_loss > WORSE * best.loss and best.step > 0

    @override
    def redraw(self) -> None:
        if self._values is None or self._data is None or not self._fits(self._values):
            return
        self._network.setData(*self._drawn(self._values, self._fine))
        self._show_shape()
        self._draw_best()
        self._follow()

    def _network_curve(self) -> XY:
        """Return the network where there are data."""
        if self._data is None or self._values is None or not self._fits(self._values):
            return NOTHING
        return self._inside()

    def _inside(self) -> tuple[Floats, Floats]:
        """Return the network's curve between the two ends of the data."""
        assert self._data is not None
        assert self._values is not None
        x, y = self._fine.joined(self._data.grid, self._values)
        low, high = self._data.interval
        is_inside = (x >= low) & (x <= high)
        return x[is_inside], y[is_inside]

    def _drawn(self, values: Floats | Floats32, fine: Fine) -> XY:
        """Return what is drawn of a function: no more points than there are pixels for."""
        assert self._data is not None
        if not self._fits(values):
            return NOTHING
        return thinned(*fine.joined(self._data.grid, values))

    def _draw_best(self) -> None:
        best, data = self._best_fit, self._data
        had = self._best.xData is not None and len(self._best.xData) > 0
        if data is not None and best is not None and self._is_past_best:
            self._best.setData(*self._drawn(best.values, best.fine))
            self.show_legend()
        elif had:
            self._best.setData([], [])
            self.show_legend()

    def _fits(self, values: Floats | Floats32) -> bool:
        return self._data is not None and values.shape == self._data.grid.shape

    def _show_shape(self) -> None:
        """Say how the function goes where there are data."""
        if self._data is None or self._values is None or not self._fits(self._values):
            return
        _, inside = self._inside()
        self.shape.setVisible(self.prediction is None or not self.prediction.is_hiding)
        if not len(inside) or not np.isfinite(inside).all():
            self.shape.setText("")
            return
        shape = shape_of(inside)
        text = self.tr("{turns} turning points, variation {variation}, max |f| {largest}")
        if shape.turning_points == 1:
            text = self.tr("1 turning point, variation {variation}, max |f| {largest}")
        if not self._fine.is_settled:
            text = self.tr("at least {text}").format(text=text)
        self.shape.setText(
            text.format(
                turns=f"{shape.turning_points:,}",
                variation=readable(shape.variation),
                largest=readable(shape.largest),
            )
        )

    @override
    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:
        fit, data = overlay.readings.get(Fit), overlay.setup.data
        if not isinstance(fit, Fit) or not isinstance(data, Data1D):
            return (NOTHING,)
        if fit.values.shape != data.grid.shape:
            return (NOTHING,)
        return (thinned(*fit.fine.joined(data.grid, fit.values)),)

    def _follow(self) -> None:
        data = self._data
        if data is None:
            return
        parts: list[Floats | Floats32] = [data.y_train, data.target]
        if self._values is not None and self._fits(self._values):
            parts.append(self._inside()[1])
        heights = np.concatenate(parts)
        low, high = float(heights.min()), float(heights.max())
        room = REACHING * (high - low)
        baselines = (c.values[data.inside] for c in self._baselines)
        shown = np.concatenate([heights, *(np.clip(v, low - room, high + room) for v in baselines)])
        if len(shown) and np.isfinite(shown).all():
            self.plot.follow(
                (float(data.grid[0]), float(data.grid[-1])),
                (float(shown.min()), float(shown.max())),
                margin=0.08,
            )

    # --- controls ---

    def _on_edit_toggled(self, is_on: bool) -> None:
        self.box.is_editing = is_on
        self.plot.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)

    @override
    def read_out(self, x: float, y: float) -> str:
        if self._values is None or self._data is None:
            return self.tr("x {x}   y {y}").format(x=readable(x, 4), y=readable(y, 4))
        curve = self._fine.joined(self._data.grid, self._values)
        value = float(np.interp(x, *curve))
        parts = [self.tr("x {x}   network {y}").format(x=readable(x, 4), y=readable(value, 4))]
        for overlay in self.overlays:
            grid, values = self.overlay_curves(overlay)[0]
            if len(grid):
                parts.append(f"{overlay.name} {readable(np.interp(x, grid, values), 4)}")
        return "   ".join(parts)
