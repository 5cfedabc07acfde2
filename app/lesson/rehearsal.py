"""A rehearsal: the whole lesson is trained the evening before, to be played back in class."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.lesson.player import LessonPlayer
from app.session.session import Session
from training.catalog.lessons import Cue, Lesson, Train
from widgets.dialogs.calm_progress import CalmProgress


class Rehearsal(QObject):
    """Walks through all cues without waiting for clicks, and keeps where each was recorded."""

    def __init__(self, session: Session, player: LessonPlayer, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._player, self._parent = session, player, parent
        self._dialog: CalmProgress | None = None
        self._started = 0.0
        player.rested.connect(self._on_walk_rested)

    @property
    def is_going(self) -> bool:
        """Whether a rehearsal is under way."""
        return self._player.is_rehearsal

    def start(self) -> None:
        """Begin before the first cue."""
        cues = self._player.lesson.cues
        if self.is_going or not cues:
            return
        self._player.begin_anew()
        self._player.is_rehearsal = True
        self._started = time.monotonic()
        self._dialog = CalmProgress("", self.tr("Cancel"), len(cues), self._parent)
        self._dialog.setWindowTitle(self.tr("Rehearsal"))
        self._dialog.setWindowModality(Qt.WindowModality.NonModal)
        self._dialog.setMinimumDuration(0)
        self._dialog.canceled.connect(self.cancel)
        self._dialog.show()
        self._show()
        self._player.next()

    @Slot()
    def cancel(self) -> None:
        """End it; what was trained so far is kept."""
        if self.is_going:
            self._session.runs.stop()
            self._end()

    @Slot()
    def _on_walk_rested(self) -> None:
        if not self.is_going:
            return
        cues, done = self._player.lesson.cues, self._player.index + 1
        self._show()
        if done >= len(cues):
            self._end()
        elif cues[done].waits:  # the others follow by themselves
            QTimer.singleShot(0, self._next)

    @Slot()
    def _next(self) -> None:
        if self.is_going:
            self._player.next()

    def _show(self) -> None:
        cues, done = self._player.lesson.cues, self._player.index + 1
        assert self._dialog is not None
        self._dialog.setValue(done)
        text = self.tr("Cue {done} of {count}").format(done=done, count=len(cues))
        trained, left = (_training(part) for part in (cues[:done], cues[done:]))
        if trained and left:
            seconds = (time.monotonic() - self._started) / trained * left
            text += "\n" + self.tr("about {seconds} s left").format(seconds=round(seconds))
        self._dialog.setLabelText(text)

    def _end(self) -> None:
        self._player.is_rehearsal = False
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()
        self._session.keeper.set_lesson(rehearsed(self._player))
        self._player.begin_anew()


def _training(cues: tuple[Cue, ...]) -> int:
    return sum(isinstance(cue.act, Train) for cue in cues)


def rehearsed(player: LessonPlayer) -> Lesson:
    """Return the lesson with where its cues were recorded."""
    cues = [*player.lesson.cues]
    for index, recording in player.recordings.items():
        act = cues[index].act if index < len(cues) else None
        if isinstance(act, Train):
            new = act.evolve(recording=recording)
            cues[index] = cues[index].evolve(act=new)
    return player.lesson.evolve(cues=tuple(cues))
