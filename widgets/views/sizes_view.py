"""The duel: errors of models of growing size, beside those of the network."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from typing_extensions import override

from training.arrays import Floats
from training.data import Compared, Data1D, Setup, Sizes
from training.messages import Frame, Series
from widgets.live_plot import log10
from widgets.style import PlotStyle
from widgets.text import sentence
from widgets.views.view import DASHES, DOTS, LINE, View

FLOOR = 1e-16
"""Where an error of zero is drawn."""
LEAST = 1e-8
"""Down to which the axis goes by itself: below, an error is rounding."""
CEILING = 1e4
"""Times the largest training error up to which the axis goes by itself."""


class SizesView(View):
    """Training and test error against degree or width; the network's are level lines."""

    key = "sizes"
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
        self._log_x = self.add_toggle()
        self._log_x.toggled.connect(self._on_axes_toggled)
        self._compared: Compared | None = None
        self._losses: dict[Series, float] = {}
        self.plot.set_log(x=False, y=True)
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Size and error")

    @override
    def retranslate(self) -> None:
        self._log_x.setText(self.tr("log x"))
        self._show_labels()
        self.show_legend()
        self.mark_stale()

    @property
    def _sizes(self) -> Sizes | None:
        return self._compared.sizes if self._compared is not None else None

    def _show_labels(self) -> None:
        name = sentence(self._sizes.name) if self._sizes is not None else self.tr("size")
        self.plot.set_labels(name, self.tr("mean squared error"))

    @override
    def entries(self) -> list[tuple[str, str, str]]:
        return [
            ("mark", LINE, self.tr("comparison, training")),
            ("mark", DASHES, self.tr("comparison, test")),
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
        self._show_labels()
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
        sizes = self._sizes
        for name, line in self._levels.items():
            line.setVisible(name in self._losses and sizes is not None)
            if name in self._losses:
                line.setPos(float(log10(self._losses[name], FLOOR)))
        self._degree.setVisible(sizes is not None)
        hint = self.tr("Choose the comparison “polynomial” by least squares, or random features.")
        self.note.setText("" if sizes is not None else hint)
        if sizes is None:
            self._train.setData([], [])
            self._test.setData([], [])
            return
        x = self._x(sizes.at)
        self._train.setData(x, log10(sizes.train, FLOOR))
        self._test.setData(x, _logs(sizes.test))
        self._degree.setPos(float(self._x(np.array([sizes.chosen], dtype=np.float64))[0]))
        self._follow(x, sizes.train, sizes.test)

    def _x(self, sizes: Floats) -> Floats:
        return log10(sizes, 0.5) if self._log_x.isChecked() else sizes

    def _on_axes_toggled(self) -> None:
        self.plot.set_log(x=self._log_x.isChecked(), y=True)
        self.plot.follow_again()
        self.mark_stale()

    def _follow(self, x: Floats, train: Floats, test: Floats) -> None:
        shown = np.concatenate([train, test[np.isfinite(test)], [*self._losses.values()]])
        shown = shown[shown > LEAST]
        if not len(shown):
            return
        top = min(float(shown.max()), CEILING * float(train.max()))
        low = float(shown.min())
        self.plot.follow(
            (float(x[0]), float(x[-1])), (float(log10(low, FLOOR)), float(log10(top, FLOOR)))
        )

    @override
    def read_out(self, x: float, y: float) -> str:
        sizes = self._sizes
        if sizes is None:
            return ""
        index = int(np.argmin(np.abs(self._x(sizes.at) - x)))
        return self.tr("size {size}   training {train}   test {test}").format(
            size=f"{sizes.at[index]:g}",
            train=f"{sizes.train[index]:.3g}",
            test=f"{sizes.test[index]:.3g}",
        )


def _logs(values: Floats) -> Floats:
    """Take logarithms, and leave what is not known out of the curve."""
    return np.where(np.isnan(values), np.nan, log10(np.nan_to_num(values, nan=1.0), FLOOR))
