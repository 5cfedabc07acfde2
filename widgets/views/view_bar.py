"""The line above a plot: legend, note, and the buttons of a view."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget
from superqt import QElidingLabel

from widgets.plots.legend import Legend, LegendEntry
from widgets.plots.style import PlotStyle

NOTE = 40
"""Pixels that the note beside the legend has at least."""
WRAPPED = 4
"""Times the note's share of the width that a legend of several lines has."""


class ViewBar(QHBoxLayout):
    """Legend on the left, note in the middle, buttons on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.legend, self.note = Legend(), QElidingLabel()
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        policy = self.note.sizePolicy().Policy
        self.note.setSizePolicy(policy.Ignored, policy.Fixed)
        self.setContentsMargins(6, 2, 6, 0)
        self.setSpacing(12)
        self.addWidget(self.legend)
        self.addWidget(self.note, 1)

    def show_legend(self, entries: Iterable[LegendEntry], style: PlotStyle, width: int) -> None:
        """Write the legend into what buttons and note leave of a width in pixels."""
        if self.legend.show_entries(entries, style, self._room(width)):
            self.setStretchFactor(self.legend, WRAPPED if self.legend.is_long else 0)

    def _room(self, width: int) -> int:
        taken = sum(
            widget.sizeHint().width() + self.spacing()
            for widget in self._widgets()
            if isinstance(widget, QToolButton | QComboBox)
        )
        taken += NOTE if self.note.text() else 0
        return width - taken - 2 * self.spacing()

    def add_toggle(self, is_on: bool) -> QToolButton:
        """Add a button that stays pressed."""
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(is_on)
        button.setAutoRaise(True)
        self.addWidget(button)
        return button

    def hide_all(self) -> None:
        """Hide everything in the line."""
        for widget in self._widgets():
            widget.hide()

    def _widgets(self) -> list[QWidget]:
        items = (self.itemAt(index) for index in range(self.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if widget is not None]
