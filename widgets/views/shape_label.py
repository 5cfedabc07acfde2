"""A line of text that says how a function goes."""

import numpy as np
from PySide6.QtCore import QEvent
from superqt import QElidingLabel
from typing_extensions import override

from training.analysis.shape import shape_of
from training.number_format import readable
from widgets.plots.grid_function import GridFunction


class ShapeLabel(QElidingLabel):
    """Says how often a function turns between the two ends of its data, and how far it goes."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(6, 0, 6, 0)
        self._explain()

    def show_function(self, function: GridFunction) -> None:
        """Measure a function; of one that is not finite nothing is said."""
        _, inside = function.inside
        if not len(inside) or not np.isfinite(inside).all():
            self.setText("")
            return
        shape = shape_of(inside)
        text = self.tr("{turns} turning points, variation {variation}, max |f| {largest}")
        if shape.turning_points == 1:
            text = self.tr("1 turning point, variation {variation}, max |f| {largest}")
        if not function.fine.is_settled:
            text = self.tr("at least {text}").format(text=text)
        self.setText(
            text.format(
                turns=f"{shape.turning_points:,}",
                variation=readable(shape.variation),
                largest=readable(shape.largest),
            )
        )

    def _explain(self) -> None:
        self.setToolTip(
            self.tr(
                "Of the network between the two ends of the data. Wiggles of less than a "
                "thousandth of the data's range may be left out; “at least” where more was not "
                "looked at while it trains."
            )
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._explain()
