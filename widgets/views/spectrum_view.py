"""Magnitudes of target and network against angular frequency."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from typing_extensions import override

from training.analysis.frequencies import Frequencies
from training.arrays import Floats, Floats32
from training.data.kinds import Data1D, LabelledData, OutlineData
from training.messages.announcements import Frame
from training.messages.readings import SpectrumReading
from training.number_format import readable
from training.setup.setup import Setup
from widgets.plots.legend import LINE, POINT, RING, LegendEntry
from widgets.plots.live_plot import cache
from widgets.plots.log_scale import log10
from widgets.plots.overlay import Overlay
from widgets.plots.peak_lines import PeakLines
from widgets.plots.prediction_parts import HideablePart
from widgets.plots.spectrum_reach import aliasing_limit, reach
from widgets.plots.stems import MOST, NetworkStems, TargetRings
from widgets.plots.style import DASHED, PlotStyle
from widgets.plots.xy import NOTHING, XY
from widgets.views.frequency import axis_label, factor, peak_label, sampled_note
from widgets.views.view import View

FLOOR = 1e-4
MOST_TOLD = 8
"""Peaks that are told of in words."""
NAMES = 0.12
"""Part of the height above the highest value, for the names of frequencies."""
LEFT = {"position": 0.8, "anchors": [(1.0, 0.5), (1.0, 0.5)]}
"""A label stands to the left of its line, wherever that is; by itself it changes sides."""


class SpectrumView(View):
    """|F(omega)| of target and network; tracked peaks are marked."""

    key = "spectrum"
    needs = frozenset({SpectrumReading})
    draws = (Data1D, OutlineData, LabelledData)

    unit_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._setup: Frequencies | None = None
        self._peaks = PeakLines(self.plot)
        self._limit = pg.InfiniteLine(angle=90, movable=False, label="", labelOpts=LEFT)
        self.plot.addItem(self._limit)
        self._target, self._network = TargetRings(self.plot), NetworkStems(self.plot)
        cache(self._target.line)
        cache(self._target.rings)
        self._log_y, self._cycles = self.add_toggle(), self.add_toggle()
        self._log_y.toggled.connect(self._on_axes_toggled)
        self._cycles.toggled.connect(self._on_axes_toggled)
        self._cycles.toggled.connect(self.unit_changed)
        self.allow_prediction(
            {
                "network": HideablePart(
                    lambda: self.tr("Hide the network"),
                    self._network_curve,
                    (self._network.line, self._network.dots),
                )
            }
        )
        self._magnitude: Floats32 | None = None
        self.retranslate()

    @override
    def title(self) -> str:
        return self.tr("Spectrum")

    @override
    def retranslate(self) -> None:
        self._log_y.setText(self.tr("log y"))
        self._cycles.setText(self.tr("cycles"))
        self._cycles.setToolTip(self.tr("Frequency in cycles per unit of x, for example per year."))
        self.show_legend()
        self._show_labels()

    def _show_labels(self) -> None:
        self.plot.set_labels(axis_label(self._cycles.isChecked()), "|F|")
        self.note.setText(sampled_note(self._setup) if self._setup else "")

    @override
    def entries(self) -> list[LegendEntry]:
        return [
            LegendEntry("network", POINT if self._are_stems else LINE, self.tr("network")),
            LegendEntry("target", RING if self._are_stems else LINE, self.tr("target")),
        ]

    @override
    def set_style(self, style: PlotStyle) -> None:
        super().set_style(style)
        self._target.set_style(style)
        self._network.set_style(style, are_stems=self._are_stems)
        self._draw_target()
        self._limit.setPen(style.pen("text", 1, DASHED))
        self._place_peaks()
        self._place_limit()

    # --- messages ---

    @override
    def show_setup(self, setup: Setup) -> None:
        if self._setup is None or not self._setup.matches(setup.spectrum):
            self._magnitude = None
        self._setup = setup.spectrum
        self._network.set_style(self.style_now, are_stems=self._are_stems)
        self.show_legend()
        self._show_labels()
        self._place_peaks()
        self._place_limit()
        self._draw_target()
        self.plot.follow_again()
        self.mark_stale()

    @override
    def forget(self) -> None:
        self._magnitude = None

    @override
    def absorb(self, frame: Frame) -> None:
        reading = frame.readings.get(SpectrumReading)
        if reading is not None:
            self._magnitude = reading.magnitude

    def _place_peaks(self) -> None:
        if self._setup is None:
            return
        in_cycles, tracked = self._cycles.isChecked(), self._setup.tracked
        positions = self._setup.peaks * factor(in_cycles)
        names = [peak_label(tracked, index, in_cycles) for index in range(len(positions))]
        self._peaks.show(positions, names, self.style_now, are_drawn=not self._are_stems)

    def _place_limit(self) -> None:
        """Show the frequency beyond which the samples cannot tell waves apart."""
        limit = aliasing_limit(self._setup)
        self._limit.setVisible(math.isfinite(limit))
        if math.isfinite(limit):
            limit *= factor(self._cycles.isChecked())
            self._limit.setPos(limit)
            text = self.tr("aliasing limit {omega}").format(omega=readable(limit, 4))
            self._limit.label.setFormat(text)
            self._limit.label.setColor(self.style_now.text)
            self._limit.label.setFont(self.style_now.font(9))

    # --- drawing ---

    def _y(self, values: Floats | Floats32) -> Floats | Floats32:
        return log10(values, FLOOR) if self._log_y.isChecked() else values

    def _draw_target(self) -> None:
        if self._setup is not None:
            omega = self._setup.omega * factor(self._cycles.isChecked())
            curve = omega, self._y(self._setup.target_magnitude)
            self._target.show(curve, self._bottom, are_stems=self._are_stems)

    @property
    def _are_stems(self) -> bool:
        """Whether each frequency is drawn by itself: no network has anything between them."""
        setup = self._setup
        return setup is not None and int((setup.omega <= reach(setup)).sum()) <= MOST

    @property
    def _bottom(self) -> float:
        """Where stems begin."""
        return math.log10(FLOOR) if self._log_y.isChecked() else 0.0

    @override
    def redraw(self) -> None:
        if self._setup is None:
            return
        omega = self._setup.omega * factor(self._cycles.isChecked())
        target = self._setup.target_magnitude
        top = float(target.max())
        if self._magnitude is not None and len(self._magnitude) == len(omega):
            values = self._y(self._magnitude)
            self._network.show(omega, values, self._bottom, are_stems=self._are_stems)
            top = max(top, float(self._magnitude.max()))
        else:
            self._network.clear()
        end = reach(self._setup) * factor(self._cycles.isChecked())
        y = self._y(np.array([FLOOR if self._log_y.isChecked() else 0.0, top or 1.0]))
        low, high = float(y[0]), float(y[1])
        self.plot.follow((float(omega[0]), end), (low, high + NAMES * (high - low)))

    def _network_curve(self) -> XY:
        if self._setup is None or self._magnitude is None:
            return NOTHING
        if len(self._magnitude) != len(self._setup.omega):
            return NOTHING
        omega = self._setup.omega * factor(self._cycles.isChecked())
        return omega, self._y(self._magnitude)

    @override
    def is_log(self) -> bool:
        return self._log_y.isChecked()

    @override
    def overlay_curves(self, overlay: Overlay) -> Sequence[XY]:
        reading, omega = overlay.readings.get(SpectrumReading), overlay.setup.spectrum.omega
        if reading is None or len(reading.magnitude) != len(omega):
            return (NOTHING,)
        return ((omega * factor(self._cycles.isChecked()), self._y(reading.magnitude)),)

    @override
    def told(self) -> list[str]:
        if self._setup is None:
            return []
        peaks = self._setup.peaks[:MOST_TOLD] * factor(self._cycles.isChecked())
        return [self.read_out(float(peak), 0.0) for peak in peaks]

    # --- controls ---

    def _on_axes_toggled(self) -> None:
        self.plot.set_log(x=False, y=self._log_y.isChecked())
        self.plot.follow_again()
        self._show_labels()
        self._place_peaks()
        self._place_limit()
        self._draw_target()
        self.draw_overlays()
        self.mark_stale()

    @override
    def read_out(self, x: float, y: float) -> str:
        if self._setup is None:
            return ""
        omega = self._setup.omega * factor(self._cycles.isChecked())
        index = int(np.argmin(np.abs(omega - x)))
        text = self.tr("frequency {omega}   target {target}").format(
            omega=readable(omega[index], 4), target=readable(self._setup.target_magnitude[index], 4)
        )
        if self._magnitude is not None and len(self._magnitude) == len(omega):
            text += "   " + self.tr("network {value}").format(
                value=readable(self._magnitude[index], 4)
            )
        for overlay in self.overlays:
            reading, run_omega = overlay.readings.get(SpectrumReading), overlay.setup.spectrum.omega
            if reading is not None and len(reading.magnitude) == len(run_omega):
                nearest = int(np.argmin(np.abs(run_omega - self._setup.omega[index])))
                text += f"   {overlay.name} {readable(reading.magnitude[nearest], 4)}"
        return text
