"""The middle of the window: the views of one run, or small multiples of all shown runs."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from training.messages import Frame
from widgets.multiples import Multiples
from widgets.style import PlotStyle
from widgets.view_grid import ViewGrid
from widgets.views import View


class Stage(QStackedWidget):
    """Shows one of both.

    Signals
    -------
    needs_changed
        Other readings are drawn now.
    """

    needs_changed = Signal()

    def __init__(self, views: Mapping[str, View]) -> None:
        super().__init__()
        self.views = views
        self.grid, self.multiples = ViewGrid(views.values()), Multiples(views.values())
        self.addWidget(self.grid)
        self.addWidget(self.multiples)
        self.multiples.visibility_changed.connect(self.needs_changed)
        for view in views.values():
            view.visibility_changed.connect(self.needs_changed)

    @property
    def is_side_by_side(self) -> bool:
        """Whether the small multiples are shown."""
        return self.currentWidget() is self.multiples

    def show_side_by_side(self, is_on: bool) -> None:
        """Choose."""
        self.setCurrentWidget(self.multiples if is_on else self.grid)

    @property
    def needs(self) -> frozenset[type]:
        """Types of the readings that anyone can see."""
        shown = [view.needs for view in self.views.values() if view.isVisible()]
        if self.multiples.isVisible():
            shown.append(self.multiples.needs)
        return frozenset().union(*shown)

    def show_recorded(self, frame: Frame | None, step: int | None) -> None:
        """Draw the readings of a Frame in the views that have any, and point at its step."""
        for view in self.views.values():
            view.show_cursor(step)
            if frame is not None and view.needs:
                view.show_frame(frame)
        self.multiples.show_cursor(step)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self.grid.set_style(style)
        self.multiples.set_style(style)
