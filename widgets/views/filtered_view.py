"""Relative errors of the smooth part of the answers and of the rest, while a network trains."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from typing_extensions import override

from training.data.kinds import LabelledData
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Curve, Series
from training.number_format import readable
from training.setup.setup import Setup
from widgets.look.tokens import LINE as WIDTH
from widgets.plots.legend import DASHES, LINE, LegendEntry
from widgets.plots.overlay import Overlay
from widgets.plots.style import DASHED, PlotStyle
from widgets.plots.xy import NOTHING, XY
from widgets.views.abscissa import steps_per_epoch
from widgets.views.view import View


class FilteredView(View):
    """What is low in frequency is learned first: its error falls before that of the rest."""

    key = "filtered"
    draws = (LabelledData,)
    is_default = False

    def __init__(self) -> None:
        super().__init__()
        self._parts = [pg.PlotCurveItem(skipFiniteCheck=True) for _ in range(2)]
        for item in self._parts:
            self.plot.addItem(item)
        self._errors: Curve | None = None
        self._delta = 0.0
        self._per_epoch = 1
        self._end = 0.0
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Filtered")

    @override
    def retranslate(self) -> None:
        self.plot.set_labels(self.tr("epochs"), self.tr("relative error"))
        self.show_legend()
        self._show_note()

    def _show_note(self) -> None:
        text = self.tr("δ = {delta}, on the training images that are looked at")
        self.note.setText(text.format(delta=readable(self._delta, 6)) if self._delta else "")

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("network", LINE, self.tr("smooth part (low)")),
            LegendEntry("network", DASHES, self.tr("rest (high)")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        low, high = self._parts
        low.setPen(style.pen("network"))
        high.setPen(style.pen("network", WIDTH["test"], DASHED))

    # --- messages ---

    @override
    def show_setup(self, setup: Setup) -> None:
        self._delta = setup.filter_delta
        self._show_note()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self._per_epoch = steps_per_epoch(started.setup, started.experiment)
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._errors, self._end = None, 0.0
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        if Series.FILTER_ERROR in frame.restarted:
            self._errors = None
        new = frame.series.get(Series.FILTER_ERROR)
        if new is not None:
            self._errors = new if self._errors is None else Curve.joined([self._errors, new])

    # --- drawing ---

    @override
    def redraw(self) -> None:
        drawn = _curves(self._errors, self._per_epoch)
        for item, xy in zip(self._parts, drawn, strict=True):
            item.setData(*xy)
        others = [xy for overlay in self.overlays for xy in self.overlay_curves(overlay)]
        curves = [xy for xy in (*drawn, *others) if len(xy[0])]
        last = max((float(xy[0][-1]) for xy in curves), default=1.0)
        if self._end < last:
            self._end = 1.25 * last
        highest = max((float(np.max(xy[1])) for xy in curves), default=1.0)
        self.plot.follow((0.0, self._end), (0.0, max(1.0, highest)))

    @override
    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:
        if overlay.experiment is None:
            return (NOTHING, NOTHING)
        per_epoch = steps_per_epoch(overlay.setup, overlay.experiment)
        return _curves(overlay.series.get(Series.FILTER_ERROR), per_epoch)

    @override
    def read_out(self, x: float, y: float) -> str:
        if self._errors is None:
            return ""
        index = int(np.argmin(np.abs(self._errors.steps / self._per_epoch - x)))
        low, high = self._errors.values[index].tolist()
        text = self.tr("epoch {epoch}   low {low}   high {high}")
        epoch = self._errors.steps[index] / self._per_epoch
        return text.format(epoch=readable(epoch), low=readable(low), high=readable(high))


def _curves(errors: Curve | None, per_epoch: int) -> tuple[XY, XY]:
    if errors is None:
        return NOTHING, NOTHING
    epochs = errors.steps / per_epoch
    return (epochs, errors.values[:, 0]), (epochs, errors.values[:, 1])
