"""The loss on training and test images, against what accuracy is drawn against."""

import numpy as np
import pyqtgraph as pg
from typing_extensions import override

from training.arrays import Floats
from training.messages.announcements import Frame
from training.messages.readings import BestFit, Series
from training.number_format import readable
from training.settings.words import value_text
from widgets.plots.best_mark import BestMark
from widgets.plots.legend import DASHES, LINE, STAR, LegendEntry
from widgets.plots.log_scale import log10
from widgets.plots.pyramid import Pyramid
from widgets.plots.style import PlotStyle
from widgets.text import sentence
from widgets.views.abscissa import LOSS
from widgets.views.measured_view import MeasuredView


class LabelledLossView(MeasuredView):
    """Training and test loss of images; behind them, faint, the loss of each batch."""

    key = "loss"
    draws_losses = True
    drawn = (Series.TRAIN_LOSS, Series.TEST_LOSS)
    needs = frozenset({BestFit})

    def __init__(self) -> None:
        super().__init__()
        self._batch = pg.PlotCurveItem(skipFiniteCheck=True)
        self._batch.setZValue(-1)
        self._best = BestMark()
        for item in (self._batch, self._best):
            self.plot.addItem(item)
        self._batches = Pyramid()
        self._log_y = self.add_toggle(True)
        self._log_y.toggled.connect(self._on_log_toggled)
        self.retranslate()
        self._on_log_toggled()

    @override
    def title(self) -> str:
        return self.tr("Loss")

    @override
    def y_label(self) -> str:
        return sentence(value_text("trainer.loss", self.loss))

    @override
    def heights(self, values: Floats) -> Floats:
        return log10(values) if self._log_y.isChecked() else values

    @override
    def is_log(self) -> bool:
        return self._log_y.isChecked()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._log_y.setText(self.tr("log y"))
        self._log_y.setToolTip(self.tr("Logarithmic loss; zero is drawn at 1e-12."))

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("network", LINE, self.tr("training")),
            LegendEntry("test", DASHES, self.tr("test")),
            LegendEntry("test", STAR, self.tr("least test loss")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._batch.setPen(pg.mkPen(style.colour("network", 0.2), width=style.pixels))
        self._best.set_style(style)

    # --- messages ---

    @override
    def set_loss(self, loss: str) -> None:
        super().set_loss(loss)
        self.show_labels()

    @override
    def forget(self) -> None:
        self._batches = Pyramid()
        self._best.forget()
        super().forget()

    @override
    def absorb(self, frame: Frame) -> None:
        super().absorb(frame)
        self._best.take(frame)
        if Series.BATCH_LOSS in frame.series:
            self._batches.append(frame.series[Series.BATCH_LOSS].values)

    # --- drawing ---

    @override
    def place(self, low: float, high: float, y: Floats) -> None:
        batches = self._of_batches()
        self._batch.setData(*batches)
        self._mark_best()
        y = np.concatenate([y, batches[1]])
        finite = y[np.isfinite(y)]
        if len(finite):
            self.plot.follow((low, high), (float(finite.min()), float(finite.max())))
        else:
            self.plot.follow_nothing()

    def _of_batches(self) -> tuple[Floats, Floats]:
        """Return where the batches' losses are drawn: not against the loss, which goes back."""
        losses = self._series.get(Series.TRAIN_LOSS)
        if self.kind == LOSS or losses is None:
            return np.empty(0), np.empty(0)
        steps, values = self._batches.envelope(0, len(self._batches), max(50, self.plot.width()))
        return self._of_step(steps), self.heights(values)

    def _mark_best(self) -> None:
        least = self._best.least(self._series.get(Series.TEST_LOSS))
        self._best.setData(*self.placed(least, self._series, self.per_epoch()))

    def _on_log_toggled(self) -> None:
        self.plot.set_log(x=False, y=self._log_y.isChecked())
        self.plot.follow_again()
        self.draw_overlays()
        self.mark_stale()

    @override
    def heights_text(self, training: str, test: str) -> str:
        return self.tr("training {train}   test {test}").format(train=training, test=test)

    @override
    def height_text(self, height: float) -> str:
        return readable(10**height if self._log_y.isChecked() else height, 4)
