"""The training loss on a plane through the present parameters, with the way of the run."""

import math

import numpy as np
import pyqtgraph as pg
from typing_extensions import override

from training.messages.announcements import Frame
from training.messages.readings import LandscapeReading
from training.number_format import readable
from widgets.plots.colour_bar import ColourBar
from widgets.plots.legend import LINE, STAR, LegendEntry
from widgets.plots.log_scale import log10
from widgets.plots.palettes import sequential
from widgets.plots.style import PlotStyle
from widgets.views.view import View

FLOOR = 1e-9


class LandscapeView(View):
    """log10 of the loss as a map; the star is where the run is."""

    key = "landscape"
    draws_others = False
    needs = frozenset({LandscapeReading})
    is_default = False

    def __init__(self) -> None:
        super().__init__()
        self._image = pg.ImageItem()
        self._image.setColorMap(sequential())
        self._path = pg.PlotCurveItem()
        self._here = pg.ScatterPlotItem(pxMode=True, symbol="star")
        for item in (self._image, self._path, self._here):
            self.plot.addItem(item)
        self._bar = ColourBar(self.plot.getPlotItem())
        self._reading: LandscapeReading | None = None
        self._drawn: LandscapeReading | None = None
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Loss landscape")

    @override
    def retranslate(self) -> None:
        self.plot.set_labels(self.tr("first direction"), self.tr("second direction"))
        self._bar.name(self.tr("log10 of the training loss"))
        self.show_legend()
        self._show_note()

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("network", LINE, self.tr("way of the run")),
            LegendEntry("network", STAR, self.tr("where it is")),
        ]

    def _show_note(self) -> None:
        if self._reading is None:
            self.note.setText(self.tr("Computed now and then; not for very large networks."))
        else:
            text = self.tr("at step {step}; the way since the view is open")
            if math.isfinite(self._reading.share):
                text = self.tr("at step {step}; {share} % of the way lies on the plane")
            share = readable(100 * self._reading.share)
            self.note.setText(text.format(step=f"{self._reading.step:,}", share=share))

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._path.setPen(style.pen("network"))
        self._here.setSize(15 * style.scale)
        self._here.setBrush(style.colour("network"))
        self._here.setPen(style.pen("background", 1))
        self._bar.set_style(style)

    # --- messages ---

    @override
    def forget(self) -> None:
        self._reading = self._drawn = None
        self._image.clear()
        self._path.setData([], [])
        self._here.setData([], [])
        self._show_note()
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        self._reading = frame.readings.get(LandscapeReading) or self._reading

    @override
    def redraw(self) -> None:
        reading = self._reading
        if reading is None:
            self.plot.follow_nothing()
            return
        if reading is self._drawn:
            return
        self._drawn = reading
        losses = np.where(np.isfinite(reading.losses), reading.losses, np.nan)
        if np.isnan(losses).all():
            return
        logs = log10(np.nan_to_num(losses, nan=float(np.nanmax(losses))), FLOOR)
        self._image.setImage(logs, levels=(float(logs.min()), float(logs.max())))
        self._bar.setLevels((float(logs.min()), float(logs.max())))
        half = reading.extent * (1 + 1 / max(len(losses) - 1, 1))
        self._image.setRect(-half, -half, 2 * half, 2 * half)
        self._path.setData(*reading.path.astype(np.float64).T)
        self._here.setData([0.0], [0.0])
        self.plot.follow((-half, half), (-half, half), margin=0.0)
        self._show_note()

    @override
    def read_out(self, x: float, y: float) -> str:
        reading = self._reading
        if reading is None or not max(abs(x), abs(y)) <= reading.extent:
            return ""
        last = len(reading.losses) - 1
        column, row = (math.floor((at / reading.extent + 1) / 2 * last + 0.5) for at in (x, y))
        return self.tr("loss {loss}").format(loss=readable(reading.losses[row, column], 4))
