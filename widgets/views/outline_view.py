"""The fitted outline: true curve, network, Fourier series, and the elephant's eye and trunk."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from training.analysis.results import Baseline
from training.arrays import Floats, Floats32
from training.data.closed_curves import Box, box_of, wiggled
from training.data.kinds import OutlineData
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Fit
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.freehand_box import FreehandBox
from widgets.plots.legend import DASHES, DOTS, LINE, POINT, LegendEntry
from widgets.plots.live_plot import LivePlot
from widgets.plots.style import PlotStyle
from widgets.text import sentence
from widgets.views.data_view import DataView

PERIOD = 1.6
"""Seconds of one swing of the trunk."""
REDRAWS = 25
"""A second, of the trunk."""


class OutlineView(DataView[OutlineData]):
    """Closed curves in the plane, with equal units on both axes.

    Signals
    -------
    outline_drawn
        Positions, shape (n, 2), that the user drew.
    """

    key = "fit"
    draws_others = False
    needs = frozenset({Fit})
    draws = (OutlineData,)

    outline_drawn = Signal(object)

    def __init__(self) -> None:
        self.box = FreehandBox()
        super().__init__(LivePlot(self.box))
        self.box.setAspectLocked(True)
        self._target, self._network, self._baseline_curve, self._initial = (
            pg.PlotCurveItem(skipFiniteCheck=True) for _ in range(4)
        )
        self._points, self._eye = (pg.ScatterPlotItem(pxMode=True) for _ in range(2))
        for item in (
            self._initial, self._target, self._points,
            self._baseline_curve, self._network, self._eye,
        ):  # fmt: skip
            self.plot.addItem(item)
        self.figures = QLabel()
        self.figures.setWordWrap(True)
        self.figures.setMinimumWidth(1)
        self.figures.setContentsMargins(6, 0, 6, 0)
        self.column.addWidget(self.figures)
        self._wiggle = self.add_toggle()
        self._draw = self.header.add_mode()
        self._draw.toggled.connect(self._on_draw_toggled)
        self.box.drawn.connect(self._on_drawn)
        self._clock = QTimer(self, interval=1000 // REDRAWS)
        self._clock.timeout.connect(self._swing)
        self._wiggle.toggled.connect(self._on_wiggle_toggled)
        self._phase = 0.0
        self._data: OutlineData | None = None
        self._baseline: Baseline | None = None
        self._values: Floats32 | None = None
        self._parameters = 0
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Fit")

    @override
    def retranslate(self) -> None:
        self._wiggle.setText(self.tr("wiggle"))
        self._wiggle.setToolTip(self.tr("Swing the trunk: the fifth parameter."))
        self._draw.setText(self.tr("Draw"))
        self._draw.setToolTip(self.tr("Draw an outline with the mouse; it is closed by itself."))
        self.plot.set_labels("x", "y")
        self.show_legend()
        self._show_figures()

    @override
    def entries(self) -> list[LegendEntry]:
        entries = [
            LegendEntry("network", LINE, self.tr("network")),
            LegendEntry("target", DASHES, self.tr("target")),
            LegendEntry("points", POINT, self.tr("training points")),
        ]
        if self._baseline is not None:
            entries.append(LegendEntry("comparison", LINE, sentence(self._baseline.name)))
        return [*entries, LegendEntry("initial", DOTS, self.tr("at step 0"))]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._network.setPen(style.pen("network"))
        self.figures.setFont(style.font_of("small"))
        self._target.setPen(style.pen("target"))
        self._baseline_curve.setPen(style.pen("comparison"))
        self._initial.setPen(style.pen("initial"))
        self.box.path.setPen(style.pen("text", 1.5))
        style.shape_points(self._points)
        self._eye.setSize(9 * style.scale)
        self._eye.setBrush(style.colour("text"))
        self._eye.setPen(None)

    # --- messages ---

    @override
    def take_data(self, data: OutlineData, setup: Setup) -> None:
        baseline = next(iter(setup.baselines), None)
        self._data, self._baseline = data, baseline
        self._points.setData(*data.train.T)
        self.style_now.shape_points(self._points)
        self._eye.setData(*([[side] for side in data.eye] if data.eye else ([], [])))
        self._baseline_curve.setData(*(baseline.values.T if baseline is not None else ([], [])))
        self._wiggle.setVisible(bool(data.trunk.any()))
        self._draw_target()
        self._follow(data.box)
        self.show_legend()
        self.mark_stale()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self._parameters = started.parameters
        initial = started.initial.get(Fit)
        if initial is not None:
            self._initial.setData(*initial.values.T)

    @override
    def forget(self) -> None:
        self._values = None
        self._parameters = 0
        self._network.setData([], [])
        self._initial.setData([], [])
        self.plot.follow_again()
        self._show_figures()

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(Fit)
        if reading is not None:
            self._values = reading.values

    # --- drawing ---

    @override
    def redraw(self) -> None:
        if self._values is not None and self._data is not None:
            self._network.setData(*self._values.T)
        self._show_figures()

    def _draw_target(self) -> None:
        if self._data is not None:
            data = self._data
            self._target.setData(*wiggled(data.target, data.trunk, data.wiggle, self._phase).T)

    def _follow(self, box: Box) -> None:
        self.plot.follow((box.left, box.right), (box.bottom, box.top), margin=0.15)

    def _show_figures(self) -> None:
        """Say what both curves are made of, and measure them."""
        if self._data is None:
            return
        truth = self.tr("target: {count} numbers, {box}")
        lines = [truth.format(count=self._data.numbers, box=self._measures(self._data.box))]
        if self._values is not None and np.isfinite(self._values).all():
            network = self.tr("network: {count} parameters, {box}")
            box = self._measures(box_of(self._values.astype(np.float64)))
            lines.append(network.format(count=f"{self._parameters:,}", box=box))
        self.figures.setText("\n".join(lines))

    def _measures(self, box: Box) -> str:
        text = self.tr("x {left} to {right}, y {bottom} to {top}, area {area}")
        return text.format(
            left=f"{box.left:.2f}",
            right=f"{box.right:.2f}",
            bottom=f"{box.bottom:.2f}",
            top=f"{box.top:.2f}",
            area=f"{box.area:,.1f}",
        )

    # --- the trunk and the pencil ---

    def _on_wiggle_toggled(self, is_on: bool) -> None:
        if is_on:
            self._clock.start()
        else:
            self._clock.stop()
            self._phase = 0.0
            self._draw_target()

    def _swing(self) -> None:
        if self.isVisible():
            self._phase += 2 * math.pi / (PERIOD * REDRAWS)
            self._draw_target()

    def _on_draw_toggled(self, is_on: bool) -> None:
        self.box.is_drawing = is_on
        self.plot.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)

    def _on_drawn(self, points: Floats) -> None:
        self._draw.setChecked(False)
        self.outline_drawn.emit(points)

    @override
    def read_out(self, x: float, y: float) -> str:
        return self.tr("x {x}   y {y}").format(x=readable(x, 4), y=readable(y, 4))
