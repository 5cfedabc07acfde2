"""Hidden neurons as dots: where they point, how strong they are, and how far they came."""

import math
from bisect import bisect_right

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from typing_extensions import override

from training.analysis import neurons
from training.arrays import Floats
from training.messages.announcements import Curve, Fit, Frame, Neurons, RunStarted, Series
from training.number_format import readable
from training.settings import Mlp
from widgets.plots.colour_bar import ColourBar
from widgets.plots.legend import POINT, Entry
from widgets.plots.live_plot import LivePlot, log10
from widgets.plots.style import PlotStyle
from widgets.views.view import View

FLOOR = 1e-8
"""Where an amplitude of zero is drawn on a logarithmic axis."""
TRAIL = 24
"""Positions that a trail keeps; when it is full, every other one is forgotten."""
PLANE = 2
"""Numbers of a direction (w, b) of one input, which has an orientation."""
MARGINS = (10, 0, 10, 0)
"""Pixels round the matrix, for the labels at the ends of its scale."""
MATRIX = 150
"""Neurons of each side of the matrix of cosines, at most."""


class Trails:
    """Where the neurons were, at about even distances in time."""

    def __init__(self) -> None:
        self._positions: list[tuple[Floats, Floats]] = []
        self._every = self._seen = 1

    def clear(self) -> None:
        """Forget everything."""
        self._positions, self._every, self._seen = [], 1, 0

    def add(self, x: Floats, y: Floats) -> None:
        """Take the positions now; shape (m,) each."""
        if self._positions and len(self._positions[0][0]) != len(x):
            self.clear()
        if self._seen % self._every == 0:
            self._positions.append((x, y))
        self._seen += 1
        if len(self._positions) > TRAIL:
            self._positions, self._every = self._positions[::2], 2 * self._every

    def lines(self, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
        """Return points and connections of one line for each neuron, up to where it is now.

        An orientation that passes from pi to -pi does not draw a line across the plot.
        """
        xs = np.array([*(px for px, _ in self._positions), x]).T
        ys = np.array([*(py for _, py in self._positions), y]).T
        connected = np.zeros(xs.shape, dtype=bool)
        connected[:, :-1] = np.abs(np.diff(xs, axis=1)) < math.pi
        return xs.ravel(), ys.ravel(), connected.ravel()


class Losses:
    """The training loss at its measured steps, to compare that at a step with the first."""

    def __init__(self) -> None:
        self._steps: list[int] = []
        self._values: list[float] = []

    def clear(self) -> None:
        """Forget everything."""
        self._steps, self._values = [], []

    def add(self, curve: Curve) -> None:
        """Take the samples of a Frame."""
        self._steps += curve.steps.tolist()
        self._values += curve.values.tolist()

    def first_and_at(self, step: int | None) -> tuple[float, float]:
        """Return the first loss and that at a step, None: the last; nan where not known."""
        count = len(self._steps) if step is None else bisect_right(self._steps, step)
        return (self._values[0], self._values[count - 1]) if count else (math.nan, math.nan)


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
        self._now = pg.ScatterPlotItem(pxMode=True)
        for item in (self._trails, self._before, self._now):
            self.plot.addItem(item)
        self._matrix = LivePlot()
        self._matrix.getPlotItem().hideAxis("left")
        self._matrix.getPlotItem().hideAxis("bottom")
        self._matrix.getPlotItem().layout.setContentsMargins(*MARGINS)
        self._matrix.box.setAspectLocked(True)
        self._image = pg.ImageItem()
        self._image.setColorMap(pg.colormap.get("viridis"))
        self._matrix.addItem(self._image)
        self._bar = ColourBar(self._matrix.getPlotItem(), (-1.0, 1.0), (-1, 0, 1), lies=True)
        self._thresholds = QLabel()
        self._thresholds.setWordWrap(True)
        self._side = QWidget()
        self._figures = QGridLayout(self._side)
        self._names = [QLabel() for _ in range(4)]
        self._values = [QLabel() for _ in range(4)]
        for row, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            value.setWordWrap(True)
            self._figures.addWidget(name, row, 0)
            self._figures.addWidget(value, row, 1)
        self._figures.addWidget(self._thresholds, 4, 0, 1, 2)
        self._figures.addWidget(self._matrix, 5, 0, 1, 2)
        self._figures.setRowStretch(5, 1)
        self.body.addWidget(self._side)
        self._log_y, self._with_trails = self.add_toggle(), self.add_toggle()
        self._with_matrix = self.add_toggle(True)
        self._log_y.toggled.connect(self._on_axes_toggled)
        self._with_trails.toggled.connect(self.mark_stale)
        self._with_matrix.toggled.connect(self._matrix.setVisible)
        self._with_matrix.toggled.connect(self.mark_stale)
        self._axis: Floats = np.zeros(0)
        """The leading direction, where there are more inputs than one."""
        self._reading: Neurons | None = None
        self._start: Neurons | None = None
        self._fit: Fit | None = None
        self._losses = Losses()
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
                "yellow points the same way, blue the opposite."
            )
        )
        texts = (
            (self.tr("RD"), self.tr("Relative distance of the layer's weights from their start.")),
            (
                self.tr("regime by RD"),
                self.tr(
                    "By how far the first layer moved; the phase diagram of the book is of "
                    "networks with one hidden layer, and goes by how RD changes with the width."
                ),
            ),
            (
                self.tr("directions"),
                self.tr(
                    "The least number that all neurons are near to (cosine {cosine}), of those "
                    "that make up {part} % of the amplitude."
                ).format(cosine=neurons.SAME, part=round(100 * neurons.WEIGHTY)),
            ),
            (self.tr("neurons"), self.tr("Of the first hidden layer; all of them.")),
        )
        for name, value, (text, tip) in zip(self._names, self._values, texts, strict=True):
            name.setText(text)
            name.setToolTip(tip)
            value.setToolTip(tip)
        self._thresholds.setText(
            self.tr("RD: linear < {low} ≤ critical ≤ {high} < condensed").format(
                low=neurons.LINEAR, high=readable(neurons.CONDENSED, 6)
            )
        )
        self._bar.name(self.tr("cosine"))
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
    def entries(self) -> list[Entry]:
        return [
            Entry("network", POINT, self.tr("now")),
            Entry("ghost", POINT, self.tr("at step 0")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._matrix.set_style(style)
        self._bar.set_style(style)
        self._now.setSize(6 * style.scale)
        self._now.setBrush(style.colour("network", 0.7))
        self._now.setPen(None)
        self._before.setSize(4 * style.scale)
        self._before.setBrush(style.colour("ghost", 0.5))
        self._before.setPen(None)
        self._trails.setPen(style.pen("faint"))
        for label in (*self._names, *self._values):
            label.setFont(style.font(10))
        self._thresholds.setFont(style.font(8))
        self._side.setFixedWidth(round(190 * style.scale))

    @override
    def show_plot_alone(self) -> None:
        super().show_plot_alone()
        self._side.hide()

    # --- messages ---

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        start = started.initial.get(Neurons)
        self._start = start if isinstance(start, Neurons) else None

    @override
    def forget(self) -> None:
        self._reading = self._start = self._fit = self._cursor = None
        self._losses.clear()
        self._trail.clear()
        self._show_labels()
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        if frame.setup is not None:
            self._losses.clear()  # a loss on other data says nothing of the present one
        if (losses := frame.series.get(Series.TRAIN_LOSS)) is not None:
            self._losses.add(losses)
        fit = frame.readings.get(Fit)
        self._fit = fit if isinstance(fit, Fit) else self._fit
        reading = frame.readings.get(Neurons)
        if not isinstance(reading, Neurons):
            return
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
            for item in (self._now, self._before, self._trails):
                item.setData([], [])
            self._image.clear()
            for value in self._values:
                value.setText("")
            self.plot.follow_nothing()
            return
        x, y = self._place(self._reading)
        before = self._place(self._start)
        self._now.setData(x, y)
        self._before.setData(*before)
        self._draw_trails(x, y)
        low = min(float(y.min()), float(before[1].min())) if self._log_y.isChecked() else 0.0
        far = math.pi if self._is_plane else 1.0
        self.plot.follow((-far, far), (low, max(float(y.max()), float(before[1].max()))))
        self._show_figures(self._reading)
        if self._with_matrix.isChecked():
            self._draw_matrix(self._reading)

    def _draw_trails(self, x: Floats, y: Floats) -> None:
        if self._with_trails.isChecked():
            xs, ys, connected = self._trail.lines(x, y)
            self._trails.setData(xs, ys, connect=connected)
        else:
            self._trails.setData([], [])

    def _draw_matrix(self, reading: Neurons) -> None:
        directions = reading.directions[np.abs(reading.amplitude) > 0].astype(np.float64)
        if not len(directions):
            self._image.clear()
            return
        order = np.argsort(directions @ neurons.leading(directions), kind="stable")
        every = np.linspace(0, len(order) - 1, min(MATRIX, len(order)), dtype=int)
        chosen = directions[order[every]]
        self._image.setImage(neurons.similarity(chosen), levels=(-1, 1))
        self._matrix.box.setRange(xRange=(0, len(chosen)), yRange=(0, len(chosen)), padding=0)

    def _show_figures(self, reading: Neurons) -> None:
        pointing, amplitude = reading.directions.astype(float), reading.amplitude.astype(float)
        directions = neurons.count_directions(pointing[neurons.weighty(amplitude)])
        known = not math.isnan(reading.distance)
        texts = (
            readable(reading.distance) if known else "",
            self._regime(reading.distance) if known else "–",
            f"{directions}",
            f"{len(pointing):,}",
        )
        for value, text in zip(self._values, texts, strict=True):
            value.setText(text)

    def _regime(self, distance: float) -> str:
        """Name the regime, or say why a distance of the weights tells of none."""
        names = {
            "linear": self.tr("linear"),
            "critical": self.tr("critical"),
            "condensed": self.tr("condensed"),
            "dead": self.tr("none: all outputs are equal, the network is dead"),
            "worse": self.tr("none: the loss is above that at the start"),
            "deep": self.tr("none: regimes are of networks with one hidden layer"),
        }
        outputs = self._fit.values if self._fit is not None else np.zeros(0)
        lost = neurons.lost(outputs, *self._losses.first_and_at(self._cursor))
        return names[lost or ("deep" if self._is_deep else neurons.regime(distance))]

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
