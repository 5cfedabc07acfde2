"""The data that the document asks for: made, or the reason why there are none."""

from collections.abc import Callable

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from app.recording.journal import Journal
from app.runs.image_collections import READING, Images
from app.session.document import Document
from app.session.open_files import OpenFiles
from app.session.setups import Setups
from training.data.collections import open_collection
from training.settings import CsvDataset, Dataset, Experiment, ImageDataset, LabelledDataset
from training.setup.prepare import prepare
from training.setup.setup import Setup
from training.text import Problem, Text


class Preparation(QObject):
    """Makes the data of the document when it is asked to, and keeps them.

    Signals
    -------
    missing
        Text: why there are no data to show, as long as no run shows its own.
    problem_found
        Path of a setting, and a Text: the data cannot be had.
    """

    missing = Signal(object)
    problem_found = Signal(object, object)

    def __init__(
        self,
        document: Document,
        files: OpenFiles,
        images: Images,
        setups: Setups,
        journal: Callable[[], Journal],
        is_running: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._document, self._files, self._images, self._setups = document, files, images, setups
        self._journal, self._is_running = journal, is_running
        self.setup: Setup | None = None
        self.problem: Text | None = None
        """Why there are no data."""
        self._setting: tuple[str, str] = ("dataset", "")
        """The setting to which the problem belongs."""
        self._dataset: Dataset = document.experiment.dataset
        self._unnamed = ""
        """Images that were chosen with the classes of others."""
        document.experiment_changed.connect(self._on_experiment_changed)

    @property
    def is_waiting(self) -> bool:
        """Whether images are read without which there is nothing to show."""
        return self.setup is None and self.problem is None

    def make(self) -> bool:
        """Make the data of the document; return whether they are there."""
        experiment = self._document.experiment
        try:
            if not self._images.has(experiment.dataset):
                self.problem = self.setup = None
                self.tell_missing()
                return False
            experiment = self._with_their_classes(experiment)
            with self._files.reading(_kept_file(experiment.dataset)):
                self.setup = prepare(experiment)
        except Problem as problem:
            self.fail(problem)
            return False
        self.problem = None
        self._keep_file(experiment)
        self._setups.keep(experiment, self.setup)
        return True

    def fail(self, problem: Problem) -> None:
        """Say at the setting, and in place of data, why there are none."""
        settings = type(self._document.experiment.dataset).model_fields
        field = next(name for name in ("path", "formula", "corners") if name in settings)
        self._setting, self.problem, self.setup = ("dataset", field), problem.text, None
        self.tell_problem()
        self.tell_missing()

    def tell_problem(self) -> None:
        """Say at the setting why there are no data, if so."""
        if self.problem is not None:
            self.problem_found.emit(self._setting, self.problem)

    def tell_missing(self) -> None:
        """Say why there are no data, unless a run shows its own."""
        if self.setup is None and not self._is_running():
            self.missing.emit(self.problem if self.problem is not None else READING)

    # --- images whose classes nobody could name yet ---

    def _on_experiment_changed(self, experiment: Experiment) -> None:
        before, self._dataset = self._dataset, experiment.dataset
        match before, experiment.dataset:
            case LabelledDataset(classes=before_classes), LabelledDataset(classes=taken) if (
                before_classes == taken
            ):
                is_other = experiment.dataset.path != before.path
                self._unnamed = experiment.dataset.path if is_other else self._unnamed
            case _:
                self._unnamed = ""

    def _with_their_classes(self, experiment: Experiment) -> Experiment:
        """Take the classes of other images that were chosen, where those before are not theirs."""
        chosen = experiment.dataset
        if not isinstance(chosen, LabelledDataset) or chosen.path != self._unnamed:
            return experiment
        self._unnamed = ""
        names = open_collection(chosen.path).names
        if set(chosen.classes) <= set(names):
            return experiment
        try:
            dataset = LabelledDataset.model_validate({**chosen.model_dump(), "classes": names})
        except ValidationError:
            return experiment  # what is wrong is said when the data are made
        self._document.change(experiment.evolve(dataset=dataset), self.tr("Take their classes"))
        return self._document.experiment

    def _keep_file(self, experiment: Experiment) -> None:
        """Keep the table or the image of the experiment: the project is to be whole."""
        path = _kept_file(experiment.dataset)
        content = self._files.content(path)
        if content is not None:
            self._journal().keep_file(path, content)


def _kept_file(dataset: Dataset) -> str:
    """Return the file that is kept with an experiment; collections are too large for it."""
    return dataset.path if isinstance(dataset, CsvDataset | ImageDataset) else ""
