"""Notes what one does, as cues: a lesson is made of what was just done."""

from PySide6.QtCore import QObject, Slot

from app.commands.commands import Commands, Executed, Origin
from app.session.session import Session
from training.catalog.lessons import (
    Act,
    Cue,
    GoToBookmark,
    Hide,
    Restart,
    Reveal,
    SetSettings,
    TakePreset,
    Train,
)
from training.messages.announcements import Pause, RunPaused
from training.settings.experiment import assignments

MOST = 300
"""Cues that are remembered."""

EACH_COUNTS = (GoToBookmark, Hide, Reveal)
"""Cues of which several in a row are kept."""

TRAINING = frozenset({"start", "resume", "single_step", "train"})
"""Keys of commands that train; how far, is known when the run pauses."""


class CueRecorder(QObject):
    """Remembers the commands of the user since it was asked last; those of cues are none of them.

    A command is noted as the cue that it names, or as the settings that it has changed. What goes
    on with the last one takes its place: of ten clicks of a spin box, the last value is kept.
    """

    def __init__(self, session: Session, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._acts: list[Act] = []
        self._before = self._seen = session.document.experiment
        """The experiment before the settings that were changed last, and now."""
        self._goes_on = False
        """Whether settings that are changed go on with those that were changed last."""
        self._trains_for = Origin.CUE
        """Who asked for what is trained."""
        commands.executed.connect(self._on_executed)
        session.runs.run_paused.connect(self._on_run_paused)

    def take(self) -> tuple[Cue, ...]:
        """Return what was done since the last time, and begin anew."""
        cues = tuple(Cue(act=act) for act in self._acts)
        self._acts.clear()
        self._see_settings()
        return cues

    @Slot(object)
    def _on_executed(self, done: Executed) -> None:
        if done.key in TRAINING:
            self._trains_for = done.origin
        if done.origin is Origin.CUE:
            if self._see_settings():
                self._goes_on = False
        elif done.act is None:
            self._note_settings()
        elif not isinstance(done.act, Restart) or self._has_trained:
            before = self._seen
            if self._see_settings():
                self._before, self._goes_on = before, True
            self._note(done.act)

    @property
    def _last(self) -> Act | None:
        return self._acts[-1] if self._acts else None

    @property
    def _has_trained(self) -> bool:
        """Whether there is anything that beginning anew would take back."""
        return isinstance(self._last, Train)

    def _note(self, act: Act) -> None:
        """Note a cue, in the place of one before it of a kind of which only the last counts."""
        if type(self._last) is type(act) and not isinstance(act, EACH_COUNTS):
            self._acts.pop()
        self._append(act)

    def _append(self, act: Act) -> None:
        self._acts.append(act)
        del self._acts[:-MOST]

    def _see_settings(self) -> bool:
        """Take the settings as they are; return whether they have changed."""
        before, self._seen = self._seen, self._session.document.experiment
        return before != self._seen

    def _note_settings(self) -> None:
        before = self._seen
        if not self._see_settings():
            return
        last = self._last if self._goes_on else None
        if isinstance(last, SetSettings | TakePreset) and self._seen == self._before:
            self._acts.pop()  # it was taken back
            self._goes_on = False
            return
        if isinstance(last, SetSettings):
            self._acts.pop()
        else:
            self._before = before
        self._goes_on = True
        self._append(SetSettings(changes=tuple(assignments(self._before, self._seen))))

    @Slot(object)
    def _on_run_paused(self, paused: RunPaused) -> None:
        if paused.step and self._trains_for is not Origin.CUE:
            self._note(Train(step=paused.step if paused.reason is Pause.ASKED else 0))
