"""An axis whose labels a class can read."""

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from typing_extensions import override

from training.number_format import power_of_ten, readable, ticks
from widgets.look.tokens import TICKS

DECADES = 7
"""Powers of ten that are labelled at most."""
HIGHEST = 300.0
"""Powers of ten up and down to which round numbers are looked for."""

ALL_INK = 255
BEHIND = -1000
"""Height of axes: no curve is crossed by the grid."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Spacings of ticks that people count in, but for powers of ten."""


def _round_up(spacing: float) -> float:
    """Return the least spacing that people count in and that is not below one."""
    power = 10.0 ** math.floor(math.log10(spacing))
    return next(step * power for step in STEPS if step * power >= spacing * (1 - 1e-9))


class PlotAxis(pg.AxisItem):
    """An axis whose labels never overlap; logarithmic ones: powers of ten, and 2 and 5 if few."""

    LABELLED = 0.5
    LEAST = 2
    """Labels that a logarithmic axis has, if there is any way to them."""
    WIDE = "10,000"
    """A label for which a horizontal axis has room, and for what parts it from the next."""
    LINES = 2
    """Heights of a line from one label of a vertical axis to the next, at least."""

    _label_font = QFont()
    _tick_pen = QPen()
    _is_finer = False
    """Whether more than powers of ten are labelled: all are written out then, in one form."""
    SMALLEST = 0.6
    """Part of its size that a label keeps, however short the axis is."""

    def set_label_font(self, font: QFont) -> None:
        """Take the font of the label, which is smaller where the axis is too short for it."""
        self._label_font = font
        self.fit_label()

    def fit_label(self) -> None:
        """Let the label be as long as the axis at most: half a name tells nothing."""
        font = QFont(self._label_font)
        is_upright = self.orientation in ("left", "right")
        room = self.size().height() if is_upright else self.size().width()
        needed = QFontMetricsF(font).horizontalAdvance(self.label.toPlainText().strip())
        if needed > room > 0:
            font.setPixelSize(round(font.pixelSize() * max(self.SMALLEST, room / needed)))
        self.label.setFont(font)

    @override
    def resizeEvent(self, ev: Any = None) -> None:
        self.fit_label()
        super().resizeEvent(ev)
        if self.orientation == "bottom":  # the name stands below the end of the axis
            label = self.label
            label.setPos(self.size().width() - label.boundingRect().width(), label.pos().y())

    def set_ticks(self, pen: QPen, *, is_grid: bool) -> None:
        """Draw ticks with a pen, as lines through the plot or short ones outside it."""
        self._tick_pen = pen
        self.setGrid(ALL_INK if is_grid else False)
        self.setZValue(BEHIND)

    @override
    def generateDrawSpecs(self, p: QPainter) -> Any:
        specs = super().generateDrawSpecs(p)
        if specs is None:
            return None
        axis, ticks, texts = specs
        return axis, [(self._tick_pen, begin, end) for _, begin, end in ticks], texts

    @override
    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        span = abs(maxVal - minVal)
        if span == 0 or not math.isfinite(span):
            return [(1.0, 0.0)]
        letters = QFontMetricsF(self.style["tickFont"] or QFont())
        is_upright = self.orientation in ("left", "right")
        room = self.LINES * letters.height() if is_upright else letters.horizontalAdvance(self.WIDE)
        most = max(2, min(TICKS - 1, int(size // room)))
        return [(_round_up(span / most), 0.0)]

    @override
    def logTickValues(
        self, minVal: float, maxVal: float, size: float, stdTicks: object
    ) -> list[tuple[float | None, list[float]]]:
        low, high = math.floor(minVal), math.ceil(maxVal)
        few = high - low <= 2
        stride = max(math.ceil((high - low) / DECADES), math.ceil((high - low) * 34 / max(size, 1)))
        ticks: dict[float, list[float]] = {1.0: [], self.LABELLED: [], 0.1: []}
        for power in range(low, high + 1):
            ticks[1.0 if power % stride == 0 else 0.1].append(float(power))
            for factor in range(2, 10):
                spacing = self.LABELLED if few and factor in (2, 5) else 0.1
                ticks[spacing].append(power + math.log10(factor))
        shown = {s: [v for v in values if minVal <= v <= maxVal] for s, values in ticks.items()}
        if len(shown[1.0]) + len(shown[self.LABELLED]) < self.LEAST:
            shown[self.LABELLED] = self._even_values(minVal, maxVal)
        self._is_finer = bool(shown[self.LABELLED])
        return [(spacing, values) for spacing, values in shown.items() if spacing >= self.LABELLED]

    def _even_values(self, low: float, high: float) -> list[float]:
        """Return where round numbers lie on less than a decade, too little for 1, 2 and 5."""
        if not -HIGHEST < low < high < HIGHEST:
            return []
        begin, end = 10**low, 10**high
        power = 10 ** math.floor(math.log10(end - begin))
        numbers: NDArray[np.float64] = np.empty(0)
        for part in (5, 2, 1, 0.5, 0.2, 0.1):
            step = part * power
            numbers = step * np.arange(math.ceil(begin / step), math.floor(end / step) + 1)
            if len(numbers) >= self.LEAST:
                break
        return [float(value) for value in np.log10(numbers[numbers > 0])]

    @override
    def logTickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if spacing < self.LABELLED:
            return [""] * len(values)
        if self._is_finer:
            return [readable(10**value) for value in values]
        return [power_of_ten(round(value)) for value in values]

    @override
    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.logMode:
            return self.logTickStrings(values, scale, spacing)
        return ticks([value * scale for value in values], spacing * scale)
