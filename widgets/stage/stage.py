"""The middle of the window: the views of one run, or small multiples of all shown runs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from training.data.kinds import Data
from training.messages.announcements import Frame, RunStarted
from training.setup.setup import Setup
from widgets.plots.overlay import Overlay
from widgets.plots.style import LIGHT, PlotStyle
from widgets.stage.small_multiples import Multiples
from widgets.stage.view_grid import ViewGrid
from widgets.views import View

AnyView = TypeVar("AnyView", bound=View)


class Stage(QStackedWidget):
    """Shows one of both.

    Signals
    -------
    needs_changed
        Other readings are drawn now.
    """

    needs_changed = Signal()

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__()
        self.all_views = views
        """Those of all kinds of data."""
        self._overlays: tuple[tuple[Overlay, ...], str] = (), ""
        self.style_now, self._is_alone = LIGHT, True
        self._kind: type[Data] | None = None
        self._loss = ""
        self.grid, self.multiples = ViewGrid(views), Multiples(views)
        self.addWidget(self.grid)
        self.addWidget(self.multiples)
        self.multiples.visibility_changed.connect(self.needs_changed)
        for view in views:
            view.visibility_changed.connect(self.needs_changed)

    @property
    def views(self) -> dict[str, View]:
        """The views of the present data, by their keys."""
        shown = {key: slot.view for key, slot in self.grid.slots.items()}
        return {key: view for key, view in shown.items() if view is not None}

    def views_of(self, kind: type[AnyView]) -> list[AnyView]:
        """Return the views of a class, whatever data are shown now."""
        return [view for view in self.all_views if isinstance(view, kind)]

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
        shown = [view.needs for view in self.all_views if view.isVisible()]
        if self.multiples.isVisible():
            shown.append(self.multiples.needs)
        return frozenset().union(*shown)

    def set_presented(self, is_on: bool) -> None:
        """Lay the views out for the class, or as they were."""
        for view in self.all_views:
            view.header.set_presented(is_on)
        self.grid.set_presented(is_on)

    # --- what is told ---

    def show_setup(self, setup: Setup) -> None:
        """Show the data in the views that can, instead of those that cannot."""
        is_other, self._kind = self._kind is not type(setup.data), type(setup.data)
        self.grid.show_for(setup.data)
        _tell(self.views.values(), lambda view: view.show_setup(setup))
        if is_other:
            self._choose_overlays()

    def begin_run(self, started: RunStarted) -> None:
        """Begin with a new run."""
        self.show_setup(started.setup)
        _tell(self.views.values(), lambda view: view.begin_run(started))

    def show_frame(self, frame: Frame) -> None:
        """Show what a run has come to."""
        _tell(self.views.values(), lambda view: view.show_frame(frame))

    def show_overlays(self, overlays: tuple[Overlay, ...], name: str) -> None:
        """Draw other runs behind the one that is shown, whose name is given."""
        self._overlays = overlays, name
        kind = self._kind or Data
        alike = [o for o in overlays if isinstance(o.setup.data, kind)]
        of_loss = [o for o in alike if o.loss in ("", self._loss)]
        left_out = tuple(o.name for o in alike if o not in of_loss)
        if self._is_alone == bool(alike):
            self._is_alone = not alike
            self.set_style(self.style_now)
        for view in self.views.values():
            view.left_out = left_out if view.draws_losses else ()
            view.show_overlays(tuple(of_loss if view.draws_losses else alike), name)

    def _choose_overlays(self) -> None:
        """Draw those of the known ones that go with what is on screen now."""
        if self._overlays[0]:
            self.show_overlays(*self._overlays)

    def set_loss(self, loss: str) -> None:
        """Take the loss that the run on screen is trained with, which the axes are named after."""
        if loss != self._loss:
            self._loss = loss
            _tell(self.all_views, lambda view: view.set_loss(loss))
            self._choose_overlays()

    def show_data(self, setup: Setup, measured: Frame) -> None:
        """Show the data of another step of the run, and what was measured on them."""
        self.show_setup(setup)
        _tell(self.views.values(), lambda view: view.absorb(measured))
        _tell(self.views.values(), lambda view: view.mark_stale())

    def forget(self) -> None:
        """Forget the last run."""
        for prediction in filter(None, (view.prediction for view in self.all_views)):
            prediction.clear()
        _tell(self.all_views, lambda view: view.forget())
        _tell(self.all_views, lambda view: view.plot.follow_again())
        _tell(self.all_views, lambda view: view.mark_stale())

    def show_recorded(self, frame: Frame | None, step: int | None) -> None:
        """Draw the readings of a Frame in the views that have any, and point at its step."""
        for view in self.views.values():
            view.show_cursor(step)
            if frame is not None and view.needs:
                view.show_frame(frame)
        self.multiples.show_cursor(step)

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes; whether the run is alone, the stage knows itself."""
        self.style_now = replace(style, is_alone=self._is_alone)
        self.grid.set_style(self.style_now)
        self.multiples.set_style(style)


def _tell(views: Iterable[View], message: Callable[[View], None]) -> None:
    """Tell all views; an error of one is raised when the others know, so that none shows old data.

    Only the first error is raised: the dialog shows one, and others mostly follow from it.
    """
    first: Exception | None = None
    for view in views:
        try:
            message(view)
        except Exception as error:
            first = first or error
    if first is not None:
        raise first
