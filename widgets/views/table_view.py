"""Data of many inputs: what the network says against what is true."""

import numpy as np
import pyqtgraph as pg
from typing_extensions import override

from training.arrays import Floats
from training.data.kinds import TableData
from training.messages.announcements import Frame
from training.messages.readings import Fit
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.legend import DASHES, POINT, SMALL_POINT, LegendEntry
from widgets.plots.style import DASHED, PlotStyle
from widgets.views.data_view import DataView


class TableView(DataView[TableData]):
    """A dot for each point; on the diagonal the network is right."""

    key = "fit"
    draws_others = False
    needs = frozenset({Fit})
    draws = (TableData,)

    def __init__(self) -> None:
        super().__init__()
        self._diagonal = pg.PlotCurveItem()
        self._test, self._train = (pg.ScatterPlotItem(pxMode=True) for _ in range(2))
        for item in (self._diagonal, self._test, self._train):
            self.plot.addItem(item)
        self._data: TableData | None = None
        self._values: Floats | None = None
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Fit")

    @override
    def retranslate(self) -> None:
        self.plot.set_labels(self.tr("true value"), self.tr("the network's value"))
        self.show_legend()
        self._show_note()

    def _show_note(self) -> None:
        if self._data is not None and self._data.drawn < len(self._data.x_test):
            text = self.tr("{drawn} of {count} test points are drawn")
            count = f"{len(self._data.x_test):,}"
            self.note.setText(text.format(drawn=self._data.drawn, count=count))
        else:
            self.note.setText("")

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("points", POINT, self.tr("training points")),
            LegendEntry("test", SMALL_POINT, self.tr("test points")),
            LegendEntry("faint", DASHES, self.tr("right")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._diagonal.setPen(style.pen("faint", 1.5, DASHED))
        for dots, colour, size in ((self._train, "points", 6), (self._test, "test", 3)):
            dots.setSize(size * style.scale)
            dots.setBrush(style.colour(colour, 0.8))
            dots.setPen(None)

    # --- messages ---

    @override
    def take_data(self, data: TableData, setup: Setup) -> None:
        if self._data is None or self._data.count("grid") != data.count("grid"):
            self._values = None
        self._data = data
        self.plot.follow_again()
        self._show_note()
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._values = None
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(Fit)
        if reading is not None:
            self._values = reading.values.astype(np.float64)

    @override
    def redraw(self) -> None:
        data, values = self._data, self._values
        if data is None:
            return
        true = np.concatenate([data.y_train, data.y_test[: data.drawn]])
        network = values if values is not None and values.shape == true.shape else np.empty(0)
        count = min(len(data.y_train), len(network))
        self._train.setData(true[:count], network[:count])
        self._test.setData(true[count : len(network)], network[count:])
        ends = np.array([true.min(), true.max()])
        self._diagonal.setData(ends, ends)
        shown = np.concatenate([ends, network[np.isfinite(network)]])
        self.plot.follow((float(ends[0]), float(ends[1])), (float(shown.min()), float(shown.max())))

    @override
    def read_out(self, x: float, y: float) -> str:
        return self.tr("true {x}   network {y}").format(x=readable(x, 4), y=readable(y, 4))
