"""Loss against steps: each step, and training and test loss at the measured steps."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from typing_extensions import override

from training.arrays import Floats, Floats32
from training.messages.announcements import Frame, RunStarted
from training.messages.curve_names import loss_names
from training.messages.readings import BestFit, Curve, Series
from training.number_format import readable
from training.settings.words import value_text
from training.setup.setup import Setup
from widgets.plots.change_lines import ChangeLines
from widgets.plots.legend import STAR, LegendEntry
from widgets.plots.live_plot import Range
from widgets.plots.log_scale import log10
from widgets.plots.loss_curves import (
    EMPTY,
    LOSSES,
    MEASURED,
    LossCurves,
    last_step,
    overlay_losses,
    training_losses_at,
    value_at,
)
from widgets.plots.loss_items import SIGNS, LossItems
from widgets.plots.overlay import Overlay
from widgets.plots.prediction_parts import FUTURE, HideablePart
from widgets.plots.step_axis import MouseCursor, StepAxis, StepCursor
from widgets.plots.style import PlotStyle
from widgets.plots.xy import XY
from widgets.text import sentence
from widgets.views.view import View

AHEAD = 10
"""Steps that the axis goes on at least while something is hidden."""
COLUMNS = 50
"""Columns of pixels for which curves are thinned, at least."""


class LossView(View):
    """Training and test loss; marks where settings changed."""

    key = "loss"
    draws_losses = True
    needs = frozenset({BestFit})

    def __init__(self) -> None:
        super().__init__()
        self.losses = LossCurves()
        self._items = LossItems(self.plot)
        self._cursor, self._recorded = MouseCursor(), StepCursor()
        for item in (self._cursor, self._recorded):
            self.plot.addItem(item)
        self._changes = ChangeLines(self.plot)
        self._axis = StepAxis()
        self._log_x, self._log_y = self.add_toggle(), self.add_toggle(True)
        for toggle in (self._log_x, self._log_y):
            toggle.toggled.connect(self._on_log_toggled)
        self.plot.hovered.connect(self._cursor.follow)
        self.plot.box.moved.connect(self.mark_stale)
        self.allow_prediction({"test": self._test_part(), FUTURE: self._future_part()})
        self._is_standardised = False
        self._names = loss_names(None)
        self._step: int | None = None
        self.retranslate()
        self._on_log_toggled()

    def _test_part(self) -> HideablePart:
        test, beyond = (self._items.measured[n] for n in (Series.TEST_LOSS, Series.TEST_BEYOND))
        return HideablePart(
            lambda: self.tr("Hide the test loss"),
            partial(self.measured, Series.TEST_LOSS),
            (test, beyond, self._items.best),
            group=1,
            room=self._room,
        )

    def _future_part(self) -> HideablePart:
        return HideablePart(
            lambda: self.tr("Hide the future"),
            partial(self.measured, Series.TRAIN_LOSS),
            begin=lambda: self._position(self._shown_step),
            room=self._room,
        )

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
    def entries(self) -> list[LegendEntry]:
        entries = [
            LegendEntry(*SIGNS[series], sentence(name)) for series, name in self._names.items()
        ]
        if Series.TEST_LOSS in self._names:
            entries.append(LegendEntry("test", STAR, self.tr("least test loss")))
        return entries

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._items.set_style(style)
        self._cursor.setPen(style.pen("faint"))
        self._recorded.setPen(style.pen("text", 1.5))
        self._changes.set_style(style)

    # --- messages ---

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
        self.losses.clear()
        self._items.best.forget()
        self._axis.reset()
        self._changes.clear()
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
        self.losses.take(frame)
        self._items.best.take(frame)
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

    def _placed(self, curve: Curve) -> XY:
        return self._axis.positions(curve.steps), self._y(curve.values)

    def measured(self, name: Series) -> XY:
        """Return a measured curve as it is drawn."""
        return self._placed(self.losses.measured(name))

    def _position(self, step: int) -> float:
        return float(self._axis.positions(np.array([step]))[0])

    def _room(self) -> Range:
        """Return the axis up to the end of the run: the class draws there."""
        return self.plot.box.viewRange()[0][0], self._position(self._planned)

    @property
    def _shown_step(self) -> int:
        """The step that is shown."""
        return self.losses.last_step if self._step is None else self._step

    @property
    def _planned(self) -> int:
        """The step at which the axis ends while something is hidden."""
        planned = self.started.experiment.trainer.steps if self.started is not None else 0
        return max(planned, self._known_step, self._shown_step + AHEAD)

    @override
    def redraw(self) -> None:
        columns = max(COLUMNS, self.plot.width())
        steps, batches = self.losses.envelope(
            self._visible_steps(), columns, is_log=self._axis.is_log
        )
        measured = {name: self.losses.measured(name) for name in MEASURED}
        least = self._items.best.least(measured[Series.TEST_LOSS])
        self._items.draw(
            (self._axis.positions(steps), self._y(batches)),
            {name: self._placed(curve) for name, curve in measured.items()},
            self._placed(least),
        )
        shown = (*measured.values(), *overlay_losses(self.overlays))
        is_empty = not len(batches) and not any(len(curve.values) for curve in shown)
        self.plot.show_hint(self.tr("Press Space to train.") if is_empty else "")
        self._follow(np.concatenate([batches, *(curve.values for curve in shown)]))

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
        return [self._placed(overlay.series.get(name, EMPTY)) for name in LOSSES]

    @property
    def _known_step(self) -> int:
        """The newest step that is known of any run on screen."""
        return max(self.losses.last_step, last_step(overlay_losses(self.overlays)))

    def _visible_steps(self) -> tuple[int, int]:
        """Return all steps, or those that the user zoomed to, which are then drawn finer."""
        count = len(self.losses.batches)
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

    @override
    def told(self) -> list[str]:
        step = self._known_step
        position = self._axis.positions(np.array([float(step)]))[0]
        return [self.read_out(float(position), 0.0)] if step else []

    @override
    def read_out(self, x: float, y: float) -> str:
        if not self.losses.last_step:
            return ""
        step = min(self._axis.step(x), self._known_step)
        parts = [self.tr("step {step}").format(step=max(0, round(step)))]
        if step <= self.losses.last_step:  # beyond it only others are known
            parts += self._read_present(step)
        for overlay in self.overlays:
            if values := training_losses_at(overlay, step):
                parts.append(f"{overlay.name} {' / '.join(readable(v, 4) for v in values)}")
        return "   ".join(parts)

    def _read_present(self, step: float) -> list[str]:
        named = (
            (label, value_at(self.losses.measured(name), step))
            for name, label in self._names.items()
        )
        return [f"{sentence(label)} {readable(v, 4)}" for label, v in named if v is not None]
