"""Saving a project in a thread of its own: the window goes on, and training too."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QThread, Signal

from training.settings import Experiment
from training.store import Notebook, RunInfo, StoreError, Writer, save_project


class SaveJob(QThread):
    """Writes one project file.

    Signals
    -------
    progressed
        float, the part that is done.
    saved
        The path, when the file is complete and on the disk.
    failed
        Text: the file could not be written, and what was there is untouched.
    """

    progressed = Signal(float)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        path: Path,
        sources: Sequence[Path],
        experiment: Experiment,
        notebook: Notebook,
        runs: Sequence[RunInfo],
    ) -> None:
        super().__init__()
        self._path, self._sources = path, tuple(sources)
        self._experiment, self._notebook, self._runs = experiment, notebook, tuple(runs)
        self.has_succeeded = False

    def run(self) -> None:
        """Write; called by Qt in the new thread."""
        keys = [run.key for run in self._runs]
        report: Callable[[float], None] = self.progressed.emit
        try:
            save_project(self._path, self._sources, keys, self._describe, report)
        except StoreError as problem:
            self.failed.emit(problem.text)
        else:
            self.has_succeeded = True
            self.saved.emit(self._path)

    def _describe(self, writer: Writer) -> None:
        writer.set_meta("experiment", self._experiment.model_dump_json())
        writer.set_meta("notebook", self._notebook.model_dump_json())
        writer.set_runs(self._runs)
