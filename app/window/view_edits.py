"""What is edited in the views themselves: points and outlines become the dataset."""

from PySide6.QtCore import QObject, Slot

from app.desktop.notices import Notices
from app.session.point_edits import added, function_of, moved, outlined, removed
from app.session.session import Session
from training.arrays import Floats
from training.settings import Mlp
from training.settings.model import PhaseInit
from training.text import Problem
from widgets.stage.stage import Stage
from widgets.views import FitView, OutlineView, PhaseView, TrueFunctionsView


class ViewEdits(QObject):
    """Takes edits from the views to the session."""

    def __init__(self, session: Session, stage: Stage, notices: Notices) -> None:
        super().__init__(stage)
        self._session, self._notices = session, notices
        fit = stage.view_of(FitView)
        fit.point_added.connect(self._on_point_added)
        fit.point_moved.connect(self._on_point_moved)
        fit.point_removed.connect(self._on_point_removed)
        fit.drag_ended.connect(session.document.end_gesture)
        stage.view_of(TrueFunctionsView).true_function_drawn.connect(self._on_true_function_drawn)
        stage.view_of(PhaseView).place_chosen.connect(self._on_place_chosen)
        stage.view_of(OutlineView).outline_drawn.connect(self._on_outline_drawn)

    @Slot(float, float)
    def _on_place_chosen(self, gamma: float, gamma_prime: float) -> None:
        experiment = self._session.edited_experiment
        if isinstance(experiment.model, Mlp):
            init = PhaseInit(gamma=gamma, gamma_prime=gamma_prime)
            model = experiment.model.evolve(initialisation=init)
            self._session.replace(experiment.evolve(model=model))

    @Slot(float, float)
    def _on_point_added(self, x: float, y: float) -> None:
        self._session.edit_points(added, (x, y))

    @Slot(int, float, float)
    def _on_point_moved(self, index: int, x: float, y: float) -> None:
        self._session.edit_points(moved, index, (x, y), is_drag=True)

    @Slot(int)
    def _on_point_removed(self, index: int) -> None:
        self._session.edit_points(removed, index)

    @Slot(object)
    def _on_true_function_drawn(self, points: Floats) -> None:
        experiment = self._session.edited_experiment
        drawn = function_of(points)
        truths = experiment.truths.evolve(drawn=drawn)
        self._session.replace(experiment.evolve(truths=truths))

    @Slot(object)
    def _on_outline_drawn(self, points: Floats) -> None:
        try:
            self._session.edit_points(outlined, points)
        except Problem as problem:
            self._notices.set_status(problem.text)
