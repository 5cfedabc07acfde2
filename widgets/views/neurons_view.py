"""Hidden neurons as dots: where they point, how strong they are, and how far they came."""

import math

import numpy as np
import pyqtgraph as pg
from typing_extensions import override

from training.analysis import neurons
from training.arrays import Floats
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Fit, Neurons, Series
from training.number_format import readable
from training.settings import Mlp
from widgets.plots.legend import POINT, LegendEntry
from widgets.plots.log_scale import log10
from widgets.plots.loss_curves import GrowingCurve, first_and_at
from widgets.plots.neuron_trails import Trails
from widgets.plots.style import PlotStyle
from widgets.views.neuron_figures import NeuronFigures
from widgets.views.view import View

FLOOR = 1e-8
"""Where an amplitude of zero is drawn on a logarithmic axis."""
PLANE = 2
"""Numbers of a direction (w, b) of one input, which has an orientation."""


class NeuronsView(View):
    """Orientation and amplitude of each neuron of the first hidden layer; regime and figures."""

    key = "neurons"
    draws_others = False
    needs = frozenset({Neurons, Fit})
    is_default = False

    def __init__(self) -> None:
        super().__init__()
        self._trails = pg.PlotCurveItem(skipFiniteCheck=True)
        self._before = pg.ScatterPlotItem(pxMode=True)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        for item in (self._trails, self._before, self._dots):
            self.plot.addItem(item)
        self.figures = NeuronFigures()
        self.body.addWidget(self.figures)
        self._log_y, self._with_trails = self.add_toggle(), self.add_toggle()
        self._with_matrix = self.add_toggle(True)
        self._log_y.toggled.connect(self._on_axes_toggled)
        self._with_trails.toggled.connect(self.mark_stale)
        self._with_matrix.toggled.connect(self.figures.matrix.setVisible)
        self._with_matrix.toggled.connect(self.mark_stale)
        self._axis: Floats = np.zeros(0)
        """The leading direction, where there are more inputs than one."""
        self._reading: Neurons | None = None
        self._start: Neurons | None = None
        self._fit: Fit | None = None
        self._losses = GrowingCurve()
        self._cursor: int | None = None
        self._trail = Trails()
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Neurons")

    @override
    def retranslate(self) -> None:
        self._log_y.setText(self.tr("log y"))
        self._log_y.setToolTip(self.tr("Logarithmic amplitude; zero is drawn at 1e-8."))
        self._with_trails.setText(self.tr("trails"))
        self._with_trails.setToolTip(self.tr("The way that each neuron has come."))
        self._with_matrix.setText(self.tr("cosines"))
        self._with_matrix.setToolTip(
            self.tr(
                "Cosine between each two neurons, ordered by the leading eigenvector: "
                "reddish points the same way, bluish the opposite."
            )
        )
        self.figures.retranslate()
        self._show_labels()
        self.show_legend()
        self.mark_stale()

    @property
    def _is_plane(self) -> bool:
        return self._reading is None or self._reading.directions.shape[1] == PLANE

    def _show_labels(self) -> None:
        x = (
            self.tr("orientation of (w, b), radians")
            if self._is_plane
            else self.tr("cosine with the leading direction")
        )
        self.plot.set_labels(x, self.tr("amplitude |a| |(w, b)|"))

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("network", POINT, self.tr("now")),
            LegendEntry("initial", POINT, self.tr("at step 0")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self.figures.set_style(style)
        self._dots.setSize(6 * style.scale)
        self._dots.setBrush(style.colour("network", 0.7))
        self._dots.setPen(None)
        self._before.setSize(4 * style.scale)
        self._before.setBrush(style.colour("initial", 0.5))
        self._before.setPen(None)
        self._trails.setPen(style.pen("faint"))

    @override
    def show_plot_alone(self) -> None:
        super().show_plot_alone()
        self.figures.hide()

    # --- messages ---

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self._start = started.initial.get(Neurons)

    @override
    def forget(self) -> None:
        self._reading = self._start = self._fit = self._cursor = None
        self._losses = GrowingCurve()
        self._trail.clear()
        self._show_labels()
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        if frame.setup is not None:
            self._losses = GrowingCurve()  # a loss on other data says nothing of the present one
        if (losses := frame.series.get(Series.TRAIN_LOSS)) is not None:
            self._losses.append(losses)
        self._fit = frame.readings.get(Fit) or self._fit
        reading = frame.readings.get(Neurons)
        if reading is not None:
            self._take(reading)

    def _take(self, reading: Neurons) -> None:
        if self._start is None or len(self._start.amplitude) != len(reading.amplitude):
            self._start = reading
        was_plane, self._reading = self._is_plane, reading
        if not self._is_plane:
            self._axis = neurons.leading(reading.directions.astype(np.float64))
        if was_plane != self._is_plane:
            self._show_labels()
        if self._with_trails.isChecked():
            self._trail.add(*self._place(reading))

    @override
    def show_cursor(self, step: int | None) -> None:
        self._cursor = step
        self.mark_stale()

    # --- drawing ---

    def _place(self, reading: Neurons) -> tuple[Floats, Floats]:
        amplitude = np.abs(reading.amplitude).astype(np.float64)
        shown = log10(amplitude, FLOOR) if self._log_y.isChecked() else amplitude
        directions = reading.directions.astype(np.float64)
        if directions.shape[1] == PLANE:
            return neurons.orientation(directions), np.asarray(shown)
        return directions @ self._axis, np.asarray(shown)

    @override
    def redraw(self) -> None:
        if self._reading is None or self._start is None:
            for item in (self._dots, self._before, self._trails):
                item.setData([], [])
            self.figures.clear()
            self.plot.follow_nothing()
            return
        x, y = self._place(self._reading)
        before = self._place(self._start)
        self._dots.setData(x, y)
        self._before.setData(*before)
        self._draw_trails(x, y)
        low = min(float(y.min()), float(before[1].min())) if self._log_y.isChecked() else 0.0
        far = math.pi if self._is_plane else 1.0
        self.plot.follow((-far, far), (low, max(float(y.max()), float(before[1].max()))))
        self.figures.show_neurons(self._reading, self._regime(self._reading.distance))

    def _draw_trails(self, x: Floats, y: Floats) -> None:
        if self._with_trails.isChecked():
            xs, ys, connected = self._trail.lines(x, y)
            self._trails.setData(xs, ys, connect=connected)
        else:
            self._trails.setData([], [])

    def _regime(self, distance: float) -> str:
        """Return the key of the regime, or of why a distance of the weights tells of none."""
        outputs = self._fit.values if self._fit is not None else np.zeros(0)
        lost = neurons.lost(outputs, *first_and_at(self._losses.curve, self._cursor))
        return lost or ("deep" if self._is_deep else neurons.regime(distance))

    @property
    def _is_deep(self) -> bool:
        """Whether there is no such map as that of regimes for the network."""
        model = self.started.experiment.model if self.started is not None else None
        return isinstance(model, Mlp) and len(model.widths) > 1

    # --- controls ---

    def _on_axes_toggled(self) -> None:
        self.plot.set_log(x=False, y=self._log_y.isChecked())
        self._trail.clear()
        self.plot.follow_again()
        self.mark_stale()

    @override
    def read_out(self, x: float, y: float) -> str:
        value = 10**y if self._log_y.isChecked() else y
        text = (
            self.tr("orientation {x}   amplitude {y}")
            if self._is_plane
            else self.tr("cosine {x}   amplitude {y}")
        )
        return text.format(x=readable(x), y=readable(value))
