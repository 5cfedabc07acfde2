"""The duel: errors of the polynomials of each degree, beside those of the network."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from typing_extensions import override

from training.arrays import Floats
from training.data import Compared, Data1D, Setup
from training.messages import Frame, Series
from widgets.live_plot import log10
from widgets.style import PlotStyle
from widgets.views.view import DASHES, DOTS, LINE, View

FLOOR = 1e-16
"""Where an error of zero is drawn."""
CEILING = 1e4
"""Times the largest training error up to which the axis goes by itself."""


class DegreeView(View):
    """Training and test error against the degree; the network's are level lines."""

    key = "degree"
    draws = (Data1D,)
    is_default = False

    def __init__(self) -> None:
        super().__init__()
        self._train = pg.PlotCurveItem(skipFiniteCheck=False)
        self._test = pg.PlotCurveItem(skipFiniteCheck=False)
        self._degree = pg.InfiniteLine(angle=90, movable=False)
        self._levels = {
            Series.TRAIN_LOSS: pg.InfiniteLine(angle=0, movable=False),
            Series.TEST_LOSS: pg.InfiniteLine(angle=0, movable=False),
        }
        for item in (self._train, self._test, self._degree, *self._levels.values()):
            self.plot.addItem(item)
        self._compared: Compared | None = None
        self._losses: dict[Series, float] = {}
        self.plot.set_log(x=False, y=True)
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Degree")

    @override
    def retranslate(self) -> None:
        self.plot.set_labels(self.tr("degree"), self.tr("mean squared error"))
        self.show_legend()
        self.mark_stale()

    @override
    def entries(self) -> list[tuple[str, str, str]]:
        return [
            ("mark", LINE, self.tr("polynomial, training")),
            ("mark", DASHES, self.tr("polynomial, test")),
            ("network", LINE, self.tr("network, training")),
            ("network", DOTS, self.tr("network, test")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._train.setPen(style.pen("mark", 2))
        self._test.setPen(style.pen("mark", 2, Qt.PenStyle.DashLine))
        for item in (self._train, self._test):
            item.setSegmentedLineMode("on")
        self._degree.setPen(style.pen("foreground", 1, Qt.PenStyle.DotLine))
        train, test = self._levels.values()
        train.setPen(style.pen("network", 1.5))
        test.setPen(style.pen("network", 1.5, Qt.PenStyle.DotLine))

    # --- messages ---

    @override
    def show_setup(self, setup: Setup) -> None:
        self._compared = setup.comparison
        self.plot.follow_again()
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._losses = {}

    @override
    def absorb(self, frame: Frame) -> None:
        for name in self._levels:
            curve = frame.series.get(name)
            if curve is not None and len(curve.values):
                self._losses[name] = float(curve.values[-1])

    # --- drawing ---

    @override
    def redraw(self) -> None:
        degrees = self._compared.degrees if self._compared is not None else None
        for name, line in self._levels.items():
            line.setVisible(name in self._losses and degrees is not None)
            if name in self._losses:
                line.setPos(float(log10(self._losses[name], FLOOR)))
        self._degree.setVisible(degrees is not None)
        hint = self.tr("Choose the comparison “polynomial” by least squares.")
        self.note.setText("" if degrees is not None else hint)
        if self._compared is None or degrees is None:
            self._train.setData([], [])
            self._test.setData([], [])
            return
        x = np.arange(len(degrees.train), dtype=np.float64)
        self._train.setData(x, log10(degrees.train, FLOOR))
        self._test.setData(x, _logs(degrees.test))
        self._degree.setPos(self._compared.degree or 0)
        self._follow(x, degrees.train, degrees.test)

    def _follow(self, x: Floats, train: Floats, test: Floats) -> None:
        shown = np.concatenate([train, test[np.isfinite(test)], [*self._losses.values()]])
        shown = shown[shown > 0]
        top = min(float(shown.max()), CEILING * float(train.max()))
        low = max(float(shown.min()), FLOOR)
        self.plot.follow(
            (float(x[0]), float(x[-1])), (float(log10(low, FLOOR)), float(log10(top, FLOOR)))
        )

    @override
    def read_out(self, x: float, y: float) -> str:
        degrees = self._compared.degrees if self._compared is not None else None
        if degrees is None:
            return ""
        degree = int(np.clip(round(x), 0, len(degrees.train) - 1))
        return self.tr("degree {degree}   training {train}   test {test}").format(
            degree=degree, train=f"{degrees.train[degree]:.3g}", test=f"{degrees.test[degree]:.3g}"
        )


def _logs(values: Floats) -> Floats:
    """Take logarithms, and leave what is not known out of the curve."""
    return np.where(np.isnan(values), np.nan, log10(np.nan_to_num(values, nan=1.0), FLOOR))
