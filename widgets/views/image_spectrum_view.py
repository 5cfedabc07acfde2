"""The two-dimensional spectra of an image and of the network's picture."""

import math

import numpy as np
from typing_extensions import override

from training.analysis.frequencies import RingSetup
from training.arrays import Complex
from training.data.kinds import ImageData
from training.messages.announcements import Frame
from training.messages.readings import Fit
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.image_strip import Pictures
from widgets.plots.log_scale import log10
from widgets.plots.palettes import sequential
from widgets.views.data_view import DataView
from widgets.views.frequency import sampled_note

FLOOR = 1e-5
"""Magnitude that is drawn darkest."""


class ImageSpectrumView(DataView[ImageData]):
    """log |F| of target and network, frequency 0 in the middle; brighter is stronger."""

    key = "spectrum"
    draws_others = False
    needs = frozenset({Fit})
    draws = (ImageData,)

    def __init__(self) -> None:
        self.pictures = Pictures(2)
        super().__init__(self.pictures)
        for picture in self.pictures.images:
            picture.setColorMap(sequential())
        self._setup: RingSetup | None = None
        self._network: Complex | None = None
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Spectrum")

    @override
    def retranslate(self) -> None:
        self.pictures.set_titles((self.tr("truth, log |F|"), self.tr("network, log |F|")))
        if self._setup is not None:
            self.note.setText(sampled_note(self._setup))

    # --- messages ---

    @override
    def take_data(self, data: ImageData, setup: Setup) -> None:
        spectrum = setup.spectrum
        if not isinstance(spectrum, RingSetup):
            raise TypeError(f"the spectrum of an image is not a {type(spectrum).__name__}")
        if self._setup is None or not self._setup.matches(spectrum):
            self._network = None
        self._setup = spectrum
        self.pictures.set_shape(spectrum.shape)
        self.note.setText(sampled_note(spectrum))
        self._draw(spectrum, 0, spectrum.target)
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._network = None
        self.pictures.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(Fit)
        if reading is not None and self._setup is not None:
            fits = reading.values.size == self._setup.pixels.size
            values = reading.values.astype(np.float64)
            self._network = self._setup.transform(values) if fits else None

    # --- drawing ---

    def _draw(self, setup: RingSetup, number: int, spectrum: Complex | None) -> None:
        top = float(log10(np.abs(setup.target).max(), FLOOR))
        image = None if spectrum is None else log10(np.fft.fftshift(np.abs(spectrum)), FLOOR)
        self.pictures.set_image(number, image, (math.log10(FLOOR), top))

    @override
    def redraw(self) -> None:
        if self._setup is not None:
            self._draw(self._setup, 1, self._network)

    @override
    def read_out(self, x: float, y: float) -> str:
        place = self.pictures.at(x, y)
        if place is None or self._setup is None:
            return ""
        down, right = (
            2 * math.pi * np.fft.fftshift(np.fft.fftfreq(n, self._setup.spacing))[at]
            for n, at in zip(self._setup.shape, place, strict=True)
        )
        text = self.tr("ω {right}, {down}   truth {truth}").format(
            right=readable(right),
            down=readable(down),
            truth=readable(np.fft.fftshift(np.abs(self._setup.target))[place]),
        )
        if self._network is not None:
            value = np.fft.fftshift(np.abs(self._network))[place]
            text += "   " + self.tr("network {value}").format(value=readable(value))
        return text
