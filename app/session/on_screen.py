"""What is on screen: one run at one step, with the settings and the data as they were then."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.recording.recordings import changes_of
from app.runs.book import RunRegistry
from app.session.document import Document
from app.session.setups import Setups
from training.messages.announcements import Frame
from training.settings import Experiment
from training.settings.race import with_setting_of
from training.setup.setup import Setup
from training.store import RunInfo, StoreError
from training.text import Text


@dataclass(frozen=True, slots=True)
class OnScreen:
    """One value for all that shows.

    Attributes
    ----------
    experiment
        What was set at the step that is shown; the document's where no run is shown.
    run
        Key of the run, or empty.
    name
        Its name.
    step
        The recorded step that is looked at; None: the newest.
    is_live
        Whether the run trains, or may go on at once, and its newest step is shown.
    is_document
        Whether the experiment is that of the document.
    trained
        What the run was trained with at that step; None where no run is shown.
    """

    experiment: Experiment
    run: str = ""
    name: Text | None = None
    step: int | None = None
    is_live: bool = False
    is_document: bool = True
    trained: Experiment | None = None


def resolve(
    document: Experiment,
    run: RunInfo | None,
    step: int | None,
    recorded: Experiment | None,
    *,
    is_live: bool,
    is_edited: bool,
) -> OnScreen:
    """Say what is on screen.

    Parameters
    ----------
    document
        The experiment that is edited, and would be trained next.
    run, step
        The run that the views show, and the recorded step of it; None: the newest.
    recorded
        What the run was trained with at that step.
    is_live
        Whether the run is under way and its newest step is shown.
    is_edited
        Whether the document was changed since the run was chosen: it is what is looked at then.
    """
    if run is None or recorded is None:
        return OnScreen(document)
    if is_live:  # what is typed has not reached it yet
        member = run.member
        shown = with_setting_of(document, member.path, run.latest) if member else document
    else:
        shown = document if is_edited else recorded
    return OnScreen(shown, run.key, run.title, step, is_live, shown == document, recorded)


def edited(now: OnScreen, document: Experiment, run: RunInfo | None, new: Experiment) -> Experiment:
    """Return what the document becomes when settings that are on screen are edited.

    An edit takes over what is on screen. In a race that trains, the value that it varies stays
    that of the document: what is edited holds for all its runs.
    """
    if not now.is_live or run is None or run.member is None:
        return new
    path = run.member.path
    if with_setting_of(new, path, now.experiment) != new:
        return new  # it is that value which was edited
    return with_setting_of(new, path, document)


class Screen(QObject):
    """Follows document, runs and timeline, and says what is on screen.

    Signals
    -------
    changed
        OnScreen.
    """

    changed = Signal(object)

    def __init__(self, document: Document, book: RunRegistry, setups: Setups) -> None:
        super().__init__()
        self._document, self._book, self._setups = document, book, setups
        self.is_edited = False
        """Whether the document was changed since the run on screen was chosen."""
        self._known: tuple[Any, ...] = ()
        self._changes: list[tuple[int, Experiment]] = []
        self.now = OnScreen(document.experiment)
        document.experiment_changed.connect(self._on_experiment_changed)
        book.recording_opened.connect(self.take)
        book.runs.run_started.connect(self.take)
        book.timeline.moved.connect(self._on_moved)
        book.runs.state_changed.connect(self.refresh)
        book.run_list.changed.connect(self.refresh)

    @property
    def setup(self) -> Setup | None:
        """What the experiment on screen is trained on; None where it cannot be had now."""
        return self._setups.of(self.now.experiment)

    def edited(self, new: Experiment) -> Experiment:
        """Return what the document becomes when settings that are on screen are edited."""
        run = self._book.run_list.find(self.now.run)
        return edited(self.now, self._document.experiment, run, new)

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
        book = self._book
        run, step = book.run_list.find(book.shown), book.timeline.step
        is_live = step is None and book.trains(book.shown)
        recorded = self.trained_at(run, step) if run is not None else None
        document = self._document.experiment
        now = resolve(document, run, step, recorded, is_live=is_live, is_edited=self.is_edited)
        if now != self.now:
            self.now = now
            self.changed.emit(now)

    def trained_at(self, run: RunInfo, step: int | None) -> Experiment:
        """Return what a run was trained with at a step."""
        if step is None:
            return run.latest
        earlier = [e for at, e in self._changes_of(run) if at <= step]
        return earlier[-1] if earlier else run.experiment

    def _changes_of(self, run: RunInfo) -> list[tuple[int, Experiment]]:
        known = run.key, run.latest
        if known != self._known:
            reader = self._book.archive.reader_of(run.key)
            try:
                self._changes = changes_of(reader.events(run.key)) if reader is not None else []
            except StoreError:
                return []  # the writer is at it; it is asked again
            self._known = known
        return self._changes
