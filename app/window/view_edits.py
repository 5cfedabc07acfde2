"""What is asked for in the views themselves: points of the dataset, outlines, predictions."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject

from app.commands.commands import Command, Commands
from app.desktop.notices import Notices
from app.session.point_edits import added, function_of, moved, outlined, removed
from app.session.session import Session
from training.arrays import Floats
from training.settings import Mlp
from training.settings.model import PhaseInit
from training.text import Problem
from widgets.stage.stage import Stage
from widgets.views import FitView, OutlineView, PhaseView, TrueFunctionsView, View


class ViewEdits(QObject):
    """Lets edits in the views be commands about the session."""

    def __init__(
        self, session: Session, stage: Stage, commands: Commands, notices: Notices
    ) -> None:
        super().__init__(stage)
        self._session, self._notices = session, notices
        for view in stage.all_views:
            self._join_prediction(view, commands)
            ask = partial(self._ask, commands, view.key)
            view.header.command_asked.connect(ask)
        for fit in stage.views_of(FitView):
            fit.drag_ended.connect(session.document.end_gesture)
            fit.point_added.connect(commands.asker("add_point"))
            fit.point_moved.connect(commands.asker("move_point"))
            fit.point_removed.connect(commands.asker("remove_point"))
        for functions in stage.views_of(TrueFunctionsView):
            functions.true_function_drawn.connect(commands.asker("draw_function"))
        for phase in stage.views_of(PhaseView):
            phase.place_chosen.connect(commands.asker("choose_initialisation"))
        for outline in stage.views_of(OutlineView):
            outline.outline_drawn.connect(commands.asker("draw_outline"))

    @staticmethod
    def _ask(commands: Commands, view: str, key: str) -> None:
        commands.ask(key, view)

    def _join_prediction(self, view: View, commands: Commands) -> None:
        if view.prediction is not None:
            view.prediction.hide_asked.connect(partial(commands.ask, "hide", view.key))
            view.prediction.reveal_asked.connect(partial(commands.ask, "reveal", view.key))
            view.prediction.clear_asked.connect(partial(commands.ask, "clear_prediction", view.key))

    def commands(self) -> Iterator[Command]:
        """Yield what can be edited in views."""
        edit = self._session.edits.edit_points
        yield Command("add_point", lambda x, y: edit(added, (x, y)))
        yield Command("move_point", lambda index, x, y: edit(moved, index, (x, y), is_drag=True))
        yield Command("remove_point", partial(edit, removed))
        yield Command("draw_outline", self._draw_outline)
        yield Command("draw_function", self._draw_function)
        yield Command("choose_initialisation", self._choose_initialisation)

    def _choose_initialisation(self, gamma: float, gamma_prime: float) -> None:
        experiment = self._session.edits.experiment
        if isinstance(experiment.model, Mlp):
            init = PhaseInit(gamma=gamma, gamma_prime=gamma_prime)
            model = experiment.model.evolve(initialisation=init)
            self._session.document.change(experiment.evolve(model=model))

    def _draw_outline(self, points: Floats) -> None:
        try:
            self._session.edits.edit_points(outlined, points)
        except Problem as problem:  # one draws again at once, and needs no dialog
            self._notices.set_status(problem.text)

    def _draw_function(self, points: Floats) -> None:
        experiment = self._session.edits.experiment
        truths = experiment.truths.evolve(drawn=function_of(points))
        self._session.document.change(experiment.evolve(truths=truths))
