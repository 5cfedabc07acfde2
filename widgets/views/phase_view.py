"""The phase diagram: where the initialisation of a two-layer network lies, and how far it moved."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from training.analysis import phase
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Neurons
from training.number_format import readable
from training.settings import Mlp
from training.settings.stds import named_inits
from widgets.plots.colour_bar import ColourBar
from widgets.plots.legend import LINE, POINT, LegendEntry
from widgets.plots.log_scale import log10
from widgets.plots.overlay import Overlay
from widgets.plots.palettes import sequential
from widgets.plots.style import PlotStyle
from widgets.text import sentence
from widgets.views.view import View

GAMMA, GAMMA_PRIME = (0.0, 2.5), (-1.0, 1.5)
"""Ranges of the axes."""
RD = (1e-2, 10.0)
"""Relative distances that have the darkest and the brightest colour."""


@dataclass(frozen=True, slots=True)
class PhasePoint:
    """A run in the diagram: its place, how far its weights moved (nan: not known), its name."""

    gamma: float
    gamma_prime: float
    distance: float
    name: str


class PhaseView(View):
    """gamma and gamma' of the run that is shown and of the others, coloured by RD.

    Signals
    -------
    place_chosen
        gamma and gamma' that were clicked at.
    """

    key = "phase"
    needs = frozenset({Neurons})
    is_default = False

    place_chosen = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._boundary = pg.PlotCurveItem()
        self._named = pg.ScatterPlotItem(pxMode=True, symbol="+")
        self._runs = pg.ScatterPlotItem(pxMode=True)
        self._shown = pg.ScatterPlotItem(pxMode=True)
        # LeCun and He lie close to each other.
        self._names = [pg.TextItem(anchor=anchor) for anchor in ((0, 1), (1, 1), (1, 0))]
        self._regimes = [pg.TextItem(anchor=(0.5, 0.5)) for _ in range(2)]
        for item in (self._boundary, self._named, self._runs, self._shown):
            self.plot.addItem(item)
        for text in (*self._names, *self._regimes):
            self.plot.addItem(text)
        below = np.array([GAMMA_PRIME[0], 0.0, GAMMA_PRIME[1]])
        self._boundary.setData(np.array([phase.boundary(y) for y in below]), below)
        self._palette = sequential()
        self._bar = ColourBar(self.plot.getPlotItem(), RD, (0.01, 0.1, 1, 10), is_log=True)
        self._choose = self.header.add_mode()
        self._choose.toggled.connect(self._on_choose_toggled)
        self.plot.box.clicked.connect(self._on_clicked)
        self._model: Mlp | None = None
        self._inputs = 1
        self._distance = math.nan
        self.retranslate()
        self.plot.follow(GAMMA, GAMMA_PRIME, margin=0.0)

    @override
    def title(self) -> str:
        return self.tr("Phase diagram")

    @override
    def retranslate(self) -> None:
        self._choose.setText(self.tr("Set by click"))
        self._choose.setToolTip(
            self.tr("A click on the map initialises the network so; it begins anew.")
        )
        self.plot.set_labels("γ", "γ′")
        self._bar.name(self.tr("RD, distance of the weights from their start"))
        places = ((0.45, -0.6), (2.1, -0.6))
        texts = (self.tr("linear"), self.tr("condensed"))
        for item, text, position in zip(self._regimes, texts, places, strict=True):
            item.setText(text)
            item.setPos(*position)
        self.show_legend()
        self.mark_stale()

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("network", POINT, self.tr("this run")),
            LegendEntry("text", LINE, self.tr("critical")),
            LegendEntry("text", "+", self.tr("usual initialisations")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._boundary.setPen(style.pen("text", 1.5))
        self._named.setSize(11 * style.scale)
        self._named.setPen(style.pen("text", 1))
        self._runs.setSize(11 * style.scale)
        self._runs.setPen(style.pen("text", 1))
        self._shown.setSize(17 * style.scale)
        self._shown.setPen(style.pen("network", 3))
        self._bar.set_style(style)
        for text in (*self._names, *self._regimes):
            text.setColor(style.text)
            text.setFont(style.font(9))

    # --- messages ---

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        model = started.experiment.model
        self._model = model if isinstance(model, Mlp) else None
        self._inputs = started.experiment.dataset.inputs
        self._name_places()
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._model, self._distance = None, math.nan
        self.mark_stale()

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(Neurons)
        if reading is not None:
            self._distance = reading.distance

    # --- drawing ---

    def _name_places(self) -> None:
        """Mark where the usual initialisations of this width lie."""
        places = [
            (text, place)
            for text, settings in named_inits()
            if self._model is not None
            and (place := self._place(self._model.evolve(initialisation=settings)))
        ]
        self._named.setData([place[0] for _, place in places], [place[1] for _, place in places])
        for number, item in enumerate(self._names):
            item.setVisible(number < len(places))
            if number < len(places):
                item.setText(sentence(places[number][0]))
                item.setPos(*places[number][1])

    def _place(self, model: object) -> tuple[float, float] | None:
        return phase.place(model, self._inputs)

    def _points(self) -> Iterator[PhasePoint]:
        for overlay in self.overlays:
            place = self._place(overlay.experiment.model) if overlay.experiment else None
            reading = overlay.readings.get(Neurons)
            if place is not None and reading is not None:
                yield PhasePoint(*place, reading.distance, overlay.name)

    @override
    def redraw(self) -> None:
        points = list(self._points())
        self._runs.setData(
            [point.gamma for point in points],
            [point.gamma_prime for point in points],
            brush=[self._brush(point.distance) for point in points],
        )
        place = self._place(self._model)
        self._shown.setVisible(place is not None)
        if place is None:
            hint = self.tr("The map is of networks with one hidden layer.")
            self.note.setText("" if self._model is None else hint)
            return
        self._shown.setData([place[0]], [place[1]], brush=self._brush(self._distance))
        text = self.tr("γ {gamma}, γ′ {prime}, RD {distance}")
        self.note.setText(text.format(gamma=readable(place[0]), prime=readable(place[1]),
            distance=readable(self._distance)))  # fmt: skip

    def _brush(self, distance: float) -> Any:
        if math.isnan(distance):
            return pg.mkBrush(None)
        low, high = (float(log10(end)) for end in RD)
        part = (float(log10(distance)) - low) / (high - low)
        return pg.mkBrush(self._palette.map(min(1.0, max(0.0, part)), mode="qcolor"))

    @override
    def draw_overlays(self) -> None:
        """Draw them as points, with everything else."""
        self.mark_stale()

    @override
    def show_overlays(self, overlays: tuple[Overlay, ...], name: str = "") -> None:
        self.overlays, self._run_name = overlays, name
        self.mark_stale()

    # --- the mouse ---

    def _on_choose_toggled(self, is_on: bool) -> None:
        self.plot.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)

    def _on_clicked(self, event: Any) -> None:
        if self._choose.isChecked() and event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            at = self.plot.box.mapToView(event.pos())
            self.place_chosen.emit(round(at.x(), 2), round(at.y(), 2))

    @override
    def read_out(self, x: float, y: float) -> str:
        near = min(
            self._points(),
            key=lambda point: math.hypot(point.gamma - x, point.gamma_prime - y),
            default=None,
        )
        if near is not None and math.hypot(near.gamma - x, near.gamma_prime - y) < NEAR:
            text = self.tr("{run}: γ {gamma}, γ′ {prime}, RD {distance}")
            return text.format(
                run=near.name,
                gamma=readable(near.gamma),
                prime=readable(near.gamma_prime),
                distance=readable(near.distance),
            )
        return self.tr("γ {gamma}   γ′ {prime}   {regime}").format(
            gamma=readable(x), prime=readable(y), regime=self._regime(x, y)
        )

    def _regime(self, gamma: float, gamma_prime: float) -> str:
        names = {
            "linear": self.tr("linear"),
            "critical": self.tr("critical"),
            "condensed": self.tr("condensed"),
        }
        return names[phase.regime(gamma, gamma_prime)]


NEAR = 0.1
"""Distance on the map at which a run is under the mouse."""
