"""Test images with the class that the network takes each for, the worst first."""

import numpy as np
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from training.data.collections.collection import Labels, Pixels
from training.data.kinds import LabelledData
from training.messages.announcements import Frame
from training.messages.readings import Predictions
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.image_strip import Pictures
from widgets.plots.style import PlotStyle
from widgets.text import translated
from widgets.views.data_view import DataView

SHOWN = 24
RIGHT, WRONG = "✓", "✗"


class SamplesView(DataView[LabelledData]):
    """A page of test images."""

    key = "fit"
    draws_others = False
    needs = frozenset({Predictions})
    draws = (LabelledData,)

    def __init__(self) -> None:
        self.pictures = Pictures(SHOWN)
        super().__init__(self.pictures)
        self.pictures.set_shape((1, 1))
        self.order = QComboBox()
        self.order.addItems(["", "", ""])
        self.order.currentIndexChanged.connect(self.mark_stale)
        self.header.add_control(self.order)
        self._data: LabelledData | None = None
        self._pixels: Pixels | None = None
        self._reading: Predictions | None = None
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Samples")

    @override
    def retranslate(self) -> None:
        for index, name in enumerate(
            (self.tr("worst first"), self.tr("best first"), self.tr("as they come"))
        ):
            self.order.setItemText(index, name)
        self.order.setAccessibleName(self.tr("Order of the images"))
        self.mark_stale()

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self.pictures.set_title_font(style.font(8))
        self.mark_stale()

    # --- messages ---

    @override
    def take_data(self, data: LabelledData, setup: Setup) -> None:
        if self._data is not data:
            self._data, self._pixels, self._reading = data, None, None
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._reading = None
        self.pictures.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        self._reading = frame.readings.get(Predictions) or self._reading

    # --- drawing ---

    @override
    def redraw(self) -> None:
        data = self._data
        if data is None:
            return
        if self._pixels is None:
            self._pixels = data.pixels("test")
            self.pictures.set_shape((self._pixels.shape[1], self._pixels.shape[2]))
        chosen = self._chosen(data)
        self.pictures.show_count(max(1, len(chosen)))
        for place in range(SHOWN):
            is_shown = place < len(chosen)
            image = np.asarray(self._pixels[chosen[place]]) if is_shown else None
            self.pictures.set_image(place, image, (0, 255))
        self._show_names(data, chosen)
        self._show_note(data)

    def _chosen(self, data: LabelledData) -> Labels:
        count = len(data.labels)
        reading, order = self._reading, self.order.currentIndex()
        if reading is None or order == 2:
            return np.arange(min(SHOWN, count))
        losses = reading.loss[:count]
        ranked = np.argsort(losses if order == 1 else -losses, kind="stable")
        return ranked[:SHOWN]

    def _show_names(self, data: LabelledData, chosen: Labels) -> None:
        names = [translated(name) for name in data.dataset.classes]
        titles, colours = [""] * SHOWN, [self.style_now.text] * SHOWN
        for place, number in enumerate(chosen.tolist()):
            true = int(data.labels[number])
            titles[place] = names[true]
            if self._reading is not None and number < len(self._reading.predicted):
                taken = int(self._reading.predicted[number])
                is_right = taken == true
                titles[place] = f"{names[taken]} {RIGHT if is_right else WRONG}"
                colours[place] = self.style_now.success if is_right else self.style_now.problem
        self.pictures.set_titles(titles, colours)

    def _show_note(self, data: LabelledData) -> None:
        reading = self._reading
        if reading is None:
            self.note.setText(self.tr("test images; nothing is trained yet"))
            return
        right = int(np.trace(reading.confusion))
        text = self.tr("step {step}: {right} of {count} test images right")
        self.note.setText(
            text.format(step=f"{reading.step:,}", right=f"{right:,}", count=f"{len(data.test):,}")
        )

    @override
    def read_out(self, x: float, y: float) -> str:
        place, data, reading = self.pictures.number_at(x, y), self._data, self._reading
        if data is None or place is None or place >= len(chosen := self._chosen(data)):
            return ""
        number = int(chosen[place])
        names = [translated(name) for name in data.dataset.classes]
        true = names[int(data.labels[number])]
        if reading is None or number >= len(reading.predicted):
            return true
        text = self.tr("{true}, taken for {taken}; loss {loss}")
        taken, loss = names[int(reading.predicted[number])], readable(reading.loss[number])
        return text.format(true=true, taken=taken, loss=loss)
