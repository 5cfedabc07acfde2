"""Relative error of each frequency by step, and the order in which the peaks were learned."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from training.analysis.frequencies import Frequencies
from training.data.kinds import Data1D, ImageData, LabelledData, OutlineData
from training.messages.announcements import Frame
from training.messages.readings import PeakReading, Series
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.error_map import ErrorHistory, height, spacing, top
from widgets.plots.live_plot import Range
from widgets.plots.overlay import Overlay
from widgets.plots.palettes import sequential
from widgets.plots.step_axis import StepAxis, StepCursor
from widgets.plots.style import PlotStyle
from widgets.views.frequency import axis_label, factor, sampled_note
from widgets.views.peak_table import PeakTable
from widgets.views.view import View

PLOT = 160
"""Pixels that the table leaves to the map, before scaling."""
COLUMNS = 400
"""Columns of the image, however long the run."""


class HistoryView(View):
    """Heat map frequency by step with a table of the learned peaks."""

    key = "spectrum_history"
    draws = (Data1D, ImageData, OutlineData, LabelledData)
    needs = frozenset({PeakReading})

    def __init__(self) -> None:
        super().__init__()
        self._image = pg.ImageItem()
        self._learned = pg.ScatterPlotItem(pxMode=True, symbol="star")
        self.plot.addItem(self._image)
        self.plot.addItem(self._learned)
        self._recorded = StepCursor()
        self.plot.addItem(self._recorded)
        self._bar = pg.ColorBarItem(interactive=False, width=12)
        self._bar.setImageItem(self._image, insert_in=self.plot.getPlotItem())
        # The uppermost number of the colour bar stands half above it.
        self.plot.getPlotItem().layout.setContentsMargins(0, 8, 0, 0)
        self.table = PeakTable()
        self.body.addWidget(self.table)
        # The map takes what the table leaves it, not what it would like to have.
        self.plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._bar.setColorMap(sequential())
        self._bar.setLevels((0.0, 1.0))
        self._log_x = self.add_toggle()
        self._log_x.toggled.connect(self._on_axes_changed)
        self._setup: Frequencies | None = None
        self._in_cycles = False
        self._is_alone = False
        self._axis = StepAxis()
        self._peaks: PeakReading | None = None
        self._clear()
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Spectrum history")

    @override
    def retranslate(self) -> None:
        self._log_x.setText(self.tr("log x"))
        self.plot.setToolTip(
            self.tr("Relative error of each frequency; none is shown that the target lacks.")
        )
        self.table.setToolTip(
            self.tr("The step from which the error stays below the threshold for 10 steps.")
        )
        self._bar.setLabel("left", self.tr("relative error"))
        self._show_labels()

    def _show_labels(self) -> None:
        self.plot.set_labels(self.tr("step"), axis_label(self._in_cycles))
        frequency = self.tr("cycles") if self._in_cycles else "ω"
        self.table.set_titles([frequency, self.tr("error"), self.tr("learned")])
        self._fit_table()
        self._show_note()

    def _show_note(self) -> None:
        if self._setup is None:
            return
        text = sampled_note(self._setup)
        if self._peaks is not None and self._peaks.every > 1:
            text += self.tr("; peaks looked at every {steps} steps").format(steps=self._peaks.every)
        self.note.setText(text)

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        for side in ("left", "bottom"):
            self.plot.getAxis(side).set_ticks(style.pen("axis"), is_grid=False)
        self._learned.setSize(13 * style.scale)
        self._learned.setBrush(style.colour("background"))
        self._learned.setPen(style.pen("text"))
        self._recorded.setPen(style.pen("text", 1.5))
        self._style_bar(style)
        self.table.set_style(style)
        self._fit_table()

    def _style_bar(self, style: PlotStyle) -> None:
        axis = self._bar.getAxis("right")
        axis.setPen(style.pen("axis"))
        axis.setTextPen(style.text)
        axis.setTickFont(style.font(8))
        axis.setWidth(round(30 * style.scale))
        self._bar.getAxis("left").setTextPen(style.text)
        self._bar.getAxis("left").label.setFont(style.font(9))

    @override
    def show_plot_alone(self) -> None:
        super().show_plot_alone()
        self._is_alone = True
        self.table.hide()

    def set_unit(self, in_cycles: bool) -> None:
        """Show cycles instead of radians."""
        self._in_cycles = in_cycles
        self._show_labels()
        self._fill_table()
        self._on_axes_changed()

    # --- messages ---

    def _clear(self) -> None:
        self.errors = ErrorHistory(len(self._setup.omega) if self._setup else 1)
        self._peaks = None
        self._drawn: tuple[int, tuple[int | None, ...]] | None = None
        self._axis.reset()

    @override
    def show_setup(self, setup: Setup) -> None:
        is_same = self._setup is not None and self._setup.matches(setup.spectrum)
        self._setup = setup.spectrum
        if not is_same:
            self._clear()
        self.table.setVisible(len(self._setup.peaks) > 0 and not self._is_alone)
        self._fill_table()
        self._show_labels()
        self._on_axes_changed()

    @override
    def show_overlays(self, overlays: tuple[Overlay, ...], name: str = "") -> None:
        """Say when they learned; a map of colours would hide what is behind it."""
        others = [
            (overlay, reading)
            for overlay in overlays
            if (reading := overlay.readings.get(PeakReading)) is not None
        ]
        super().show_overlays(tuple(overlay for overlay, _ in others), name)
        self.table.show_others(others)
        self._fit_table()

    @override
    def forget(self) -> None:
        self._clear()
        self.plot.follow_again()

    @override
    def absorb(self, frame: Frame) -> None:
        if Series.SPECTRUM_ERROR in frame.restarted:
            self._clear()
        curve = frame.series.get(Series.SPECTRUM_ERROR)
        if curve is not None and self._setup is not None:
            self.errors.append(curve)
        reading = frame.readings.get(PeakReading)
        if reading is not None and self._setup is not None:
            self._peaks = reading.about(self._setup.peaks)

    # --- drawing ---

    @override
    def redraw(self) -> None:
        self._fill_table()
        shown = (len(self.errors), self._peaks.learned_at if self._peaks else ())
        if shown != self._drawn:  # most frames bring no new column
            self._drawn = shown
            self._draw_image()
            self._place_learned()

    def _draw_image(self) -> None:
        setup = self._setup
        if setup is None or not len(self.errors):
            self._image.clear()
            if setup is not None:
                self.plot.follow(self._axis.span(0), self._shown_omega(setup), margin=0.0)
            return
        begin, end = self._axis.span(int(self.errors.steps[-1]))
        columns = np.linspace(begin, end, COLUMNS, endpoint=False)
        at = 10**columns if self._axis.is_log else columns
        self._image.setImage(self.errors.picture(setup, at), autoLevels=False)
        scale = factor(self._in_cycles)
        bottom, upper = -scale * spacing(setup) / 2, scale * height(setup)
        self._image.setRect(begin, bottom, end - begin, upper - bottom)
        self.plot.follow((begin, end), self._shown_omega(setup), margin=0.0)

    def _shown_omega(self, setup: Frequencies) -> Range:
        """Leave out the empty top where the target has nothing."""
        scale = factor(self._in_cycles)
        return -scale * spacing(setup) / 2, scale * top(setup)

    @override
    def show_cursor(self, step: int | None) -> None:
        self._recorded.show_step(step, self._axis)

    def _place_learned(self) -> None:
        learned = self._peaks.learned_at if self._peaks is not None else ()
        omegas = self._setup.peaks if self._setup is not None else ()
        pairs = [(s, omega) for s, omega in zip(learned, omegas, strict=False) if s is not None]
        steps, heights = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
        self._learned.setData(self._axis.positions(steps), heights * factor(self._in_cycles))

    def _fill_table(self) -> None:
        self.table.show_own(self._setup, self._in_cycles, self._peaks)

    def _fit_table(self) -> None:
        """Leave the table the width of its columns and the rest to the plot."""
        self.table.fit(self.width() - round(PLOT * self.style_now.scale))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_table()

    # --- controls ---

    def _on_axes_changed(self) -> None:
        self._axis.is_log = self._log_x.isChecked()
        self.plot.set_log(x=self._axis.is_log, y=False)
        self._recorded.place(self._axis)
        self.plot.follow_again()
        self._drawn = None
        self.mark_stale()

    @override
    def told(self) -> list[str]:
        return self.table.told()

    @override
    def read_out(self, x: float, y: float) -> str:
        if self._setup is None or not len(self.errors):
            return ""
        omega = self._setup.omega * factor(self._in_cycles)
        row = int(np.argmin(np.abs(omega - y)))
        index = self.errors.index(self._axis.step(x))
        if not self._setup.in_target[row]:
            return self.tr("frequency {omega} is not in the target").format(
                omega=readable(omega[row], 4)
            )
        return self.tr("step {step}   frequency {omega}   error {error}").format(
            step=int(self.errors.steps[index]),
            omega=readable(omega[row], 4),
            error=readable(self.errors.error(index, row)),
        )
