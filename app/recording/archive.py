"""Where recorded things lie: the journal of this session, and the project that was opened."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from app.recording.journal import Journal, LeftOver
from app.recording.recordings import found_in
from app.recording.save_job import SaveJob, SavePoint
from training.catalog.presets import DEFAULT, preset
from training.disk import FileState
from training.messages.requests import Destination
from training.settings import Experiment
from training.store import HeldFile, Notebook, Reader, RunInfo, StoreError
from widgets.text import sentence


@dataclass(frozen=True, slots=True)
class Contents:
    """What a project or journal holds.

    Attributes
    ----------
    damaged
        What is left out: names of runs.
    partly
        Names of runs that are opened with what is whole of them.
    files
        What the files held that experiments name.
    """

    experiment: Experiment
    notebook: Notebook
    runs: list[RunInfo]
    damaged: list[str]
    partly: list[str]
    path: Path | None
    on_disk: FileState | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


class Archive(QObject):
    """Finds, opens and saves what was recorded.

    Signals
    -------
    saved, save_failed
        Saved, of whichever document it was; Text where it could not be written.
    recording_failed
        Text, or None where it works again.
    """

    recording_failed = Signal(object)
    saved = Signal(object)
    save_failed = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._left: list[Journal] = []
        self._left_files: list[HeldFile] = []
        """Those that a run may still be about to read."""
        self._use(Journal.create(folder))
        self._opened: Reader | None = None
        self._file: HeldFile | None = None
        self._in_opened: frozenset[str] = frozenset()
        self._saving: SaveJob | None = None

    # --- where a run is ---

    def destination(self, run: str, budget: int) -> Destination | None:
        """Return where the engine is to record a run, which is read from there then."""
        self._in_opened -= {run}
        return self.journal.destination(run, budget)

    def reader_of(self, run: str) -> Reader | None:
        """Return who can read a run, of this thread alone."""
        return self._opened if run in self._in_opened else self.journal.reader()

    def path_of(self, run: str) -> Path:
        """Return the file that a run is recorded in."""
        is_opened = self._file is not None and run in self._in_opened
        return self._file.link if is_opened and self._file is not None else self.journal.path

    # --- the project file ---

    def open(self, path: Path) -> Contents:
        """Open a project in place of the one before.

        Raises
        ------
        Problem
            When the file is no project; what was open before stays.
        """
        on_disk = FileState.of(path)  # before it is read: what comes later is another's
        file = HeldFile(path)
        reader = Reader.open(path)
        try:
            runs, damaged = reader.runs()
            experiment = _experiment(reader, runs)
            here = found_in(reader, runs)
        except StoreError:
            reader.close()
            raise
        self.close_project()
        self._opened, self._file = reader, file
        self._in_opened = frozenset(run.key for run in runs)
        self.begin_anew()
        self.journal.keep_project(path, on_disk)
        partly = [sentence(run.title) for run in runs if here[run.key][1]]
        runs = [_as_recorded(run, *here[run.key]) for run in runs]
        notebook, files = _notebook(reader), reader.files()
        return Contents(experiment, notebook, runs, damaged, partly, path, on_disk, files)

    def close_project(self) -> None:
        """Close the project that was opened."""
        self._in_opened = frozenset()
        if self._opened is not None:
            self._opened.close()
            self._opened = None
        if self._file is not None:
            self._left_files.append(self._file)
            self._file = None

    def recover(self, left: LeftOver) -> Contents:
        """Go on with the journal of a session that was cut off, and the project it had open.

        Raises
        ------
        Problem
            When it is damaged; it stays where it is.
        """
        journal = Journal.adopt(left)
        reader = journal.reader()
        assert reader is not None
        try:
            runs, damaged = reader.runs()
            experiment = _experiment(reader, runs)
            project = _project(reader)
            on_disk = FileState.from_json(reader.meta("project_state") or "")
            here = found_in(reader, runs)
        except StoreError:
            journal.close(discard=False)
            raise
        self.close_project()
        self.journal.close(discard=True)
        self._use(journal)
        self._reopen(project, {key for key, (steps, _) in here.items() if not steps})
        recorded: list[RunInfo] = []
        for run in runs:
            if here[run.key][0] or run.key in self._in_opened:
                recorded.append(_as_recorded(run, *here[run.key]))
            elif run.step:
                damaged.append(sentence(run.title))
        partly = [sentence(run.title) for run in recorded if here[run.key][1]]
        path = project if project.is_file() else None
        files = self._opened.files() if self._opened is not None else {}
        files = {**files, **reader.files()}
        notebook = _notebook(reader)
        return Contents(experiment, notebook, recorded, damaged, partly, path, on_disk, files)

    def _reopen(self, project: Path, wanted: set[str]) -> None:
        if not wanted or not project.is_file():
            return
        try:
            reader = Reader.open(project)
            file, keys = HeldFile(project), {run.key for run in reader.runs()[0]}
        except StoreError:
            return
        self._opened, self._file = reader, file
        self._in_opened = frozenset(wanted & keys)

    def _use(self, journal: Journal) -> None:
        self.journal = journal
        journal.failed.connect(self.recording_failed)

    def begin_anew(self) -> None:
        """Record into a new journal: what is in the one before is of another document."""
        self.wait()
        self.journal.failed.disconnect(self.recording_failed)
        self._left.append(self.journal)
        self._use(Journal.create(self._folder))
        if self.journal.problem is not None:
            self.recording_failed.emit(self.journal.problem)

    def delete_retired(self) -> None:
        """Let journals and projects go that were left, once no run needs one any more."""
        for journal in self._left:
            journal.close(discard=True)
        self._left.clear()
        self._left_files.clear()

    def save(self, point: SavePoint, runs: Sequence[RunInfo]) -> None:
        """Save everything, in a thread of its own; ``saved`` or ``save_failed`` tells the end."""
        self.wait()
        sources = [self._file.link] if self._file is not None else []
        if self.journal.is_kept:
            sources.append(self.journal.path)
        self._saving = SaveJob(point, sources, runs, self._file, self.journal.write_out)
        self._saving.saved.connect(self.saved)
        self._saving.failed.connect(self.save_failed)
        self._saving.start()

    def wait(self) -> bool:
        """Wait for a saving that is under way; return whether the last one succeeded."""
        if self._saving is None:
            return True
        self._saving.wait()
        return self._saving.has_succeeded

    def close(self) -> None:
        """Wait for what is being saved, and let everything go."""
        self.wait()
        self.close_project()
        self.delete_retired()
        self.journal.close(discard=True)


def _project(reader: Reader) -> Path:
    """Return the project that a journal says was open, be its name Unicode or not."""
    with suppress(ValueError):
        exact = bytes.fromhex(reader.meta("project_bytes") or "")
        if exact:
            return Path(os.fsdecode(exact))
    return Path(reader.meta("project") or "")


def _experiment(reader: Reader, runs: list[RunInfo]) -> Experiment:
    """Return the experiment that was on screen; that of the last run where it is damaged."""
    try:
        return Experiment.model_validate_json(reader.meta("experiment") or "")
    except (ValidationError, StoreError):
        return runs[-1].experiment if runs else preset(DEFAULT).experiment


def _as_recorded(run: RunInfo, steps: int, damaged: int) -> RunInfo:
    """Correct how far a run came that has not ended, or whose end is damaged.

    The list may be ahead of what is recorded.
    """
    is_ahead = not run.end or damaged
    return run.evolve(step=steps) if steps and is_ahead else run


def _notebook(reader: Reader) -> Notebook:
    """Return bookmarks and notes; empty ones where they are damaged."""
    try:
        return Notebook.model_validate_json(reader.meta("notebook") or "{}")
    except (ValidationError, StoreError):
        return Notebook()
