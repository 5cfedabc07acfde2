"""Small multiples: the same view of each shown run, side by side, with the same axes."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from training.messages.announcements import Frame
from widgets.plots.joined_series import new_samples
from widgets.plots.legend import LINE
from widgets.plots.linked_ranges import LinkedRanges
from widgets.plots.overlay import Overlay
from widgets.plots.style import LIGHT, PlotStyle
from widgets.views.view import View

SMALLER = 0.85
"""Size of texts and lines beside those of a view that has the room to itself."""

BEST_SHAPE = 1.5
"""Width of a panel over its height."""


class Panel(QWidget):
    """One run: its name above a view."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self.name = QLabel()
        self._overlay: Overlay | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(self.name)
        column.addWidget(view, 1)
        view.show_plot_alone()

    def show_run(self, overlay: Overlay, style: PlotStyle) -> None:
        """Draw a run, as far as it is known."""
        before, self._overlay = self._overlay, overlay
        self.view.setVisible(isinstance(overlay.setup.data, self.view.draws))
        if self.view.isHidden():
            return
        if before is None or before.setup is not overlay.setup:
            self.view.show_setup(overlay.setup)
        new = new_samples(before.series, overlay.series) if before is not None else None
        if new is None:
            self.view.forget()
        series = overlay.series if new is None else new
        self.view.show_frame(Frame(0, 0, 0.0, series, overlay.readings))
        if before is None or (before.name, before.style) != (overlay.name, overlay.style):
            self.set_style(style)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes; the run has its own colour here too."""
        if self._overlay is None:
            return
        run = self._overlay.style
        self.view.set_style(replace(style, run=run, scale=SMALLER * style.scale))
        self.view.mark_stale()
        self.name.setFont(style.font(10))
        sign = f'<span style="color:{style.run_colour(run)}">{LINE}</span>'
        self.name.setText(f"{sign} {escape(self._overlay.name)}")


class ViewKind:
    """One kind of view: its panels, which are made once, and its controls for all of them."""

    def __init__(self, example: View) -> None:
        self.example = example
        self.panels: list[Panel] = []
        self.ranges = LinkedRanges()
        self.toggles = [QToolButton() for _ in example.toggles]
        for number, (toggle, button) in enumerate(zip(self.toggles, example.toggles, strict=True)):
            toggle.setCheckable(True)
            toggle.setAutoRaise(True)
            toggle.setChecked(button.isChecked())
            toggle.toggled.connect(lambda is_on, n=number: self._set_toggle(n, is_on))

    def add_panel(self) -> Panel:
        """Make another panel, which looks like the others."""
        panel = Panel(type(self.example)())
        for toggle, button in zip(self.toggles, panel.view.toggles, strict=True):
            button.setChecked(toggle.isChecked())
        self.panels.append(panel)
        return panel

    def _set_toggle(self, number: int, is_on: bool) -> None:
        self.ranges.follow_again()
        for panel in self.panels:
            panel.view.toggles[number].setChecked(is_on)

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        self.example.retranslate()
        for toggle, button in zip(self.toggles, self.example.toggles, strict=True):
            toggle.setText(button.text())
            toggle.setToolTip(button.toolTip())


class Multiples(QWidget):
    """A grid of panels, one for each shown run.

    Parameters
    ----------
    examples
        A view of each kind that there may be.

    Signals
    -------
    visibility_changed
        The readings that are needed may be others.
    """

    visibility_changed = Signal()

    def __init__(self, examples: Iterable[View]) -> None:
        super().__init__()
        self._kinds = [ViewKind(example) for example in examples]
        self._shown: ViewKind | None = None
        self._overlays: tuple[Overlay, ...] = ()
        self._columns = 1
        self._style = LIGHT
        self.choice = QComboBox()
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 4, 6, 0)
        bar.addWidget(self.choice)
        for kind in self._kinds:
            if self.choice.findData(kind.example.key) < 0:
                self.choice.addItem("", kind.example.key)
            for toggle in kind.toggles:
                bar.addWidget(toggle)
        bar.addStretch(1)
        self._note = QLabel()
        bar.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        self._grid = QGridLayout()
        self._grid.setSpacing(2)
        column.addLayout(self._grid, 1)
        self.choice.currentIndexChanged.connect(self._on_choice_changed)
        self.retranslate()
        self._on_choice_changed()

    @property
    def kind(self) -> ViewKind:
        """The kind of view that is shown: the chosen one for the first run's data."""
        chosen = [k for k in self._kinds if k.example.key == self.choice.currentData()]
        data = self._overlays[0].setup.data if self._overlays else None
        return next((k for k in chosen if isinstance(data, k.example.draws)), chosen[0])

    @property
    def panels(self) -> Sequence[Panel]:
        """Those that show a run."""
        return self.kind.panels[: len(self._overlays)]

    @property
    def needs(self) -> frozenset[type]:
        """Types of the readings that are drawn."""
        return self.kind.example.needs

    # --- what is told ---

    @Slot(object)
    def show_runs(self, overlays: tuple[Overlay, ...]) -> None:
        """Draw runs, in this order."""
        is_other_number = len(overlays) != len(self._overlays)
        self._overlays = overlays
        if self.kind is not self._shown:
            self._show_kind()
        elif is_other_number:
            self._lay_out()
        for panel, overlay in zip(self.panels, overlays, strict=True):
            panel.show_run(overlay, self._style)

    def show_cursor(self, step: int | None) -> None:
        """Point at the recorded step that is shown; None: what is live is shown."""
        for panel in self.panels:
            panel.view.show_cursor(step)

    def _lay_out(self) -> None:
        while item := self._grid.takeAt(0):
            if (panel := item.widget()) is not None:
                panel.hide()
        while len(self.kind.panels) < len(self._overlays):
            self.kind.add_panel()
        self._columns = columns = self._best_columns()
        for number, panel in enumerate(self.panels):
            self._grid.addWidget(panel, number // columns, number % columns)
            panel.show()
        self.kind.ranges.link([panel.view.plot for panel in self.panels])
        self._show_note()

    def _best_columns(self) -> int:
        return best_columns(len(self._overlays), self.width(), self.height())

    def _on_choice_changed(self) -> None:
        self._show_kind()
        self.show_runs(self._overlays)
        self.visibility_changed.emit()

    def _show_kind(self) -> None:
        self._shown = self.kind
        for kind in self._kinds:
            for toggle in kind.toggles:
                toggle.setVisible(kind is self._shown)
        self._lay_out()
        for panel in self.panels:
            panel.set_style(self._style)

    # --- look ---

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._style = style
        self.setFont(style.font(9))
        for panel in self.panels:
            panel.set_style(style)

    def _show_note(self) -> None:
        shown = len(self._overlays)
        empty = self.tr("No run is shown. Tick runs in the list.")
        self._note.setText(self.tr("same axes for all") if shown else empty)

    def retranslate(self) -> None:
        """Set all texts in the present language."""
        for kind in reversed(self._kinds):  # the first of a key has the last word
            kind.retranslate()
            index = self.choice.findData(kind.example.key)
            self.choice.setItemText(index, kind.example.title())
        self._show_note()

    # --- Qt ---

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._best_columns() != self._columns:
            self._lay_out()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visibility_changed.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.visibility_changed.emit()


def best_columns(count: int, width: float, height: float) -> int:
    """Return the number of columns in which panels come nearest to their best shape."""

    def distance(columns: int) -> float:
        rows = math.ceil(count / columns)
        shape = (width / columns) / (height / rows)
        return abs(math.log(shape / BEST_SHAPE))

    return min(range(1, count + 1), key=distance, default=1)
