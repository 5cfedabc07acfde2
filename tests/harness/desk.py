"""What the app has behind its window, and what tests do with it, be there a window or not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.notices import Notices
from app.desktop.preferences import Preferences
from app.files.data_files import DataFiles
from app.files.file_dialogs import FileDialogs
from app.files.project_files import ProjectFiles
from app.files.recovery import Recovery
from app.files.saves import Saves
from app.runs.controller import RunController
from app.runs.registry import RunRegistry
from app.runs.run_states import RunState
from app.runs.viewed_run import ViewedRun
from app.session.document import Document
from app.session.saving import Saving
from app.session.session import Session
from tests.harness.cut import copy_journals
from tests.samples import small
from training.catalog.lessons import Lesson
from training.settings import Experiment
from training.store import Reader

BUTTONS = QMessageBox.StandardButton


class Behind(Protocol):
    """What is behind a window: a ``Program`` is one, and a ``Desk``."""

    @property
    def preferences(self) -> Preferences: ...
    @property
    def session(self) -> Session: ...
    @property
    def dialogs(self) -> FileDialogs: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def saves(self) -> Saves: ...
    @property
    def data_files(self) -> DataFiles: ...
    @property
    def files(self) -> ProjectFiles: ...
    @property
    def recovery(self) -> Recovery: ...
    @property
    def document(self) -> Document: ...
    @property
    def registry(self) -> RunRegistry: ...
    @property
    def viewed(self) -> ViewedRun: ...
    @property
    def runs(self) -> RunController: ...
    @property
    def saving(self) -> Saving: ...


class Desk:
    """The session and its files, as ``app.compose`` joins them, without a window.

    Notices and dialogs belong to a widget that nobody sees. ``shown_views`` holds what was asked
    to be shown, in place of a stage.
    """

    def __init__(self, preferences: Preferences) -> None:
        self._parent = QWidget()
        self.preferences = preferences
        self.shown_views: list[Sequence[str]] = []
        self.session = session = Session(
            preferences.sessions_folder, preferences.budget, preferences.known
        )
        self.document, self.registry, self.saving = (
            session.document, session.registry, session.saving
        )  # fmt: skip
        self.viewed, self.runs = self.registry.viewed, self.registry.runs
        self.notices = notices = Notices(self._parent)
        self.dialogs = dialogs = FileDialogs(
            self._parent, preferences, lambda: session.document.path
        )
        self.saves = Saves(session, dialogs, notices, preferences, lambda: None)
        self.data_files = DataFiles(session, dialogs, notices, preferences)
        self.files = ProjectFiles(
            session, dialogs, notices, preferences, self.saves, self.data_files,
            self.shown_views.append,
        )  # fmt: skip
        self.recovery = Recovery(preferences.sessions_folder, session, dialogs, notices)
        session.may_read = self.files.ask_to_read
        session.prepare()

    def run(self) -> None:
        """Begin, pause or go on, as Space does."""
        starter = self.session.starter
        ways = {RunState.RUNNING: self.runs.pause, RunState.PAUSED: starter.resume}
        ways.get(self.runs.state, starter.start)()

    def close(self) -> None:
        """End everything, unasked."""
        self.session.close()
        self._parent.close()


# --- runs ---


def wait_for(qtbot: QtBot, program: Behind, state: RunState) -> None:
    qtbot.waitUntil(lambda: program.runs.state is state)


def shown(qtbot: QtBot, program: Behind) -> None:
    """Let the pause before a preview pass."""
    qtbot.waitUntil(lambda: not program.session._preview_pause.isActive())


def end(qtbot: QtBot, program: Behind) -> None:
    """End the run that is under way, if one is."""
    program.runs.stop()
    wait_for(qtbot, program, RunState.IDLE)


def begin(qtbot: QtBot, program: Behind, experiment: Experiment) -> None:
    """Begin to train an experiment."""
    program.document.change(experiment)
    shown(qtbot, program)
    program.session.starter.start()


def trained(qtbot: QtBot, program: Behind, experiment: Experiment) -> str:
    """Train to the end of the steps, end the run, and return its key."""
    begin(qtbot, program, experiment)
    wait_for(qtbot, program, RunState.PAUSED)
    end(qtbot, program)
    return program.viewed.key


def train(qtbot: QtBot, program: Behind, steps: int = 30, seed: int = 0) -> str:
    """Train a run of its own to its end; return its key."""
    end(qtbot, program)
    begin(qtbot, program, small(trainer={"steps": steps, "seed": seed}))
    wait_for(qtbot, program, RunState.PAUSED)
    return program.viewed.key


# --- lessons ---


def take(program: Behind, *acts: dict[str, object], **cue: object) -> None:
    """Take a lesson of these cues."""
    cues = [{"act": act, **cue} for act in acts]
    program.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))


def train_to(step: int) -> dict[str, object]:
    """Return what a cue says that trains to a step."""
    return {"kind": "train", "step": step}


# --- files ---


def save(qtbot: QtBot, program: Behind, path: Path) -> None:
    with qtbot.waitSignal(program.registry.archive.saved):
        assert program.saves.write(path)


def runs_in(path: Path) -> list[int]:
    """Return how far the runs of a project were trained."""
    reader = Reader.open(path)
    found = [run.step for run in reader.runs()[0]]
    reader.close()
    return found


def cut_off(program: Behind, folder: Path) -> Path:
    """Copy a session's journal as a crash would leave it, for another window to find."""
    journal = program.registry.archive.journal
    assert journal._writer is not None
    assert journal._writer.flush(5.0)
    copy_journals(journal.path.parent, folder, journal.path.stem)
    return folder / journal.path.name


def answer(monkeypatch: pytest.MonkeyPatch, *answers: QMessageBox.StandardButton) -> list[str]:
    """Answer what is asked next, in this order; return what is asked."""
    asked: list[str] = []
    left = [*answers]

    def question(*arguments: object) -> QMessageBox.StandardButton:
        asked.append(str(arguments[2]))
        return left.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked
