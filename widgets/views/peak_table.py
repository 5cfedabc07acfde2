"""Which peaks a run has learned, at which step, and when the other shown runs did."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem
from typing_extensions import override

from training.analysis.frequencies import Frequencies
from training.messages.readings import PeakReading
from training.number_format import readable
from widgets.plots.overlay import Overlay
from widgets.plots.style import LIGHT, PlotStyle
from widgets.views.frequency import peak_label, peak_tip

ROW = 22
"""Pixels for a row, before scaling."""
FREQUENCY, ERROR, LEARNED, OTHERS = range(4)
WIDEST = ("≈0.1591", "0.00044", "100,000")
RUN = "━━"
"""Heads the column of another run, in its colour; the legend says which that is."""


class PeakTable(QTableWidget):
    """A row a peak; a column for each other run, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__(0, OTHERS)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._setup: Frequencies | None = None
        self._titles: Sequence[str] = ("", "", "")
        self._others: Sequence[tuple[Overlay, PeakReading]] = ()
        self._style = LIGHT
        self._width = self._least = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def told(self) -> list[str]:
        """Return each row as it is read out: its heads and what stands below them."""
        heads = [self.horizontalHeaderItem(column) for column in (FREQUENCY, ERROR, LEARNED)]
        rows = []
        for row in range(self.rowCount()):
            cells = [self.item(row, column) for column in (FREQUENCY, ERROR, LEARNED)]
            pairs = zip(heads, cells, strict=True)
            said = [f"{h.text()} {c.text()}" for h, c in pairs if h and c and c.text()]
            rows.append(" ".join(said))
        return rows

    # --- what is told ---

    def set_titles(self, titles: Sequence[str]) -> None:
        """Take the heads of frequency, error and step."""
        self._titles = titles
        self._head()

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._style = style
        self.verticalHeader().setDefaultSectionSize(round(ROW * style.scale))
        self._head()
        self._fill_others()

    def show_own(
        self, setup: Frequencies | None, in_cycles: bool, peaks: PeakReading | None
    ) -> None:
        """Show the peaks, their errors and when each was learned."""
        if setup is not self._setup:
            self._setup = setup
            self.setRowCount(len(setup.peaks) if setup is not None else 0)
            self._fill_others()
        if setup is None:
            return
        for row in range(len(setup.peaks)):
            error, learned = "", ""
            if peaks is not None and row < len(peaks.error):
                value = float(peaks.error[row])
                error = "" if np.isnan(value) else readable(value, 2)
                learned = _step(peaks.learned_at[row])
            omega = peak_label(setup.tracked, row, in_cycles)
            cells = [
                self._set_cell(row, column, text, self._style.text)
                for column, text in enumerate((omega, error, learned))
            ]
            cells[FREQUENCY].setToolTip(peak_tip(setup.tracked, row, in_cycles))

    def show_others(self, others: Sequence[tuple[Overlay, PeakReading]]) -> None:
        """Show when other runs learned the same peaks."""
        self._others = others
        self._fill_others()
        self._head()

    # --- drawing ---

    def _fill_others(self) -> None:
        if self.columnCount() < OTHERS + len(self._others):
            self.setColumnCount(OTHERS + len(self._others))
        for column, (overlay, reading) in enumerate(self._others, OTHERS):
            for row, text in enumerate(self._learned(overlay, reading)):
                self._set_cell(row, column, text, self._style.run_colour(overlay.style))

    def _learned(self, overlay: Overlay, reading: PeakReading) -> list[str]:
        """Return when a run learned each of the peaks here; a dash where it has none such."""
        setup, here = overlay.setup.spectrum, self._setup
        if here is None:
            return []
        learned = reading.about(setup.peaks).learned_at
        steps = zip(setup.peaks.tolist(), map(_step, learned), strict=True)
        learned_at = (
            {f"{omega:.6g}": text for omega, text in steps} if type(setup) is type(here) else {}
        )
        return [learned_at.get(f"{omega:.6g}", "–") for omega in here.peaks.tolist()]

    def _set_cell(self, row: int, column: int, text: str, colour: str) -> QTableWidgetItem:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
        if item.text() != text:
            item.setText(text)
        if item.foreground().color() != QColor(colour):
            item.setForeground(QColor(colour))
        return item

    def _head(self) -> None:
        run_colour = self._style.network if self._others else self._style.text
        colours = (self._style.text, self._style.text, run_colour)
        heads = [*zip(self._titles, colours, ("", "", ""), strict=True)]
        heads += [(RUN, self._style.run_colour(o.style), o.name) for o, _ in self._others]
        for column, (text, colour, tip) in enumerate(heads):
            item = QTableWidgetItem(text)
            item.setForeground(QColor(colour))
            item.setToolTip(tip)
            self.setHorizontalHeaderItem(column, item)

    # --- sizes ---

    def fit(self, room: int) -> None:
        """Take the width of the columns; of others as many as a width in pixels has room for.

        Where it has none for all of them, the errors give way to one more.
        """
        header, metrics = self.horizontalHeader(), QFontMetrics(self.font())
        widths = [metrics.horizontalAdvance(text) + 14 for text in WIDEST]
        for row in range(self.rowCount()):
            cell = self.item(row, FREQUENCY)
            width = metrics.horizontalAdvance(cell.text()) + 14 if cell is not None else 0
            widths[FREQUENCY] = max(widths[FREQUENCY], width)
        for column, width in enumerate(widths):
            widths[column] = max(width, header.sectionSizeHint(column))
            header.resizeSection(column, widths[column])
        each = self._width_of_other(metrics)
        others = len(self._others)
        count = max(0, room - sum(widths)) // each
        without = max(0, room - sum(widths) + widths[ERROR]) // each
        has_errors = count >= min(others, without)
        count = min(others, count if has_errors else without)
        self.setColumnHidden(ERROR, not has_errors)
        for column in range(OTHERS, self.columnCount()):
            header.resizeSection(column, each)
            self.setColumnHidden(column, column >= OTHERS + count)
        self._width, self._least = header.length() + 4, sum(widths) + 4
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        """Let the view become narrower than it is: other runs have less room then."""
        return QSize(min(self._width, self._least), super().minimumSizeHint().height())

    def _width_of_other(self, metrics: QFontMetrics) -> int:
        texts = [RUN, *(text for other in self._others for text in self._learned(*other))]
        return max(metrics.horizontalAdvance(text) for text in texts) + 12


def _step(learned: int | None) -> str:
    return "" if learned is None else f"{learned:,}"
