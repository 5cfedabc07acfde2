"""Saving a project in a thread of its own: the window goes on, and training too."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QThread, Signal

from training.disk import FileState
from training.settings import Experiment
from training.settings.files import files_named
from training.store import HeldFile, Notebook, RunInfo, StoreError, Writer, save_project
from training.text import Text

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SavePoint:
    """What is saved, where, and of which document: the answer may find another one open.

    Attributes
    ----------
    document
        ``Document.identity``.
    undo_index
        Place of the undo stack.
    revision
        ``Unsaved.revision``.
    """

    path: Path
    document: int
    experiment: Experiment
    notebook: Notebook
    undo_index: int
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """A project that is complete on the disk.

    Attributes
    ----------
    missing
        Runs that are not in it: where they were recorded cannot be read any more.
    """

    point: SavePoint
    on_disk: FileState | None
    missing: tuple[RunInfo, ...] = ()

    @property
    def path(self) -> Path:
        """The file."""
        return self.point.path


class SaveJob(QThread):
    """Writes one project file.

    Signals
    -------
    progressed
        float, the part that is done.
    saved
        Saved, when the file is complete and on the disk.
    failed
        Text: the file could not be written, and what was there is untouched.
    """

    progressed = Signal(float)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        point: SavePoint,
        sources: Sequence[Path],
        runs: Sequence[RunInfo],
        held: HeldFile | None = None,
        write_out: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._held, self._write_out = held, write_out
        self._point, self._sources, self._runs = point, tuple(sources), tuple(runs)
        self.has_succeeded = False

    def run(self) -> None:
        """Write; called by Qt in the new thread."""
        self._write_out()  # a table that was imported just now is in the journal too
        self._save()
        self._held = None

    def _save(self) -> None:
        keys = [run.key for run in self._runs]
        report: Callable[[float], None] = self.progressed.emit
        files = files_named(self._point.experiment.model_dump_json())
        try:
            kept = save_project(
                self._point.path, self._sources, keys, self._describe, report, files
            )
        except StoreError as problem:
            self.failed.emit(problem.text)
        except Exception as error:  # whatever it is: nobody may take it for saved
            log.exception("saving failed")
            self.failed.emit(
                Text(
                    "“{path}” was not saved: {reason}.",
                    {"path": str(self._point.path), "reason": str(error)},
                )
            )
        else:
            self.has_succeeded = True
            missing = tuple(run for run in self._runs if is_lost(run, kept.runs))
            self.saved.emit(Saved(self._point, kept.state, missing))

    def _describe(self, writer: Writer, recorded: Mapping[str, int]) -> None:
        writer.set_meta("experiment", self._point.experiment.model_dump_json())
        writer.set_meta("notebook", self._point.notebook.model_dump_json())
        writer.set_runs(
            run.evolve(step=min(run.step, recorded.get(run.key, 0)))
            for run in self._runs
            if not is_lost(run, recorded)
        )


def is_lost(run: RunInfo, recorded: Mapping[str, int]) -> bool:
    """Whether a run has done steps of which none is recorded."""
    return run.step > 0 and not recorded.get(run.key)
