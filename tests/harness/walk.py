"""A user who does anything at any moment, and an oracle that knows what the user was told.

What was told as saved is never missing or changed, no file is written that the user did not name,
and what a file lists is in it.
"""

import hashlib
import os
import random
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.program import Program
from app.recording import archive
from app.recording.recordings import found_steps
from app.recording.save_job import Saved, SaveJob, SavePoint
from app.runs.run_states import RunState
from tests.harness.cut import copy_journals
from tests.samples import small
from training.catalog.presets import PRESETS
from training.settings.race import Race
from training.store import Reader

QUICK_PRESETS = tuple(name for name in PRESETS if name in ("sin-vx", "condensation", "elephant"))
MOMENT = 40
"""Milliseconds at most that pass between two things that the user does."""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


@dataclass
class Oracle:
    """What the user was told of the disk."""

    folder: Path
    files: dict[Path, str] = field(default_factory=dict)
    """Each file that the user named, and what it held when it was told as saved."""

    def told(self, saved: Saved) -> None:
        """Note a save; look whether the file holds what it lists."""
        self.files[saved.path] = digest(saved.path)
        reader = Reader.open(saved.path)
        try:
            runs, damaged = reader.runs()
            assert not damaged, f"{saved.path} was told as saved and is damaged"
            for run in runs:
                steps = found_steps(reader, run.key)[0]
                assert steps >= run.step, f"{saved.path} lists more of {run.key} than there is"
        finally:
            reader.close()

    def check(self, busy: frozenset[Path]) -> None:
        """Look at everything; a file that is being saved may be either."""
        for path, expected in self.files.items():
            if path not in busy:
                assert digest(path) == expected, f"{path.name} is not what was told as saved"
        there = {path for path in self.folder.iterdir() if not path.name.startswith(".fanhua-")}
        unnamed = {path.name for path in there - self.files.keys() if ".damaged" not in path.name}
        assert not unnamed, f"files that nobody named: {unnamed}"


class Walk:
    """Does one thing after the other.

    Parameters
    ----------
    open_window
        Opens a window with preferences and sessions in a folder.
    folder
        For everything.
    """

    def __init__(
        self,
        open_window: Callable[[Path], Program],
        folder: Path,
        seed: int,
        patch: pytest.MonkeyPatch,
    ) -> None:
        self._open_window, self._folder = open_window, folder
        self._random = random.Random(seed)
        self.named = folder / "named"
        self.named.mkdir()
        self.oracle = Oracle(self.named)
        self._homes = 0
        self._chosen = str(self.named / "a.fanhua")
        self._jobs: list[SaveJob] = []
        self._told: list[SavePoint] = []
        self.done: list[str] = []
        patch.setattr(archive, "SaveJob", self._noted_job)
        patch.setattr(QMessageBox, "question", self._answer)
        patch.setattr(QMessageBox, "warning", lambda *_: None)
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (self._chosen, ""))
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (self._chosen, ""))
        table = folder / "table.csv"
        table.write_text("t,y\n" + "".join(f"{n},{n % 7}\n" for n in range(30)))
        self._table = table
        self._begin(folder / "home0")

    def _begin(self, home: Path) -> None:
        self.window = self._open_window(home)
        self.window.registry.archive.saved.connect(self._on_saved)
        self.window.document.change(small(trainer={"steps": 400}))

    def _answer(self, *arguments: object) -> QMessageBox.StandardButton:
        offered = arguments[3] if len(arguments) > 3 else None
        every = [b for b in QMessageBox.StandardButton if offered is not None and b & offered]  # type: ignore[operator]
        single = [b for b in every if bin(b.value).count("1") == 1]
        return self._random.choice(single or [QMessageBox.StandardButton.Yes])

    def _on_saved(self, saved: Saved) -> None:
        self._told.append(saved.point)
        self.oracle.told(saved)

    def _noted_job(self, *arguments: Any) -> SaveJob:
        self._jobs.append(SaveJob(*arguments))
        return self._jobs[-1]

    @property
    def _busy(self) -> frozenset[Path]:
        """Files of which the user is about to be told something."""
        self._jobs = [job for job in self._jobs if not self._is_over(job)]
        waiting = self.window.saving._waiting
        paths = {job._point.path for job in self._jobs}
        return frozenset(paths | ({waiting.path} if waiting is not None else set()))

    def _is_over(self, job: SaveJob) -> bool:
        is_told = any(point is job._point for point in self._told)
        return job.isFinished() and (is_told or not job.has_succeeded)

    # --- the commands ---

    def _trigger(self, key: str) -> Callable[[], None]:
        return lambda: self.window.actions[key].trigger()  # noqa: PLW0108 - of today's window

    def _save_as(self) -> None:
        self._chosen = str(self.named / f"{self._random.choice('abc')}.fanhua")
        self._save(Path(self._chosen), "save_as")

    def _save_again(self) -> None:
        path = self.window.document.path
        self._chosen = str(path or self.named / "a.fanhua")
        self._save(Path(self._chosen), "save")

    def _save(self, path: Path, key: str) -> None:
        self.oracle.files.setdefault(path, "")
        self.window.actions[key].trigger()

    def _new(self) -> None:
        self._chosen = str(self.named / "c.fanhua")
        self._leave(self._trigger("new"))

    def _open(self) -> None:
        there = [path for path in self.oracle.files if path.exists()]
        self._chosen = str(self.named / "c.fanhua")
        if there:
            path = self._random.choice(there)
            self._leave(lambda: self.window.files.open_path(path))

    def _leave(self, act: Callable[[], None]) -> None:
        """Do what may save on the way out."""
        path = self.window.document.path or Path(self._chosen)
        self.oracle.files.setdefault(path, "")
        act()

    def _settings(self) -> None:
        seed, rate = self._random.randrange(3), self._random.choice([1e-3, 1e-2])
        steps = self._random.choice([50, 400, 100_000])
        changed = small(trainer={"steps": steps, "seed": seed, "learning_rate": rate})
        self.window.document.change(changed)

    def _preset(self) -> None:
        self._leave(lambda: self.window.files.open_preset(self._random.choice(QUICK_PRESETS)))

    def _race(self) -> None:
        self.window.session.starter.race(Race(path="trainer.seed", values=("0", "1")))

    def _look(self) -> None:
        registry = self.window.registry
        if registry.run_list.runs:
            registry.viewed.show(self._random.choice(registry.run_list.runs).key)
        if len(registry.viewed.timeline.steps):
            registry.viewed.timeline.seek(
                int(self._random.choice(registry.viewed.timeline.steps.tolist()))
            )

    def _delete(self) -> None:
        registry = self.window.registry
        if registry.run_list.runs:
            registry.delete([self._random.choice(registry.run_list.runs).key])

    def _kill_engine(self) -> None:
        process = self.window.runs._engine._process
        if self.window.runs.state in (RunState.RUNNING, RunState.PAUSED) and process.pid:
            with suppress(ProcessLookupError):  # nobody has noticed yet that it is dead
                os.kill(process.pid, signal.SIGKILL)

    def _kill_window(self) -> None:
        """Open what a cut lets live in another window; the old one goes without a word."""
        old, sessions = self.window, self.window.preferences.sessions_folder
        self._homes += 1
        home = self._folder / f"home{self._homes}"
        self._settle()
        copy_journals(sessions, home / "sessions")
        old.saving.mark_saved()
        old.frame.close()
        self._begin(home)
        kept = self.named / "kept.fanhua"
        self._chosen = str(kept)
        self.window.recovery.offer()
        self.oracle.files[kept] = digest(kept)  # where it was to be kept as a project

    def _settle(self) -> None:
        """Let a save that is under way end: its answer is what the oracle goes by."""
        self.window.saving.wait_saved()
        wait(1)

    def _change_file(self) -> None:
        """Another program writes a file: what it holds then is the user's own doing."""
        there = [path for path in self.oracle.files if path.exists() and path not in self._busy]
        if len(there) > 1:
            one, other = self._random.sample(there, 2)
            shutil.copy(one, one.with_suffix(".copying"))
            os.replace(one.with_suffix(".copying"), other)
            self.oracle.files[other] = digest(other)

    def _remove_file(self) -> None:
        there = [path for path in self.oracle.files if path.exists() and path not in self._busy]
        if there:
            path = self._random.choice(there)
            path.unlink()
            self.oracle.files[path] = ""

    @property
    def commands(self) -> dict[str, tuple[int, Callable[[], None]]]:
        """What the user does, and how often."""
        return {
            "run": (12, self._trigger("run")),
            "step": (3, self._trigger("step")),
            "stop": (3, self._trigger("stop")),
            "reset": (2, self._trigger("reset")),
            "branch": (4, self._trigger("branch")),
            "undo": (5, self._trigger("undo")),
            "redo": (3, self._trigger("redo")),
            "settings": (6, self._settings),
            "preset": (2, self._preset),
            "race": (2, self._race),
            "look": (5, self._look),
            "delete": (2, self._delete),
            "import": (2, lambda: self.window.files.open_path(self._table)),
            "save": (6, self._save_again),
            "save as": (4, self._save_as),
            "new": (3, self._new),
            "open": (4, self._open),
            "kill the engine": (1, self._kill_engine),
            "kill the window": (1, self._kill_window),
            "change a file": (1, self._change_file),
            "remove a file": (1, self._remove_file),
        }

    def go(self, steps: int) -> None:
        """Do so many things."""
        for _ in range(steps):
            commands = self.commands
            weights = [weight for weight, _ in commands.values()]
            (name,) = self._random.choices([*commands], weights)
            self.done.append(name)
            commands[name][1]()
            wait(self._random.randrange(MOMENT))
            self.oracle.check(self._busy)
        self._settle()
        self.oracle.check(frozenset())
        self.window.saving.mark_saved()


def wait(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
