"""The fitted image: what is known of it, the network's picture, the truth, and what is wrong."""

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from training.analysis.results import Baseline
from training.arrays import Floats, Floats32
from training.data.kinds import PictureData
from training.messages.announcements import Frame
from training.messages.readings import Fit
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.image_strip import Pictures
from widgets.plots.palettes import diverging
from widgets.plots.style import PlotStyle
from widgets.text import sentence
from widgets.views.data_view import DataView

GREY = (0, 255)
LARGE, FINE, HATCH = 16, 24, 128
"""Rows or columns up to which pixels are large; points of a side that such a one is hatched with;
the grey of the hatching."""
ERROR = 0.5
"""Difference, in parts of white, that is drawn in the strongest colour."""


class ImageView(DataView[PictureData]):
    """Pictures of the same pixels; what stands beside the network is the last one."""

    key = "fit"
    draws_others = False
    needs = frozenset({Fit})
    draws = (PictureData,)

    def __init__(self) -> None:
        self.pictures = Pictures(5)
        super().__init__(self.pictures)
        self._data: PictureData | None = None
        self._baseline: Baseline | None = None
        self._values: Floats32 | None = None
        self.retranslate()

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self.pictures.images[3].setColorMap(diverging(is_dark=style.is_dark))

    @override
    def title(self) -> str:
        return self.tr("Fit")

    @override
    def retranslate(self) -> None:
        white = self._data.white if self._data is not None else 1.0
        names = (
            self.tr("known"),
            self.tr("network"),
            self.tr("truth"),
            self.tr("network − truth (±{error})").format(error=readable(ERROR * white, 6)),
            sentence(self._baseline.name) if self._baseline is not None else "",
        )
        self.pictures.set_titles(names)
        self.mark_stale()

    # --- messages ---

    @override
    def take_data(self, data: PictureData, setup: Setup) -> None:
        if self._data is None or self._data.shape != data.shape:
            self._values = None
        self._data, self._baseline = data, next(iter(setup.baselines), None)
        self.pictures.show_count(4 if self._baseline is None else 5)
        self.retranslate()
        self.pictures.set_shape(data.shape)
        self.pictures.set_image(0, _known(data), GREY)
        if self._baseline is not None:
            baseline = self._baseline.values.reshape(data.shape)
            self.pictures.set_image(4, _bytes(baseline / data.white), GREY)
        self.pictures.set_image(2, _bytes(data.pixels / data.white), GREY)
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._values = None
        self.pictures.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(Fit)
        if reading is not None:
            self._values = reading.values

    # --- drawing ---

    @override
    def redraw(self) -> None:
        if self._data is None:
            return
        network = self._network
        wrong = None if network is None else network - self._data.pixels
        white = self._data.white
        self.pictures.set_image(1, None if network is None else _bytes(network / white), GREY)
        self.pictures.set_image(3, wrong, (-ERROR * white, ERROR * white))
        self._show_error(wrong)

    @property
    def _network(self) -> Floats | None:
        data, values = self._data, self._values
        if data is None or values is None or values.size != data.pixels.size:
            return None
        return values.astype(np.float64).reshape(data.shape)

    def _show_error(self, wrong: Floats | None) -> None:
        data, baseline = self._data, self._baseline
        if wrong is None or data is None or data.known.all():
            self.note.setText("")
            return
        text = self.tr("what is not known is off by {error} (root mean square)")
        if baseline is not None:
            text = self.tr("unknown pixels are off by {error}; {name}: {other} (root mean square)")
            gap = baseline.values.reshape(data.shape) - data.pixels
            text = text.replace("{other}", readable(_root_mean_square(gap[~data.known])))
            text = text.replace("{name}", sentence(baseline.name))
        error = _root_mean_square(wrong[~data.known])
        self.note.setText(text.replace("{error}", readable(error)))

    @override
    def read_out(self, x: float, y: float) -> str:
        place, network = self.pictures.at(x, y), self._network
        if place is None or self._data is None:
            return ""
        text = self.tr("column {column}   row {row}   truth {truth}").format(
            column=place[1], row=place[0], truth=readable(self._data.pixels[place])
        )
        if network is not None:
            text += "   " + self.tr("network {value}").format(value=readable(network[place]))
        return text


def _known(data: PictureData) -> NDArray[np.uint8]:
    """Make the picture of what is known, shape (k h, k w, 4); the rest is left out.

    Few and large pixels are hatched where they are not known: else they look like large values.
    """
    fine = FINE if max(data.shape) <= LARGE else 1
    grey = np.kron(_bytes(data.given / data.white), np.ones((fine, fine), dtype=np.uint8))
    known = np.kron(data.known, np.ones((fine, fine), dtype=bool))
    rows, columns = np.indices(known.shape)
    is_line = ((rows + columns) % (FINE // 2) < FINE // 8) & (fine > 1) & ~known
    shown = np.where(is_line, HATCH, grey).astype(np.uint8)
    return np.dstack([shown, shown, shown, np.where(known | is_line, 255, 0).astype(np.uint8)])


def _bytes(values: Floats) -> NDArray[np.uint8]:
    return np.clip(np.nan_to_num(values) * 255, 0, 255).astype(np.uint8)


def _root_mean_square(values: Floats) -> float:
    return float(np.sqrt((values**2).mean()))
