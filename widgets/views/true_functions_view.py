"""No free lunch: one network, several functions that could be the true one."""

from itertools import zip_longest

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem
from typing_extensions import override

from training.analysis.results import TrueFunction
from training.analysis.true_functions import errors
from training.arrays import Floats
from training.data.kinds import Data1D
from training.messages.announcements import Frame
from training.messages.readings import Fit
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.freehand_box import FreehandBox
from widgets.plots.grid_function import GridFunction, drawn, on_grid
from widgets.plots.legend import LINE, POINT, LegendEntry
from widgets.plots.live_plot import LivePlot
from widgets.plots.style import PlotStyle
from widgets.text import sentence
from widgets.views.data_view import DataView

ROW = 22
"""Pixels of a row of the table at the usual size of text."""
SHOWN = 3.0
"""Heights of the data beyond them up to which the axis goes for a true function."""


class TrueFunctionsView(DataView[Data1D]):
    """The functions, each in a colour, and the network's error against each.

    Signals
    -------
    true_function_drawn
        Positions, shape (n, 2), of a function that the user drew.
    """

    key = "truths"
    draws_others = False
    needs = frozenset({Fit})
    draws = (Data1D,)
    is_default = False

    true_function_drawn = Signal(object)

    def __init__(self) -> None:
        self.box = FreehandBox()
        super().__init__(LivePlot(self.box))
        self._curves: list[pg.PlotCurveItem] = []
        self._network = pg.PlotCurveItem(skipFiniteCheck=True)
        self._points = pg.ScatterPlotItem(pxMode=True)
        self.plot.addItem(self._points)
        self.plot.addItem(self._network)
        self.table = QTableWidget(0, 2)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.body.setDirection(QBoxLayout.Direction.TopToBottom)
        self.body.addWidget(self.table)
        self._draw = self.header.add_mode()
        self._draw.toggled.connect(self._on_draw_toggled)
        self.box.drawn.connect(self._on_drawn)
        self._is_alone = False
        self._data: Data1D | None = None
        self._true_functions: tuple[TrueFunction, ...] = ()
        self._fit: Fit | None = None
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("True functions")

    @override
    def retranslate(self) -> None:
        self._draw.setText(self.tr("Draw"))
        self._draw.setToolTip(
            self.tr("Draw what is true with the mouse, from left to right; also after training.")
        )
        self.plot.set_labels("x", "y")
        self.table.setHorizontalHeaderLabels([self.tr("if this is true"), self.tr("error")])
        self.table.setToolTip(
            self.tr("Mean squared error of the network between the ends of the data.")
        )
        self.show_legend()
        self._show_hint()
        self.mark_stale()

    def _show_hint(self) -> None:
        hint = self.tr("Switch on several truths in the panel, or draw one.")
        self.note.setText("" if self._true_functions else hint)

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("network", LINE, self.tr("network")),
            LegendEntry("points", POINT, self.tr("training points")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._network.setPen(style.pen("network"))
        style.shape_points(self._points)
        self.box.path.setPen(style.pen("text", 1.5))
        self.table.setFont(style.font(9))
        self.table.verticalHeader().setDefaultSectionSize(round(ROW * style.scale))
        self._fit_table()
        self._style_curves()

    def _style_curves(self) -> None:
        """Give each its own colour; 0 is the network's."""
        for number, curve in enumerate(self._curves):
            colour = pg.mkColor(self.style_now.run_colour(number + 1))
            curve.setPen(pg.mkPen(colour, width=self.style_now.width(1.5)))

    @override
    def show_plot_alone(self) -> None:
        super().show_plot_alone()
        self._is_alone = True
        self.table.hide()

    # --- messages ---

    @override
    def take_data(self, data: Data1D, setup: Setup) -> None:
        if self._data is None or not np.array_equal(self._data.grid, data.grid):
            self._fit = None
            self._network.setData([], [])
        self._data, self._true_functions = data, setup.true_functions
        while len(self._curves) < len(self._true_functions):
            self._curves.append(pg.PlotCurveItem(skipFiniteCheck=True))
            self.plot.addItem(self._curves[-1])
        for curve, function in zip_longest(self._curves, self._true_functions):
            on_data = on_grid(data, function.values, function.fine) if function else None
            curve.setData(*drawn(on_data))
        self._style_curves()
        self._points.setData(data.x_train, data.y_train)
        self.style_now.shape_points(self._points)
        self._fill_names()
        self._show_hint()
        self._follow()
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._fit = None
        self._network.setData([], [])
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        self._fit = frame.readings.get(Fit) or self._fit

    # --- drawing ---

    def _fill_names(self) -> None:
        self.table.setRowCount(len(self._true_functions))
        for row, function in enumerate(self._true_functions):
            name = QTableWidgetItem(sentence(function.name))
            name.setForeground(pg.mkColor(self.style_now.run_colour(row + 1)))
            self.table.setItem(row, 0, name)
            self.table.setItem(row, 1, QTableWidgetItem(""))
        self._fit_table()

    def _fit_table(self) -> None:
        rows = self.table.rowCount() + 1
        self.table.setFixedHeight(round(rows * ROW * self.style_now.scale) + 6)
        self.table.setVisible(bool(self._true_functions) and not self._is_alone)

    @property
    def _function(self) -> GridFunction | None:
        """What the network says on the data that are shown."""
        fit = self._fit
        return on_grid(self._data, fit.values, fit.fine) if fit is not None else None

    @override
    def redraw(self) -> None:
        function = self._function
        if function is None:
            return
        self._network.setData(*function.drawn)
        for row, error in enumerate(errors(self._true_functions, function.curve, function.data)):
            item = self.table.item(row, 1)
            if item is not None:
                item.setText(readable(error))

    def _follow(self) -> None:
        if self._data is None:
            return
        data = self._data
        low, high = float(data.y_train.min()), float(data.y_train.max())
        room = SHOWN * ((high - low) or 1.0)
        parts = [
            np.clip(t.values[data.inside], low - room, high + room) for t in self._true_functions
        ]
        shown = np.concatenate([data.y_train, *parts])
        self.plot.follow(
            (float(data.grid[0]), float(data.grid[-1])),
            (float(shown.min()), float(shown.max())),
            margin=0.1,
        )

    # --- the pencil ---

    def _on_draw_toggled(self, is_on: bool) -> None:
        self.box.is_drawing = is_on
        self.plot.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)

    def _on_drawn(self, points: Floats) -> None:
        self._draw.setChecked(False)
        self.true_function_drawn.emit(points)

    @override
    def read_out(self, x: float, y: float) -> str:
        if self._data is None:
            return ""
        parts, function = [self.tr("x {x}").format(x=readable(x, 4))], self._function
        if function is not None:
            value = readable(function.at(x), 4)
            parts.append(self.tr("network {value}").format(value=value))
        return "   ".join(parts)
