"""Follows what is chosen and edited, and says what is on screen."""

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.recording.recordings import changes_of
from app.runs.registry import RunRegistry
from app.session.document import Document
from app.session.on_screen import Chosen, OnScreen, edited, resolve
from app.session.setups import Setups
from training.messages.announcements import Frame
from training.settings import Experiment
from training.setup.setup import Setup
from training.store import RunInfo, StoreError


class Screen(QObject):
    """Resolves document, runs and timeline to one value, whenever one of them changes.

    Signals
    -------
    changed
        OnScreen.
    """

    changed = Signal(object)

    def __init__(self, document: Document, registry: RunRegistry, setups: Setups) -> None:
        super().__init__()
        self._document, self._registry, self._setups = document, registry, setups
        self.is_edited = False
        """Whether the document was changed since the run on screen was chosen."""
        self._known: tuple[Any, ...] = ()
        self._changes: list[tuple[int, Experiment]] = []
        self.current = OnScreen(document.experiment)
        document.experiment_changed.connect(self._on_experiment_changed)
        registry.viewed.opened.connect(self.take)
        registry.runs.run_started.connect(self.take)
        registry.viewed.timeline.moved.connect(self._on_moved)
        registry.runs.state_changed.connect(self.refresh)
        registry.run_list.changed.connect(self.refresh)

    @property
    def setup(self) -> Setup | None:
        """What the experiment on screen is trained on; None where it cannot be had now."""
        return self._setups.of(self.current.experiment)

    def edited(self, new: Experiment) -> Experiment:
        """Return what the document becomes when settings that are on screen are edited."""
        run = self._registry.run_list.find(self.current.run)
        return edited(self.current, self._document.experiment, run, new)

    @Slot(object)
    def _on_experiment_changed(self, _experiment: Experiment) -> None:
        self.is_edited = True
        self.refresh()

    @Slot()
    def take(self) -> None:
        """Note that a run was chosen, or has taken what was edited: it is looked at again."""
        self.is_edited = False
        self.refresh()

    @Slot(object)
    def _on_moved(self, frame: Frame | None) -> None:
        self.is_edited = self.is_edited and frame is None
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again."""
        now = resolve(
            self._document.experiment,
            self._chosen(),
            self._registry.run_list.shown,
            is_edited=self.is_edited,
        )
        if now != self.current:
            self.current = now
            self.changed.emit(now)

    def _chosen(self) -> Chosen | None:
        registry, timeline = self._registry, self._registry.viewed.timeline
        run = registry.run_list.find(registry.viewed.key)
        if run is None:
            return None
        return Chosen(
            run,
            self.trained_at(run, timeline.step),
            timeline.step,
            registry.viewed.step or 0,
            timeline.replay_limit,
            is_present=registry.viewed.is_present,
            is_under_way=registry.trains(run.key),
        )

    def trained_at(self, run: RunInfo, step: int | None) -> Experiment:
        """Return what a run was trained with at a step."""
        if step is None:
            return run.latest
        earlier = [e for at, e in self._changes_of(run) if at <= step]
        return earlier[-1] if earlier else run.experiment

    def _changes_of(self, run: RunInfo) -> list[tuple[int, Experiment]]:
        state = run.key, run.latest
        if state != self._known:
            reader = self._registry.archive.reader_of(run.key)
            try:
                self._changes = changes_of(reader.events(run.key)) if reader is not None else []
            except StoreError:
                return []  # the writer is at it; it is asked again
            self._known = state
        return self._changes
