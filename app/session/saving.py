"""Saving: what is in no file yet, and what a saved file holds."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from app.recording.save_job import Saved, SavePoint
from app.runs.registry import RunRegistry
from app.session.document import Document
from app.session.notebook import NotebookKeeper
from training.catalog.presets import presets
from training.disk import write_bytes
from training.text import Text

PATIENCE = 1500
"""Milliseconds that a saving waits for what the engine is writing."""


class Saving(QObject):
    """Saves a document with its runs, or alone."""

    def __init__(self, document: Document, registry: RunRegistry, keeper: NotebookKeeper) -> None:
        super().__init__()
        self._document, self._registry, self._keeper = document, registry, keeper
        self.left_out: tuple[str, ...] = ()
        """Names of what the project holds and could not be opened, whole or in part."""
        self._waiting: SavePoint | None = None
        """What is to be saved when the engine has written what it measured."""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._save)
        registry.runs.flushed.connect(self._save)
        registry.archive.saved.connect(self._on_saved)
        registry.viewed.damage_found.connect(self._on_damage_found)

    @property
    def is_modified(self) -> bool:
        """Whether anything would be lost that is in no file."""
        document = self._document
        if self._registry.unsaved.is_any:
            return True
        is_known = document.path is None and any(
            preset.experiment == document.experiment for preset in presets().values()
        )
        return not (is_known or document.undo_stack.isClean())

    def mark_saved(self) -> None:
        """Take everything as saved."""
        self._document.undo_stack.setClean()
        self._registry.unsaved.mark_saved(self._registry.unsaved.revision)

    def save_project(self, path: Path) -> None:
        """Save everything; ``Archive.saved`` or ``save_failed`` tells the end."""
        document = self._document
        self._waiting = SavePoint(
            path,
            document.identity,
            document.experiment,
            self._keeper.notebook,
            document.undo_stack.index(),
        )
        if self._registry.runs.flush():
            self._patience.start()
        else:
            self._save()

    @Slot()
    def _save(self) -> None:
        self._patience.stop()
        point, self._waiting = self._waiting, None
        if point is not None:
            self._registry.figures.note()
            point = replace(point, revision=self._registry.unsaved.revision)
            self._registry.archive.save(point, self._registry.run_list.runs)

    def wait_saved(self) -> bool:
        """Finish a saving that is under way; return whether the last one succeeded."""
        self._save()
        return self._registry.archive.wait()

    def save_experiment(self, path: Path) -> None:
        """Save the experiment alone, without any run.

        Raises
        ------
        OSError
            When it cannot be written; what was there before stays.
        """
        document = self._document
        text = json.dumps(document.experiment.model_dump(mode="json"), indent=2)
        on_disk = write_bytes(path, f"{text}\n".encode())
        document.saved_as(path, on_disk, document.undo_stack.index())
        self._registry.archive.journal.keep_project(None, None)

    @Slot(str)
    def _on_damage_found(self, name: str) -> None:
        """Say once of what only a part can be read, and ask before a save replaces it."""
        if name not in self.left_out:
            self.left_out += (name,)
            text = "Damaged in part, and shown with what is whole: {name}."
            self._registry.refused.emit(Text(text, {"name": name}))

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        """Note where the document is, unless another one was opened meanwhile."""
        point = saved.point
        if point.document != self._document.identity:
            return
        self.left_out = ()
        self._document.saved_as(point.path, saved.on_disk, point.undo_index)
        self._registry.archive.journal.keep_project(point.path, saved.on_disk)
        if self._registry.recording_problem is None and not saved.missing:
            self._registry.unsaved.mark_saved(point.revision)
