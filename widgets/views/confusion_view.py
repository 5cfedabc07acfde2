"""Which class is taken for which: a row for each true class, a column for each answer."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from typing_extensions import override

from training.arrays import Floats
from training.data.kinds import LabelledData
from training.messages.announcements import Frame
from training.messages.readings import Predictions
from training.setup.setup import Setup
from widgets.look.tokens import SEQUENTIAL
from widgets.plots.palettes import sequential
from widgets.plots.style import PlotStyle
from widgets.text import translated
from widgets.views.data_view import DataView

MOST_NUMBERS = 12
"""Classes up to which the numbers are written into the fields."""
DARK_FROM = 0.55
"""Part of a class from which a number is written in the colour for dark fields."""
LEFT, GAP = 90, 4
"""Pixels for the names of the true classes and the title of that axis; and between two names."""


class ConfusionView(DataView[LabelledData]):
    """A field is the part of a class that is taken for a class; the diagonal is right."""

    key = "confusion"
    draws_others = False
    needs = frozenset({Predictions})
    draws = (LabelledData,)
    is_default = False

    def __init__(self) -> None:
        super().__init__()
        self._image = pg.ImageItem()
        self._image.setColorMap(sequential())
        self.plot.addItem(self._image)
        self.plot.box.invertY(True)
        self._numbers: list[pg.TextItem] = []
        self._classes: tuple[str, ...] = ()
        self._counts: Floats | None = None
        self._step = 0
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Confusion")

    @override
    def retranslate(self) -> None:
        self.plot.set_labels(self.tr("taken for"), self.tr("true class"))
        self._label_axes()
        self._show_note()

    def _label_axes(self) -> None:
        names = [translated(name) for name in self._classes]
        metrics = QFontMetrics(self.style_now.font(9))
        across = max(1, self.plot.width() - round(LEFT * self.style_now.scale)) // max(
            1, len(names)
        )
        for side, room in (("left", round(LEFT * self.style_now.scale)), ("bottom", across)):
            shown = (metrics.elidedText(n, Qt.TextElideMode.ElideRight, room - GAP) for n in names)
            self.plot.getAxis(side).setTicks([[(i + 0.5, n) for i, n in enumerate(shown)]])

    def _show_note(self) -> None:
        text = self.tr("step {step}, % of each class of the test images")
        shown = "" if self._counts is None else text.format(step=f"{self._step:,}")
        self.note.setText(shown)

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self.plot.getAxis("left").setWidth(round(LEFT * style.scale))
        self._label_axes()
        for side in ("left", "bottom"):
            self.plot.getAxis(side).setGrid(False)
        for number in self._numbers:
            number.setFont(style.font(8))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label_axes()

    # --- messages ---

    @override
    def take_data(self, data: LabelledData, setup: Setup) -> None:
        if data.dataset.classes != self._classes:
            self._classes, self._counts = data.dataset.classes, None
            self._label_axes()
            self.plot.follow_again()
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._counts = None
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(Predictions)
        if reading is not None and len(reading.confusion) == len(self._classes):
            self._counts, self._step = reading.confusion.astype(np.float64), reading.step

    # --- drawing ---

    @property
    def _parts(self) -> Floats | None:
        if self._counts is None:
            return None
        of_class = np.maximum(self._counts.sum(axis=1, keepdims=True), 1)
        return np.asarray(self._counts / of_class)

    @override
    def redraw(self) -> None:
        count, parts = len(self._classes), self._parts
        self._image.setVisible(parts is not None)
        if parts is not None:
            self._image.setImage(parts, levels=(0.0, 1.0))
        self._write(parts)
        if count:
            self.plot.follow((0.0, float(count)), (0.0, float(count)), margin=0.0)
        self._show_note()

    def _write(self, parts: Floats | None) -> None:
        wanted = 0 if parts is None or len(parts) > MOST_NUMBERS else parts.size
        while len(self._numbers) < wanted:
            number = pg.TextItem(anchor=(0.5, 0.5))
            number.setFont(self.style_now.font(8))
            self.plot.addItem(number, ignoreBounds=True)
            self._numbers.append(number)
        for place, number in enumerate(self._numbers):
            number.setVisible(place < wanted)
            if parts is None or place >= wanted:
                continue
            row, column = divmod(place, len(parts))
            value = float(parts[row, column])
            number.setText(f"{100 * value:.0f}" if value >= 0.005 else "", self._ink(value))
            number.setPos(column + 0.5, row + 0.5)

    @staticmethod
    def _ink(value: float) -> str:
        return SEQUENTIAL[0] if value > DARK_FROM else SEQUENTIAL[-1]

    @override
    def read_out(self, x: float, y: float) -> str:
        counts, row, column = self._counts, int(y), int(x)
        if counts is None or not (0 <= row < len(counts) and 0 <= column < len(counts)):
            return ""
        names = [translated(name) for name in self._classes]
        text = self.tr("{count} of {all} images of {true} are taken for {taken}")
        return text.format(
            count=f"{counts[row, column]:,.0f}", all=f"{counts[row].sum():,.0f}",
            true=names[row], taken=names[column],
        )  # fmt: skip
