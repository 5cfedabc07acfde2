"""What the tests of the app work in: windows, and desks without one."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.command_line.headless import run_headless
from app.compose import compose
from app.desktop.preferences import Preferences
from app.program import Program
from app.runs import controller, disk_usage, timeline
from app.session.session import Session
from tests.harness.desk import Desk
from tests.harness.scripted import ScriptedEngine
from tests.samples import small
from widgets.views import VIEWS, FitView, LossView, View

OpenWindow = Callable[..., Program]
OpenDesk = Callable[[Path], Desk]
FEW = (FitView, LossView)
STEPS = 300
"""Of the run in ``project``."""

LOOK = 50
"""Milliseconds between two looks for what was recorded."""


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for what was recorded as soon as it may be there: nobody is disturbed by it."""
    monkeypatch.setattr(timeline, "LOOK", LOOK)
    monkeypatch.setattr(disk_usage, "LOOK", LOOK)


# --- with the window ---


@pytest.fixture
def open_window(qtbot: QtBot) -> OpenWindow:
    """Open windows, each with preferences and sessions in a folder; they are closed unasked."""

    def open_one(
        folder: Path, views: Sequence[type[View]] = VIEWS, *, is_shown: bool = True
    ) -> Program:
        program = compose(Preferences(folder / "fanhua.ini"), views)
        qtbot.addWidget(program.frame, before_close_func=lambda _: program.saving.mark_saved())
        program.frame.setVisible(is_shown)
        return program

    return open_one


@pytest.fixture
def program(open_window: OpenWindow, tmp_path: Path) -> Program:
    """Open a window with preferences and sessions of its own."""
    return open_window(tmp_path / "own")


@pytest.fixture
def unseen(open_window: OpenWindow, tmp_path: Path) -> Program:
    """Compose the program with two views, and show nobody: where the window is not the subject."""
    return open_window(tmp_path / "own", FEW, is_shown=False)


@pytest.fixture
def seen(open_window: OpenWindow, tmp_path: Path) -> Program:
    """Open a window with two views: where it must be seen, and which views it has matters not."""
    return open_window(tmp_path / "own", FEW)


def entries(program: Program) -> dict[str, Any]:
    """Return the entries of the menu for what is taken away."""
    menu = program.menus._submenus["exports"]
    menu.aboutToShow.emit()
    return {action.data(): action for action in menu.actions()}


# --- without one ---


@pytest.fixture
def desks(qtbot: QtBot) -> Iterator[OpenDesk]:
    """Set up desks, each with preferences and sessions in a folder."""
    opened: list[Desk] = []

    def open_one(folder: Path) -> Desk:
        opened.append(Desk(Preferences(folder / "fanhua.ini")))
        return opened[-1]

    yield open_one
    for desk in opened:
        desk.close()


@pytest.fixture
def open_desk(desks: OpenDesk) -> OpenDesk:
    """Set up desks whose runs are trained by engines."""
    return desks


@pytest.fixture
def desk(open_desk: OpenDesk, tmp_path: Path) -> Desk:
    """Set up a desk whose runs are trained by an engine."""
    return open_desk(tmp_path / "own")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ScriptedEngine:
    """Have an engine that the test plays."""
    played = ScriptedEngine()
    monkeypatch.setattr(controller, "EngineProcess", lambda: played)
    return played


@pytest.fixture
def quiet_desks(engine: ScriptedEngine, desks: OpenDesk) -> OpenDesk:
    """Set up desks whose runs do what the test says; only one of them may have any."""
    return desks


@pytest.fixture
def quiet_desk(quiet_desks: OpenDesk, tmp_path: Path) -> Desk:
    """Set up a desk whose runs do what the test says."""
    return quiet_desks(tmp_path / "own")


@pytest.fixture
def session(quiet_desk: Desk) -> Session:
    """Have a session whose runs do what the test says."""
    return quiet_desk.session


# --- files and disks ---


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with one run."""
    path = tmp_path_factory.mktemp("project") / "课.fanhua"
    run_headless(small(trainer={"steps": STEPS}), path)
    return path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Have a file system of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
