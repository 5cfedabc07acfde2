"""Loss against steps: each step, and training and test loss at the measured steps."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from typing_extensions import override

from training.arrays import Floats, Floats32
from training.messages.announcements import BestFit, Curve, Frame, RunStarted, Series
from training.messages.curve_names import loss_names
from training.number_format import readable
from training.settings.words import value_text
from training.setup.setup import Setup
from widgets.plots.best_mark import BestMark
from widgets.plots.change_lines import ChangeLines
from widgets.plots.legend import DASHES, DOTS, LINE, STAR, Entry
from widgets.plots.live_plot import log10
from widgets.plots.overlay import Overlay
from widgets.plots.prediction_parts import FUTURE, HideablePart
from widgets.plots.pyramid import GrowingArray, Pyramid
from widgets.plots.step_axis import StepAxis, StepCursor
from widgets.plots.style import PlotStyle
from widgets.plots.xy import XY
from widgets.text import sentence
from widgets.views.view import View

LOSSES = (Series.TRAIN_LOSS, Series.TEST_LOSS)
"""Of other runs."""
MEASURED = (*LOSSES, Series.TEST_BEYOND)
BEYOND = 0.6
"""Opacity of the test loss beyond the data."""
SIGNS = {
    Series.TRAIN_LOSS: ("network", LINE),
    Series.TEST_LOSS: ("test", DASHES),
    Series.TEST_BEYOND: ("test", DOTS),
}
"""Colour of the style, and sign of the legend."""
HOLDS = 1.03
"""Times the step of a loss up to which it is read: the next one is measured about 2 % later."""


class Growing:
    """A curve at irregular steps."""

    def __init__(self) -> None:
        self.steps = GrowingArray(dtype=np.int64)
        self.values = GrowingArray()

    def append(self, curve: Curve) -> None:
        """Append the samples of a Frame."""
        self.steps.append(curve.steps)
        self.values.append(curve.values)


EMPTY = Curve(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


class LossView(View):
    """Training and test loss; marks where settings changed."""

    key = "loss"
    draws_losses = True
    needs = frozenset({BestFit})

    def __init__(self) -> None:
        super().__init__()
        self._batch = pg.PlotCurveItem(skipFiniteCheck=True)
        self._train = pg.PlotCurveItem(skipFiniteCheck=True)
        self._test = pg.PlotCurveItem(skipFiniteCheck=True)
        self._beyond = pg.PlotCurveItem(skipFiniteCheck=True)
        self._curves = dict(zip(MEASURED, (self._train, self._test, self._beyond), strict=True))
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._recorded = StepCursor()
        self._best = BestMark()
        self._cursor.hide()
        for item in (
            self._batch,
            self._train,
            self._beyond,
            self._test,
            self._best,
            self._cursor,
            self._recorded,
        ):
            self.plot.addItem(item)
        self._changes = ChangeLines(self.plot)
        self._axis = StepAxis()
        self._log_x, self._log_y = self.add_toggle(), self.add_toggle(True)
        for toggle in (self._log_x, self._log_y):
            toggle.toggled.connect(self._on_log_toggled)
        self.plot.hovered.connect(self._on_cursor_moved)
        self.plot.box.moved.connect(self.mark_stale)
        self.allow_prediction(
            {
                "test": HideablePart(
                    lambda: self.tr("Hide the test loss"),
                    partial(self._curve, Series.TEST_LOSS),
                    (self._test, self._beyond, self._best),
                    group=1,
                    room=self._room,
                ),
                FUTURE: HideablePart(
                    lambda: self.tr("Hide the future"),
                    partial(self._curve, Series.TRAIN_LOSS),
                    begin=lambda: self._position(self._now),
                    room=self._room,
                ),
            }
        )
        self._is_standardised = False
        self._names = loss_names(None)
        self._step: int | None = None
        self._clear()
        self.retranslate()
        self._on_log_toggled()

    @override
    def title(self) -> str:
        return self.tr("Loss")

    @override
    def retranslate(self) -> None:
        self._log_x.setText(self.tr("log x"))
        self._log_y.setText(self.tr("log y"))
        self._log_x.setToolTip(self.tr("Logarithmic steps; step 0 is drawn at one half."))
        self._log_y.setToolTip(self.tr("Logarithmic loss; zero is drawn at 1e-12."))
        self.legend.setToolTip(
            self.tr(
                "Within the data: between the first and the last training point. Beyond them "
                "the network extrapolates."
            )
        )
        self._show_labels()
        self.show_legend()

    def _show_labels(self) -> None:
        name = sentence(value_text("trainer.loss", self.loss))
        label = self.tr("{loss} (scaled y)") if self._is_standardised else "{loss}"
        self.plot.set_labels(self.tr("step"), label.format(loss=name))

    @override
    def entries(self) -> list[Entry]:
        found = [Entry(*SIGNS[series], sentence(name)) for series, name in self._names.items()]
        has_best = Series.TEST_LOSS in self._names
        return [*found, Entry("mark", STAR, self.tr("least test loss"))] if has_best else found

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._batch.setPen(pg.mkPen(style.colour("network", 0.45), width=style.pixels))
        self._train.setPen(style.pen("network", 2))
        self._test.setPen(style.pen("test", 2, Qt.PenStyle.DashLine))
        faint, width = style.colour("test", BEYOND), style.width(1.5)
        self._beyond.setPen(pg.mkPen(faint, width=width, style=Qt.PenStyle.DotLine))
        self._best.set_style(style)
        self._cursor.setPen(style.pen("faint"))
        self._recorded.setPen(style.pen("foreground", 1.5))
        self._changes.set_style(style)

    # --- messages ---

    def _clear(self) -> None:
        self._steps = Pyramid()
        self._measured = {name: Growing() for name in MEASURED}
        self._best.forget()
        self._axis.reset()
        self._changes.clear()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self.mark_stale()

    @override
    def set_loss(self, loss: str) -> None:
        super().set_loss(loss)
        self._show_labels()

    @override
    def forget(self) -> None:
        self._clear()
        self.plot.follow_again()

    @override
    def show_setup(self, setup: Setup) -> None:
        scale = setup.data.scale
        self._is_standardised = (scale.y_offset, scale.y_factor) != (0.0, 1.0)
        self._names = loss_names(setup.data)
        self._show_labels()
        self.show_legend()

    @override
    def absorb(self, frame: Frame) -> None:
        if Series.BATCH_LOSS in frame.series:
            self._steps.append(frame.series[Series.BATCH_LOSS].values)
        for name in self._measured.keys() & frame.restarted:
            self._measured[name] = Growing()
        for name, growing in self._measured.items():
            if name in frame.series:
                growing.append(frame.series[name])
        self._best.take(frame)
        if frame.marks:
            self._changes.add(frame.marks)
            self._place_changes()

    @override
    def show_cursor(self, step: int | None) -> None:
        self._step = step
        self._recorded.show_step(step, self._axis)

    def _place_changes(self) -> None:
        self._changes.place(self._axis.positions)

    # --- drawing ---

    def _y(self, values: Floats | Floats32) -> Floats | Floats32:
        return log10(values) if self._log_y.isChecked() else values

    @override
    def is_log(self) -> bool:
        return self._log_y.isChecked()

    def _curve(self, name: Series) -> XY:
        """Return a measured curve as it is drawn."""
        growing = self._measured[name]
        return self._axis.positions(growing.steps.values), self._y(growing.values.values)

    def _position(self, step: int) -> float:
        return float(self._axis.positions(np.array([step]))[0])

    def _room(self) -> tuple[float, float]:
        """Return the axis up to the end of the run: the class draws there."""
        return self.plot.box.viewRange()[0][0], self._position(self._planned)

    @property
    def _now(self) -> int:
        """The step that is shown."""
        return self._last_step if self._step is None else self._step

    @property
    def _planned(self) -> int:
        """The step at which the axis ends while something is hidden."""
        planned = self.started.experiment.trainer.steps if self.started is not None else 0
        return max(planned, self._known_step, self._now + 10)

    @override
    def redraw(self) -> None:
        steps, values = self._envelope()
        self._batch.setData(self._axis.positions(steps), self._y(values))
        shown = [values]
        for name, item in self._curves.items():
            item.setData(*self._curve(name))
            shown.append(self._measured[name].values.values)
        self._mark_best()
        self._follow(np.concatenate([*shown, *(c.values for c in self._overlay_curves())]))

    def _mark_best(self) -> None:
        """Mark the least test loss."""
        test = self._measured[Series.TEST_LOSS]
        least = self._best.least(Curve(test.steps.values, test.values.values))
        self._best.setData(self._axis.positions(least.steps), self._y(least.values))

    @override
    def show_overlays(self, overlays: tuple[Overlay, ...], name: str = "") -> None:
        before = [(overlay.style, overlay.series) for overlay in self.overlays]
        is_same = before == [(overlay.style, overlay.series) for overlay in overlays]
        if is_same and overlays:
            self.overlays = overlays  # their readings changed, which are not drawn here
        else:
            super().show_overlays(overlays, name)

    @override
    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:
        found = (overlay.series.get(name, EMPTY) for name in LOSSES)
        return [(self._axis.positions(c.steps), self._y(c.values)) for c in found]

    def _overlay_curves(self) -> list[Curve]:
        return [
            part.series[name]
            for overlay in self.overlays
            for part in overlay.all
            for name in LOSSES
            if name in part.series and len(part.series[name].steps)
        ]

    def _envelope(self) -> tuple[Floats, Floats]:
        """Take the pyramid at the width of the plot; octave by octave where steps are log."""
        columns = max(50, self.plot.width())
        begin, end = self._visible_steps()
        if not self._axis.is_log or end - begin < 2 * columns:
            return self._steps.envelope(begin, end, columns)
        octaves = (2**k for k in range(6, end.bit_length()))
        edges = [begin, *(edge for edge in octaves if begin < edge < end), end]
        share = max(16, columns // len(edges))
        parts = [self._steps.envelope(first, last, share) for first, last in pairwise(edges)]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])

    @property
    def _last_step(self) -> int:
        """The newest step that is known; measured ones may come without those between."""
        measured = (int(g.steps.values[-1]) for g in self._measured.values() if len(g.steps))
        return max([len(self._steps), *measured])

    @property
    def _known_step(self) -> int:
        """The newest step that is known of any run on screen."""
        ends = (int(curve.steps[-1]) for curve in self._overlay_curves())
        return max([self._last_step, *ends])

    def _visible_steps(self) -> tuple[int, int]:
        """Return all steps, or those that the user zoomed to, which are then drawn finer."""
        count = len(self._steps)
        if self.plot.is_following:
            return 0, count
        begin, end = (self._axis.step(position) for position in self.plot.box.viewRange()[0])
        return min(count, max(0, int(begin))), min(count, max(0, int(min(end, count)) + 2))

    def _follow(self, values: Floats) -> None:
        finite = values[np.isfinite(values)]
        if not len(finite):
            self.plot.follow_nothing()
            return
        low, high = self._y(np.array([finite.min(), finite.max()]))
        span = self._axis.span(self._known_step)
        self.plot.follow(span, (float(low), float(high)))

    # --- controls ---

    def _on_log_toggled(self) -> None:
        self._axis.is_log = self._log_x.isChecked()
        self.plot.set_log(x=self._axis.is_log, y=self._log_y.isChecked())
        self.plot.follow_again()
        self._recorded.place(self._axis)
        self._place_changes()
        self.draw_overlays()
        self.mark_stale()

    def _on_cursor_moved(self, position: QPointF | None) -> None:
        self._cursor.setVisible(position is not None)
        if position is not None:
            self._cursor.setPos(position.x())

    @override
    def read_out(self, x: float, y: float) -> str:
        if not self._last_step:
            return ""
        step = min(self._axis.step(x), self._known_step)
        parts = [self.tr("step {step}").format(step=max(0, round(step)))]
        if step <= self._last_step:  # beyond it only others are known
            parts += self._read_present(step)
        parts += [_read_overlay(overlay, step) for overlay in self.overlays]
        return "   ".join(part for part in parts if part)

    def _read_present(self, step: float) -> list[str]:
        parts = []
        for name, label in self._names.items():
            curve = self._measured[name]
            if len(curve.steps):
                index = int(np.searchsorted(curve.steps.values, step, side="right")) - 1
                value = float(curve.values.values[max(0, index)])
                parts.append(f"{sentence(label)} {readable(value, 4)}")
        return parts


def _read_overlay(overlay: Overlay, step: float) -> str:
    """Say the training loss of another run at a step; of a mean also what it lies between.

    Nothing is said of one that did not come so far.
    """
    ends = (int(c.steps[-1]) for c in overlay.series.values() if len(c.steps))
    if step > HOLDS * max(ends, default=0):
        return ""
    values = []
    for part in overlay.all:
        known = part.series.get(Series.TRAIN_LOSS, EMPTY)
        index = int(np.searchsorted(known.steps, step, side="right")) - 1
        values += [readable(known.values[max(0, index)], 4)] if len(known.steps) else []
    return f"{overlay.name} {' / '.join(values)}" if values else ""
