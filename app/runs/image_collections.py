"""Which collections of images are here, and the reading of those that are wanted."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.desktop.long_jobs import Job, JobQueue, Result
from training.data.collections import is_open, locate, open_collection
from training.settings import LabelledDataset, Settings
from training.text import Problem, Text

READING = Text("Reading images…")


class Images(QObject):
    """Reads collections beside the window, each once.

    Signals
    -------
    expected
        Path and place of a collection that is going to be trained on.
    ended
        Path, and the Problem or None: it was read, or cannot be.
    """

    expected = Signal(str, object)
    ended = Signal(str, object)

    def __init__(self, jobs: JobQueue) -> None:
        super().__init__()
        self._jobs = jobs
        self._wanted: dict[str, Job] = {}

    @property
    def is_reading(self) -> bool:
        """Whether one is wanted that is not here yet."""
        return bool(self._wanted)

    def has(self, dataset: Settings) -> bool:
        """Whether a dataset can be made at once; if not, its images are read, and ``ended`` tells.

        Raises
        ------
        Problem
            When they may not be read.
        """
        if not isinstance(dataset, LabelledDataset) or is_open(dataset.path):
            return True
        path = dataset.path
        place = locate(path)
        if path not in self._wanted:
            self.expected.emit(path, place)
            work = partial(open_collection, path)
            self._wanted[path] = self._jobs.begin(READING, work, partial(self._end, path))
        return False

    def forget(self) -> None:
        """Want none any more: another document is there."""
        jobs, self._wanted = self._wanted, {}
        for job in jobs.values():
            self._jobs.drop(job)

    def _end(self, path: str, result: Result) -> None:
        if self._wanted.pop(path, None) is None:
            return
        problem = result.problem
        if result.is_cancelled:
            problem = Problem("Reading the images was cancelled. Space reads them again.")
        self.ended.emit(path, problem)
