"""What stands beside the dots of neurons: figures, the regime, and the cosines between them."""

import math

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from training.analysis import neurons
from training.messages.readings import Neurons
from training.number_format import readable
from widgets.plots.cosine_matrix import CosineMatrix
from widgets.plots.style import PlotStyle

WIDTH = 190
"""Pixels, before scaling."""
FIGURES = 4


class NeuronFigures(QWidget):
    """Distance from the start, regime, number of directions, number of neurons; and a matrix."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = CosineMatrix()
        self.thresholds = QLabel()
        self.thresholds.setWordWrap(True)
        self.names = [QLabel() for _ in range(FIGURES)]
        self.values = [QLabel() for _ in range(FIGURES)]
        grid = QGridLayout(self)
        for row, (name, value) in enumerate(zip(self.names, self.values, strict=True)):
            value.setWordWrap(True)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
        grid.addWidget(self.thresholds, FIGURES, 0, 1, 2)
        grid.addWidget(self.matrix, FIGURES + 1, 0, 1, 2)
        grid.setRowStretch(FIGURES + 1, 1)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.matrix.set_style(style)
        for label in (*self.names, *self.values):
            label.setFont(style.font(10))
        self.thresholds.setFont(style.font(8))
        self.setFixedWidth(round(WIDTH * style.scale))

    def clear(self) -> None:
        """Say nothing."""
        self.matrix.clear_picture()
        for value in self.values:
            value.setText("")

    def show_neurons(self, reading: Neurons, regime: str) -> None:
        """Take neurons, and the key of the regime that they are in: see ``_regime_names``."""
        pointing, amplitude = reading.directions.astype(float), reading.amplitude.astype(float)
        directions = neurons.count_directions(pointing[neurons.weighty(amplitude)])
        has_start = not math.isnan(reading.distance)
        texts = (
            readable(reading.distance) if has_start else "",
            self._regime_names()[regime] if has_start else "–",
            f"{directions}",
            f"{len(pointing):,}",
        )
        for value, text in zip(self.values, texts, strict=True):
            value.setText(text)
        if not self.matrix.isHidden():
            self.matrix.show_neurons(reading)

    def _regime_names(self) -> dict[str, str]:
        """Name the regimes, and what keeps a distance of the weights from telling of one."""
        return {
            "linear": self.tr("linear"),
            "critical": self.tr("critical"),
            "condensed": self.tr("condensed"),
            "dead": self.tr("none: all outputs are equal, the network is dead"),
            "worse": self.tr("none: the loss is above that at the start"),
            "deep": self.tr("none: regimes are of networks with one hidden layer"),
        }

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        texts = (
            (self.tr("RD"), self.tr("Relative distance of the layer's weights from their start.")),
            (
                self.tr("regime by RD"),
                self.tr(
                    "By how far the first layer moved; the phase diagram of the book is of "
                    "networks with one hidden layer, and goes by how RD changes with the width."
                ),
            ),
            (
                self.tr("directions"),
                self.tr(
                    "The least number that all neurons are near to (cosine {cosine}), of those "
                    "that make up {part} % of the amplitude."
                ).format(cosine=neurons.SAME, part=round(100 * neurons.WEIGHTY)),
            ),
            (self.tr("neurons"), self.tr("Of the first hidden layer; all of them.")),
        )
        for name, value, (text, tip) in zip(self.names, self.values, texts, strict=True):
            name.setText(text)
            name.setToolTip(tip)
            value.setToolTip(tip)
        self.thresholds.setText(
            self.tr("RD: linear < {low} ≤ critical ≤ {high} < condensed").format(
                low=neurons.LINEAR, high=readable(neurons.CONDENSED, 6)
            )
        )
        self.matrix.bar.name(self.tr("cosine"))
