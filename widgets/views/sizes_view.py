"""The duel: errors of models of growing size, and those of networks."""

import math
from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
from typing_extensions import override

from training.analysis.results import Baseline, Sizes
from training.arrays import Floats
from training.data.kinds import Data1D
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Series
from training.number_format import readable
from training.settings import Experiment
from training.settings.words import value_text
from training.setup.setup import Setup
from widgets.look.tokens import DASH
from widgets.plots.legend import DASHES, LINE, LegendEntry
from widgets.plots.log_scale import log10
from widgets.plots.size_errors import (
    FLOOR,
    NetworkErrors,
    logs,
    network_size,
    newest,
    visible_errors,
)  # fmt: skip
from widgets.plots.spot_items import SpotItems
from widgets.plots.style import DASHED, DOTTED, SECOND, SOLID, PlotStyle
from widgets.text import sentence
from widgets.views.view import View

MSE = "mse"
ZERO = 0.5
"""Where a degree of zero is drawn on a logarithmic axis."""
ROOM = 0.05
"""Part of the axis that is left free on each side of spots."""
FILLED, HOLLOW = "▲", "△"
KINDS = (Series.TRAIN_LOSS, Series.TEST_LOSS)
ROLES = ("network", "test")
NETWORK_DASHES = (SOLID, DASHED)
BASELINE_DASHES = (DASH["comparison"], SECOND)
"""Of training and of test errors."""


class SizesView(View):
    """Training and test error against size.

    Without a comparison the size is the number of hidden neurons, and each run that is shown is a
    spot. Beside a comparison by degree or width the network is two level lines; by the number of
    parameters both stand on one axis.
    """

    key = "sizes"
    draws_losses = True
    draws = (Data1D,)
    is_default = False

    def __init__(self) -> None:
        super().__init__()
        self._train, self._test = (pg.PlotCurveItem(skipFiniteCheck=False) for _ in KINDS)
        self._chosen = pg.InfiniteLine(angle=90, movable=False)
        self._levels = [pg.InfiniteLine(angle=0, movable=False) for _ in KINDS]
        filled, hollow = NETWORK_DASHES
        self._spots = SpotItems(filled, is_filled=True), SpotItems(hollow, is_filled=False)
        joins, spots = ([kind.join for kind in self._spots], [kind.spots for kind in self._spots])
        for item in (self._train, self._test, self._chosen, *self._levels, *joins, *spots):
            self.plot.addItem(item)
        self._by_parameters, self._log_x = self.add_toggle(), self.add_toggle()
        self._by_parameters.toggled.connect(self._on_axes_toggled)
        self._log_x.toggled.connect(self._on_axes_toggled)
        self._baseline: Baseline | None = None
        self._experiment: Experiment | None = None
        self._losses: dict[Series, float] = {}
        self._cursor: int | None = None
        self._is_first = True
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Size and error")

    @override
    def retranslate(self) -> None:
        self._log_x.setText(self.tr("log x"))
        self._by_parameters.setText(self.tr("by parameters"))
        self._by_parameters.setToolTip(
            self.tr("Put networks and comparison on one axis: how many numbers each fits.")
        )
        self._show_axes()
        self.show_legend()
        self.mark_stale()

    @property
    def _sizes(self) -> Sizes | None:
        return self._baseline.sizes if self._baseline is not None else None

    @property
    def _has_spots(self) -> bool:
        """Whether networks have a place on the axis of sizes."""
        return self._sizes is None or self._by_parameters.isChecked()

    def _show_axes(self) -> None:
        if self._by_parameters.isChecked():
            name = self.tr("parameters")
        elif self._sizes is not None:
            name = sentence(self._sizes.name)
        else:
            name = self.tr("hidden neurons")
        self.plot.set_log(x=self._log_x.isChecked(), y=True)
        self.plot.set_labels(name, self._error_name())

    def _error_name(self) -> str:
        loss = sentence(value_text("trainer.loss", self.loss))
        if self.loss == MSE or self._sizes is None:
            return loss
        return self.tr("{loss}; of the comparison: mean squared error").format(loss=loss)

    @override
    def entries(self) -> list[LegendEntry]:
        train, test = (FILLED, HOLLOW) if self._has_spots else (LINE, DASHES)
        entries = [
            LegendEntry("network", train, self.tr("network, training")),
            LegendEntry("test", test, self.tr("network, test")),
        ]
        if self._sizes is not None:
            entries += [
                LegendEntry("comparison", LINE, self.tr("comparison, training")),
                LegendEntry("comparison", DASHES, self.tr("comparison, test")),
            ]
        return entries

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        for item, dash in zip((self._train, self._test), BASELINE_DASHES, strict=True):
            item.setPen(style.pen("comparison", None, dash))
        self._chosen.setPen(style.pen("text", 1, DOTTED))
        for level, role, dash in zip(self._levels, ROLES, NETWORK_DASHES, strict=True):
            level.setPen(style.pen(role, 1.5, dash))
        for kind in self._spots:
            kind.set_style(style)
        self.mark_stale()

    # --- messages ---

    @override
    def show_setup(self, setup: Setup) -> None:
        before = self._sizes
        self._baseline = next((c for c in setup.baselines if c.sizes is not None), None)
        sizes = self._sizes
        is_other = before is None or sizes is None or before.name.template != sizes.name.template
        if self._is_first or (is_other and before is not sizes):
            # Degrees go from 0, evenly; widths go over powers of ten.
            self._log_x.setChecked(sizes is None or bool(sizes.at[0] > 0))
        self._is_first = False
        self._show_axes()
        self.show_legend()
        self.plot.follow_again()
        self.mark_stale()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self._experiment = started.experiment

    @override
    def set_loss(self, loss: str) -> None:
        super().set_loss(loss)
        self._show_axes()

    @override
    def forget(self) -> None:
        self._losses = {}
        self._experiment = None
        self._show_axes()
        self.mark_stale()

    @override
    def absorb(self, frame: Frame) -> None:
        for name in KINDS:
            curve = frame.series.get(name)
            if curve is not None and len(curve.values):
                self._losses[name] = float(curve.values[-1])

    @override
    def show_cursor(self, step: int | None) -> None:
        self._cursor = step
        self.mark_stale()

    @override
    def draw_overlays(self) -> None:
        """Draw them as spots, with everything else."""
        self.mark_stale()

    # --- drawing ---

    def _networks(self) -> Iterator[NetworkErrors]:
        """Yield the run that is shown and those behind it, where they have a size."""
        if self._experiment is not None and (size := self._size(self._experiment)) is not None:
            train, test = (self._losses.get(name, math.nan) for name in KINDS)
            yield NetworkErrors(size, train, test, self._run_name, self.style_now.run)
        for overlay in self.overlays:
            size = self._size(overlay.experiment) if overlay.experiment is not None else None
            if size is not None:
                train, test = (newest(overlay.series, name, self._cursor) for name in KINDS)
                yield NetworkErrors(size, train, test, overlay.name, overlay.style)

    def _size(self, experiment: Experiment) -> float | None:
        return network_size(experiment, by_parameters=self._by_parameters.isChecked())

    @override
    def redraw(self) -> None:
        networks = list(self._networks()) if self._has_spots else []
        hint = self.tr("Train networks of several widths, or choose the comparison “polynomial”.")
        self.note.setText(hint if self._sizes is None and len(networks) < 2 else "")
        self._draw_networks(networks)
        self._draw_baseline()
        self._follow(networks)

    def _draw_networks(self, networks: list[NetworkErrors]) -> None:
        networks = sorted(networks, key=lambda network: network.size)
        train, test = self._spots
        self._draw_spots(train, [(n.size, n.train, n.style) for n in networks])
        self._draw_spots(test, [(n.size, n.test, n.style) for n in networks])
        for level, name in zip(self._levels, KINDS, strict=True):
            level.setVisible(name in self._losses and not self._has_spots)
            level.setPos(float(log10(self._losses.get(name, 1.0), FLOOR)))

    def _draw_spots(self, items: SpotItems, spots: list[tuple[float, float, int]]) -> None:
        measured = [spot for spot in spots if math.isfinite(spot[1])]
        x = self._x(np.array([size for size, _, _ in measured]))
        y = log10(np.array([error for _, error, _ in measured]), FLOOR)
        items.draw(x, y, [run for _, _, run in measured], self.style_now)

    def _draw_baseline(self) -> None:
        sizes = self._sizes
        self._chosen.setVisible(sizes is not None)
        if sizes is None:
            self._train.setData([], [])
            self._test.setData([], [])
            return
        at = self._at(sizes)
        x = self._x(at)
        self._train.setData(x, log10(sizes.train, FLOOR))
        self._test.setData(x, logs(sizes.test))
        chosen = np.interp(sizes.chosen, sizes.at, at)
        self._chosen.setPos(float(self._x(np.array([chosen]))[0]))

    def _at(self, sizes: Sizes) -> Floats:
        return sizes.numbers if self._by_parameters.isChecked() else sizes.at

    def _x(self, sizes: Floats) -> Floats:
        return log10(sizes, ZERO) if self._log_x.isChecked() else sizes

    def _on_axes_toggled(self) -> None:
        self._show_axes()
        self.show_legend()
        self.plot.follow_again()
        self.mark_stale()

    def _follow(self, networks: list[NetworkErrors]) -> None:
        sizes = self._sizes
        errors = visible_errors(networks, sizes, self._losses.values())
        if errors is None:
            self.plot.follow_nothing()
            return
        at = [*(n.size for n in networks), *(self._at(sizes) if sizes is not None else ())]
        x, y = self._x(np.array(at)), log10(np.array(errors), FLOOR)
        room = ROOM * float(np.ptp(x)) if networks else 0.0
        self.plot.follow((float(x.min()) - room, float(x.max()) + room), (float(y[0]), float(y[1])))

    @override
    def read_out(self, x: float, y: float) -> str:
        models = [(n.size, n.train, n.test, n.name) for n in self._networks() if self._has_spots]
        sizes = self._sizes
        if sizes is not None:
            rows = zip(self._at(sizes), sizes.train, sizes.test, strict=True)
            models += [(*row, sentence(sizes.name)) for row in rows]
        if not models:
            return ""
        size, train, test, name = min(
            models, key=lambda model: abs(float(self._x(np.array([model[0]]))[0]) - x)
        )
        return self.tr("{name}: size {size}   training {train}   test {test}").format(
            name=name, size=readable(size, 6), train=readable(train), test=readable(test)
        )
