"""Two curves at the measured steps, against epochs, steps, seconds or the training loss."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from training.arrays import Floats
from training.data.kinds import LabelledData
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Curve, Series
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.change_lines import ChangeLines
from widgets.plots.joined_series import KeptSeries
from widgets.plots.overlay import Overlay
from widgets.plots.prediction_parts import HideablePart
from widgets.plots.style import PlotStyle
from widgets.plots.xy import NOTHING, XY
from widgets.views.abscissa import EPOCHS, KINDS, LOSS, STEPS, positions, steps_per_epoch
from widgets.views.data_view import DataView


class MeasuredView(DataView[LabelledData]):
    """Solid is what is measured on training images, dashed what is on test images."""

    draws = (LabelledData,)
    drawn: ClassVar[tuple[Series, Series]]
    """What the solid and what the dashed line shows."""

    def __init__(self) -> None:
        super().__init__()
        self._curves = {name: pg.PlotCurveItem(skipFiniteCheck=True) for name in self.drawn}
        self._recorded = pg.InfiniteLine(angle=90, movable=False)
        for item in (self._recorded, *self._curves.values()):
            self.plot.addItem(item)
        self._recorded.hide()
        self._changes = ChangeLines(self.plot)
        self.against = QComboBox()
        self.against.addItems(["", "", "", ""])
        self.against.currentIndexChanged.connect(self._on_against_changed)
        self.header.add_control(self.against)
        self.allow_prediction(
            {
                "test": HideablePart(
                    lambda: self.tr("Hide the test curve"),
                    lambda: self._of_run(self._series, self.per_epoch())[1],
                    (self._curves[self.drawn[1]],),
                    group=1,
                    room=self._room,
                )
            }
        )
        self._series = KeptSeries((*self.drawn, Series.SECONDS, Series.TRAIN_LOSS))
        self._setup: Setup | None = None
        self._step: int | None = None
        self._end = 0.0

    @property
    def kind(self) -> str:
        """What the curves are drawn against; see ``widgets.views.abscissa``."""
        return KINDS[self.against.currentIndex()]

    @abstractmethod
    def y_label(self) -> str:
        """Return the translated name of what is drawn, with its unit."""

    def heights(self, values: Floats) -> Floats:
        """Return where values are drawn, shape (n,)."""
        return values

    @override
    def retranslate(self) -> None:
        names = (
            self.tr("epochs"), self.tr("steps"), self.tr("seconds"), self.tr("training loss")
        )  # fmt: skip
        for index, name in enumerate(names):
            self.against.setItemText(index, name)
        self.against.setToolTip(
            self.tr("What the curves are drawn against; at equal training loss one compares what "
                    "was learned, not how fast.")
        )  # fmt: skip
        self.show_labels()
        self.show_legend()

    def show_labels(self) -> None:
        """Name both axes."""
        labels = {
            "epochs": self.tr("epochs"),
            "steps": self.tr("step"),
            "seconds": self.tr("seconds of training"),
            "loss": self.tr("training loss, falling"),
        }
        self.plot.set_labels(labels[self.kind], self.y_label())
        self.plot.getAxis("bottom").setTicks(_loss_ticks() if self.kind == LOSS else None)

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        training, test = self._curves.values()
        training.setPen(style.pen("network"))
        test.setPen(style.pen("test"))
        self._recorded.setPen(style.pen("text", 1.5))
        self._changes.set_style(style)

    # --- messages ---

    @override
    def take_data(self, data: LabelledData, setup: Setup) -> None:
        self._setup = setup
        self.mark_stale()

    @override
    def begin_run(self, started: RunStarted) -> None:
        super().begin_run(started)
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._series.clear()
        self._changes.clear()
        self.started, self._step, self._end = None, None, 0.0
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        self._series.take(frame)
        self._changes.add(frame.marks)

    # --- drawing ---

    def _of_run(self, series: Mapping[Series, Curve], per_epoch: int) -> list[XY]:
        curves = (series.get(name) for name in self.drawn)
        return [self.placed(c, series, per_epoch) if c else NOTHING for c in curves]

    def _room(self) -> tuple[float, float]:
        """Return the whole axis; as it is where it has what only training tells."""
        begin, end = self.plot.box.viewRange()[0]
        if self.started is None or self.kind not in (EPOCHS, STEPS):
            return begin, end
        planned = self.started.experiment.trainer.steps
        return 0.0, max(end, planned if self.kind == STEPS else planned / self.per_epoch())

    def placed(self, curve: Curve, series: Mapping[Series, Curve], per_epoch: int) -> XY:
        """Return where a curve of a run is drawn, as far as it has a place there."""
        if not len(curve.steps):
            return NOTHING
        x = positions(self.kind, curve, series, per_epoch)
        has_place = np.isfinite(x)
        return x[has_place], self.heights(curve.values[has_place].astype(np.float64))

    def per_epoch(self, overlay: Overlay | None = None) -> int:
        """Return the steps of an epoch of an overlay, or of the run on screen."""
        if overlay is not None and overlay.experiment is not None:
            return steps_per_epoch(overlay.setup, overlay.experiment)
        if self.started is not None and self._setup is not None:
            return steps_per_epoch(self._setup, self.started.experiment)
        return 1

    @override
    def redraw(self) -> None:
        drawn = self._of_run(self._series, self.per_epoch())
        for item, xy in zip(self._curves.values(), drawn, strict=True):
            item.setData(*xy)
        others = [xy for o in self.overlays for xy in self.overlay_curves(o)]
        x, y = (np.concatenate([xy[k] for xy in (*drawn, *others)]) for k in (0, 1))
        low = float(x.min()) if self.kind == LOSS and len(x) else 0.0
        high = self._leap(float(x.max()) if len(x) else 1.0)
        self.place(low, high, y)
        self._place_cursor()
        self._changes.place(self._of_step)

    @abstractmethod
    def place(self, low: float, high: float, y: Floats) -> None:
        """Let the axes hold what is drawn; ``y`` are the heights of all curves."""

    def _leap(self, last: float) -> float:
        """Let the axis end a quarter beyond the newest sample, and move seldom."""
        if self._end < last or last < 0.2 * self._end:
            self._end = last + 0.25 * abs(last) if last else 1.0
        return self._end

    @override
    def show_cursor(self, step: int | None) -> None:
        self._step = step
        self._place_cursor()

    def _place_cursor(self) -> None:
        curve = self._series.get(self.drawn[0])
        self._recorded.setVisible(self._step is not None and curve is not None)
        if self._step is None or curve is None or not len(curve.steps):
            return
        self._recorded.setPos(float(self._of_step(np.array([float(self._step)]))[0]))

    def _of_step(self, steps: Floats) -> Floats:
        """Return where steps of the run on screen are, shape (n,)."""
        nothing = np.zeros(len(steps), dtype=np.float32)
        at = Curve(steps.astype(np.int64), nothing)
        return positions(self.kind, at, self._series, self.per_epoch())

    @override
    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:
        return self._of_run(overlay.series, self.per_epoch(overlay))

    def _on_against_changed(self) -> None:
        self._end = 0.0
        self.show_labels()
        self.plot.follow_again()
        self.draw_overlays()
        self.mark_stale()

    # --- under the mouse ---

    @abstractmethod
    def heights_text(self, training: str, test: str) -> str:
        """Say the heights of both curves."""

    @abstractmethod
    def height_text(self, height: float) -> str:
        """Write a height as a number."""

    @override
    def read_out(self, x: float, y: float) -> str:
        parts = [self._at(x)]
        for series, name, per_epoch in self._all_runs():
            heights = [_nearest(xy, x) for xy in self._of_run(series, per_epoch)]
            if heights[0] is not None:
                texts = ("–" if height is None else self.height_text(height) for height in heights)
                parts.append(f"{name} {self.heights_text(*texts)}".strip())
        return "   ".join(parts) if len(parts) > 1 else ""

    def _at(self, x: float) -> str:
        if self.kind == LOSS:
            return self.tr("training loss {loss}").format(loss=readable(10**-x))
        if self.kind == EPOCHS:
            return self.tr("epoch {epoch}").format(epoch=readable(max(0.0, x), 4))
        return readable(max(0.0, x), 4)

    def _all_runs(self) -> list[tuple[Mapping[Series, Curve], str, int]]:
        others = [(o.series, o.name, self.per_epoch(o)) for o in self.overlays]
        return [(self._series, "", self.per_epoch()), *others]


def _nearest(xy: XY, x: float) -> float | None:
    if not len(xy[0]):
        return None
    return float(xy[1][int(np.argmin(np.abs(xy[0] - x)))])


def _loss_ticks() -> list[list[tuple[float, str]]]:
    values: Floats = np.array([10.0, 5, 3, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4, 1e-5])
    return [[(float(-np.log10(value)), readable(value, 6)) for value in values]]
