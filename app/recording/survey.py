"""What a journal holds that was left behind, so that the user can decide what becomes of it."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from app.recording.recordings import found_in
from training.catalog.presets import presets
from training.settings import Experiment
from training.store import Notebook, Reader, StoreError
from training.text import Text


@dataclass(frozen=True, slots=True)
class Survey:
    """Counts of what is there; ``is_readable`` is false where nothing more can be told."""

    is_readable: bool = True
    runs: int = 0
    partly: int = 0
    lost: int = 0
    cues: int = 0
    has_notes: bool = False
    has_settings: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody could miss it."""
        return self == Survey()

    @property
    def parts(self) -> tuple[Text, ...]:
        """What is there, in words."""
        told = (
            (not self.is_readable, Text("a file that is damaged")),
            (self.runs, Text("runs: {count}", {"count": self.runs})),
            (self.partly, Text("runs that are damaged in part: {count}", {"count": self.partly})),
            (self.lost, Text("damaged runs: {count}", {"count": self.lost})),
            (self.has_notes, Text("notes")),
            (self.cues, Text("cues of a lesson: {count}", {"count": self.cues})),
            (self.has_settings, Text("changed settings")),
        )
        return tuple(text for is_there, text in told if is_there)


def survey(path: Path) -> Survey:
    """Look into a journal."""
    try:
        reader = Reader.open(path, immutable=False)
    except StoreError:
        return Survey(is_readable=False)
    try:
        return _survey(reader)
    except StoreError:
        return Survey(is_readable=False)
    finally:
        reader.close()


def _survey(reader: Reader) -> Survey:
    runs, lost = reader.runs()
    recorded = found_in(reader, runs)
    damaged = sum(bool(pieces) for _, pieces in recorded.values())
    whole = sum(
        not recorded[run.key][1] and bool(run.step or reader.curve_bytes(run.key)) for run in runs
    )
    notebook, is_known = _notebook(reader.meta("notebook"))
    return Survey(
        runs=whole,
        partly=damaged,
        lost=len(lost),
        cues=len(notebook.lesson.cues),
        has_notes=bool(notebook.notes or notebook.bookmarks or not is_known),
        has_settings=_is_changed(reader.meta("experiment")),
    )


def _notebook(text: str | None) -> tuple[Notebook, bool]:
    """Return notes and lesson, and whether they could be read."""
    try:
        return Notebook.model_validate_json(text or "{}"), True
    except ValidationError:
        return Notebook(), False


def _is_changed(text: str | None) -> bool:
    """Whether an experiment is none of those that come with the app."""
    if not text:
        return False
    try:
        experiment = Experiment.model_validate_json(text)
    except ValidationError:
        return True
    return all(experiment != entry.experiment for entry in presets().values())
