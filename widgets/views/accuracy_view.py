"""Accuracy on training and test images, beside chance and beside what others have published."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from typing_extensions import override

from training.arrays import Floats
from training.data.kinds import LabelledData
from training.messages.readings import Series
from training.settings.literature_tables import TABLES, LiteratureValues
from training.setup.setup import Setup
from widgets.plots.legend import DASHES, DOTS, LINE, LegendEntry
from widgets.plots.style import DOTTED, PlotStyle
from widgets.text import sentence
from widgets.views.measured_view import MeasuredView

LITERATURE_AT = (0.99, 0.965)
"""Parts of the axis at which published training and test accuracies stand."""
PERCENT = 100.0
APART = 6.0
"""Per cent between two names."""


class AccuracyView(MeasuredView):
    """Solid lines are of training images, dashed ones of test images."""

    key = "accuracy"
    is_default = False
    drawn = (Series.TRAIN_ACCURACY, Series.TEST_ACCURACY)

    def __init__(self) -> None:
        super().__init__()
        self._chance = pg.InfiniteLine(angle=0, movable=False)
        self._literature = {
            name: pg.ScatterPlotItem(pxMode=True, symbol="d") for name in self.drawn
        }
        self._names: list[pg.TextItem] = []
        for item in (self._chance, *self._literature.values()):
            self.plot.addItem(item)
        self._chance.hide()
        self._table: LiteratureValues | None = None
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Accuracy")

    @override
    def y_label(self) -> str:
        return self.tr("accuracy (%)")

    @override
    def heights(self, values: Floats) -> Floats:
        return PERCENT * values

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._show_note()

    def _show_note(self) -> None:
        text = ""
        if self._table is not None:
            text = self.tr("{title}: {conditions}").format(
                title=sentence(self._table.title),
                conditions=sentence(self._table.conditions),
            )
        self.note.setText(text)
        self.note.setToolTip(text)

    @override
    def entries(self) -> list[LegendEntry]:
        entries = [
            LegendEntry("network", LINE, self.tr("training")),
            LegendEntry("test", DASHES, self.tr("test")),
            LegendEntry("target", DOTS, self.tr("chance")),
        ]
        if self._table:
            entries.append(LegendEntry("target", "◆", self.tr("published")))
        return entries

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._chance.setPen(style.pen("target", 1, DOTTED))
        filled, hollow = self._literature.values()
        for marks in (filled, hollow):
            marks.setSize(9 * style.scale)
            marks.setPen(style.pen("target", 1.5))
        filled.setBrush(style.colour("target"))
        hollow.setBrush(style.colour("background"))
        for name in self._names:
            name.setColor(style.target)
            name.setFont(style.font(8))

    @override
    def take_data(self, data: LabelledData, setup: Setup) -> None:
        self._table = TABLES.get(setup.literature)
        self._chance.setValue(PERCENT * data.chance)
        self._chance.show()
        self._show_note()
        self.show_legend()
        super().take_data(data, setup)

    @override
    def place(self, low: float, high: float, y: Floats) -> None:
        self.plot.follow((low, high), (0.0, PERCENT), margin=0.02)
        self._place_literature(low, high)

    def _place_literature(self, low: float, high: float) -> None:
        entries = self._table.entries if self._table is not None else ()
        while len(self._names) < len(entries):
            name = pg.TextItem(anchor=(1, 0.5), color=self.style_now.target)
            name.setFont(self.style_now.font(8))
            self.plot.addItem(name, ignoreBounds=True)
            self._names.append(name)
        for name in self._names[len(entries) :]:
            name.hide()
        at = [low + part * (high - low) for part in LITERATURE_AT]
        train = [PERCENT * e.train for e in entries if e.train is not None]
        self._literature[Series.TRAIN_ACCURACY].setData([at[0]] * len(train), train)
        self._literature[Series.TEST_ACCURACY].setData(
            [at[1]] * len(entries), [PERCENT * e.test for e in entries]
        )
        is_few = len(entries) <= 3  # the table has many, and a view of its own
        places = apart([PERCENT * entry.test for entry in entries])
        for name, entry, place in zip(self._names, entries, places, strict=False):
            name.setVisible(is_few)
            name.setText(sentence(entry.name))
            name.setPos(low + 0.945 * (high - low), place)

    @override
    def heights_text(self, training: str, test: str) -> str:
        return self.tr("training {train} %   test {test} %").format(train=training, test=test)

    @override
    def height_text(self, height: float) -> str:
        return f"{height:.1f}"


def apart(heights: Sequence[float]) -> list[float]:
    """Return places of names beside marks, none of which covers another."""
    places, last = [0.0] * len(heights), -APART
    for number in np.argsort(heights).tolist():
        last = max(heights[number], last + APART)
        places[number] = last
    return places
