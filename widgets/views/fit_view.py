"""The fitted function: data, target, network, baselines, and its initial curve as a ghost."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from training.analysis.results import Baseline
from training.data.kinds import Data1D
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import BestFit, Fit, Series
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.data_items import BASELINES, DataItems, drawn_test_points
from widgets.plots.grid_function import GridFunction, drawn, on_grid, ranges
from widgets.plots.legend import DASHES, DOTS, LINE, POINT, SMALL_POINT, LegendEntry
from widgets.plots.live_plot import LivePlot
from widgets.plots.overlay import Overlay
from widgets.plots.points_box import PointsBox
from widgets.plots.prediction_parts import HideablePart
from widgets.plots.style import DASH_DOTTED, PlotStyle
from widgets.plots.xy import NOTHING, XY
from widgets.text import sentence
from widgets.views.data_view import DataView
from widgets.views.shape_label import ShapeLabel

WORSE = 1.1
"""Times its least value that the test loss must be for that step's function to be drawn."""


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
        self.data_items = DataItems(self.plot)
        self._best = pg.PlotCurveItem(skipFiniteCheck=True)
        self._network = pg.PlotCurveItem(skipFiniteCheck=True)
        for item in (self._best, self._network):
            self.plot.addItem(item)
        self.shape = ShapeLabel()
        self.column.addWidget(self.shape)
        self._edit = self.header.add_mode()
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
        self._baselines: tuple[Baseline, ...] = ()
        self._fit: Fit | None = None
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
        self.show_legend()
        self._show_labels()
        self._show_shape()

    def _show_labels(self) -> None:
        data = self._data
        self.plot.set_labels(
            sentence(data.x_label) if data else "x", sentence(data.y_label) if data else "y"
        )

    @override
    def entries(self) -> list[LegendEntry]:
        data, best = self._data, self._beaten
        entries = [LegendEntry("network", LINE, self.tr("network"))]
        if data is None or len(data.target):
            entries.append(LegendEntry("target", DASHES, self.tr("target")))
        entries.append(LegendEntry("points", POINT, self.tr("training points")))
        for baseline, (sign, _) in zip(self._baselines, BASELINES, strict=False):
            entries.append(LegendEntry("comparison", sign, sentence(baseline.name)))
        if data is not None and len(drawn_test_points(data)[0]):
            entries.append(LegendEntry("test", SMALL_POINT, self.tr("test points")))
        if best is not None:
            text = self.tr("at the least test loss, step {step}")
            entries.append(LegendEntry("test", DASHES, text.format(step=f"{best.step:,}")))
        return [*entries, LegendEntry("initial", DOTS, self.tr("at step 0"))]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._network.setPen(style.pen("network"))
        self._best.setPen(style.pen("test", None, DASH_DOTTED))
        self.data_items.set_style(style)
        self.shape.setFont(style.font_of("small"))

    @override
    def told(self) -> list[str]:
        return [self.shape.text()]

    @override
    def show_plot_alone(self) -> None:
        super().show_plot_alone()
        self._best.hide()  # without a legend nobody knows what it is

    # --- messages ---

    @override
    def take_data(self, data: Data1D, setup: Setup) -> None:
        is_same_grid = self._data is not None and np.array_equal(self._data.grid, data.grid)
        self._data, self._baselines = data, setup.baselines
        if not is_same_grid:
            self._fit = None
            self.plot.forget_range()
            self._network.setData([], [])
            self.data_items.initial.setData([], [])
        self.data_items.show(data, self._baselines)
        self.box.points = np.column_stack([data.x_train, data.y_train])
        self._show_labels()
        self.show_legend()
        self._follow()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        initial = started.initial.get(Fit)
        if initial is not None:
            function = on_grid(self._data, initial.values, initial.fine)
            self.data_items.initial.setData(*drawn(function))

    @override
    def forget(self) -> None:
        self._fit = self._best_fit = None
        self._test_loss = math.inf
        self.shape.setText("")
        for item in (self._best, self._network, self.data_items.initial):
            item.setData([], [])
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        self._fit = frame.readings.get(Fit) or self._fit
        self._best_fit = frame.readings.get(BestFit) or self._best_fit
        test = frame.series.get(Series.TEST_LOSS)
        if test is not None and len(test.values):
            self._test_loss = float(test.values[-1])

    # --- drawing ---

    @property
    def _function(self) -> GridFunction | None:
        """What the network says on the data that are shown."""
        fit = self._fit
        return on_grid(self._data, fit.values, fit.fine) if fit is not None else None

    @property
    def _beaten(self) -> BestFit | None:
        """The network at its least test loss, once that is so far behind that it can be seen."""
        best = self._best_fit
        is_past = best is not None and self._test_loss > WORSE * best.loss and best.step > 0
        return best if is_past else None

    @override
    def redraw(self) -> None:
        function = self._function
        if function is None:
            return
        self._network.setData(*function.drawn)
        self._show_shape()
        self._draw_best()
        self._follow()

    def _draw_best(self) -> None:
        best = self._beaten
        had = self._best.xData is not None and len(self._best.xData) > 0
        if best is not None:
            self._best.setData(*drawn(on_grid(self._data, best.values, best.fine)))
            self.show_legend()
        elif had:
            self._best.setData([], [])
            self.show_legend()

    def _show_shape(self) -> None:
        function = self._function
        if function is not None:
            is_secret = self.prediction is not None and self.prediction.is_hiding
            self.shape.setVisible(not is_secret)
            self.shape.show_function(function)

    def _network_curve(self) -> XY:
        """Return the network where there are data."""
        function = self._function
        return function.inside if function is not None else NOTHING

    @override
    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:
        fit, data = overlay.readings.get(Fit), overlay.setup.data
        if fit is None or not isinstance(data, Data1D):
            return (NOTHING,)
        return (drawn(on_grid(data, fit.values, fit.fine)),)

    def _follow(self) -> None:
        data = self._data
        if data is None:
            return
        wanted = ranges(data, self._function, (baseline.values for baseline in self._baselines))
        if wanted is not None:
            self.plot.follow(*wanted, margin=0.08)

    # --- controls ---

    def _on_edit_toggled(self, is_on: bool) -> None:
        self.box.is_editing = is_on
        self.plot.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)

    @override
    def read_out(self, x: float, y: float) -> str:
        function = self._function
        if function is None:
            return self.tr("x {x}   y {y}").format(x=readable(x, 4), y=readable(y, 4))
        value = readable(function.at(x), 4)
        parts = [self.tr("x {x}   network {y}").format(x=readable(x, 4), y=value)]
        for overlay in self.overlays:
            grid, values = self.overlay_curves(overlay)[0]
            if len(grid):
                parts.append(f"{overlay.name} {readable(np.interp(x, grid, values), 4)}")
        return "   ".join(parts)
