"""A session that is going to be killed: it trains, races, branches, edits, saves, and says so.

Run as ``python -m tests.harness.victim FOLDER SEED``. Each line on stdout is a promise:
``session`` when it has begun, ``step KEY STEP`` when the window has shown a step, ``saved PATH``
when a save was told as complete.
"""

import os
import random
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from app.compose import compose
from app.desktop.preferences import Preferences
from app.program import Program
from app.recording.save_job import Saved
from app.runs.run_states import RunState
from app.start import make_application
from tests.samples import small
from training.messages.announcements import Frame
from training.settings.race import Race

ACT_EVERY = 150
"""Milliseconds between two things that the user does."""
RACES = 0.3
"""Part of the occasions at which a race begins."""


def say(*words: object) -> None:
    """Write a line at once, with the time."""
    os.write(1, (" ".join(map(str, (f"{time.time():.3f}", *words))) + "\n").encode())


class User:
    """Does something at random, again and again."""

    def __init__(self, program: Program, folder: Path, seed: int) -> None:
        self._window, self._folder, self._random = program, folder, random.Random(seed)
        self._saves = 0
        program.registry.archive.saved.connect(self._on_saved)
        program.runs.frame_ready.connect(self._on_frame)
        program.document.change(
            small(trainer={"steps": 10_000_000, "batch_size": 4}, model={"dropout": 0.1})
        )
        say("session")

    def _on_saved(self, saved: Saved) -> None:
        say("saved", saved.path)

    def _on_frame(self, frame: Frame) -> None:
        key = self._window.session.registry.keys.key_of(frame.run_id)
        if key:
            say("step", key, frame.step)

    def act(self) -> None:
        """Do one thing."""
        session, state = self._window.session, self._window.session.runs.state
        actions = self._window.actions
        match self._random.randrange(6):
            case 0 if state is not RunState.IDLE:
                self._window.saves.write(self._folder / f"save{self._saves % 3}.fanhua")
                self._saves += 1
            case 1 if len(session.registry.viewed.timeline.steps) > 3:
                session.registry.viewed.timeline.seek(
                    int(self._random.choice(session.registry.viewed.timeline.steps.tolist()))
                )
                actions["branch"].trigger()
            case 2:
                trainer = session.document.experiment.trainer.evolve(
                    learning_rate=self._random.uniform(1e-4, 1e-2)
                )
                session.document.change(session.document.experiment.evolve(trainer=trainer))
            case 3 if self._random.random() < RACES:
                session.starter.race(Race(path="trainer.seed", values=("0", "1", "2")))
            case _ if state in (RunState.IDLE, RunState.PAUSED):
                actions["run"].trigger()


def main() -> int:
    """Go on until killed."""
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    application = make_application()
    program = compose(Preferences(folder / "fanhua.ini"))
    program.frame.show()
    user = User(program, folder, seed)
    clock = QTimer(interval=ACT_EVERY)
    clock.timeout.connect(user.act)
    clock.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
