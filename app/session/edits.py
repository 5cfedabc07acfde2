"""What the user edits: settings in the panel, points in the views."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.session.document import Document
from app.session.open_files import OpenFiles
from app.session.preparation import Preparation
from app.session.screen import Screen
from training.settings import Dataset, Experiment, LabelledDataset
from training.settings.fitting import with_data
from training.text import Problem


class Edits(QObject):
    """Edits what is on screen, which becomes the document with that.

    Signals
    -------
    refused
        Text: why an edit cannot be made.
    """

    refused = Signal(object)

    def __init__(
        self, document: Document, screen: Screen, data: Preparation, files: OpenFiles
    ) -> None:
        super().__init__()
        self._document, self._screen, self._data, self._files = document, screen, data, files

    @property
    def experiment(self) -> Experiment:
        """What is changed when something is edited in the views: that which they show."""
        on_screen = self._screen.current
        return self._document.experiment if on_screen.is_live else on_screen.experiment

    def change_settings(self, experiment: Experiment) -> None:
        """Take what was typed; edits of the same setting are one step of undo."""
        experiment = self._screen.edited(experiment)
        if experiment == self._document.experiment:
            self._data.tell_problem()  # the panel has cleared it
        self._allow_chosen(experiment.dataset)
        self._document.replace(experiment, self.tr("Change settings"))

    def take_over(self) -> None:
        """Edit from now on what is on screen."""
        self._document.change(self._screen.current.experiment)

    def edit_points(
        self, edit: Callable[..., Dataset | None], *arguments: Any, is_drag: bool = False
    ) -> None:
        """Change the points by a function of ``app.session.point_edits``; each is a step of undo.

        Those of a drag are one together, which ``Document.end_gesture`` ends.
        """
        on_screen = self._screen.current
        setup = (
            self._data.setup if on_screen.is_document or on_screen.is_live else self._screen.setup
        )
        if setup is None:
            return
        experiment = self.experiment
        dataset = edit(experiment.dataset, setup.data, *arguments)
        if dataset is None:
            return
        try:
            changed = with_data(experiment, dataset)
        except Problem as problem:
            self.refused.emit(problem.text)
            return
        self._document.replace(changed, self.tr("Edit points"), is_drag=is_drag)
        if not is_drag:
            self._document.end_gesture()

    def _allow_chosen(self, dataset: Dataset) -> None:
        path = getattr(dataset, "path", "")
        if path and path != getattr(self._document.experiment.dataset, "path", ""):
            self._files.allow(path, is_for_ever=isinstance(dataset, LabelledDataset))
