"""The windows that the tests of the app work in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.compose import compose
from app.desktop.preferences import Preferences
from app.program import Program

OpenWindow = Callable[[Path], Program]


@pytest.fixture
def open_window(qtbot: QtBot) -> OpenWindow:
    """Open windows, each with preferences and sessions in a folder; they are closed unasked."""

    def open_one(folder: Path) -> Program:
        program = compose(Preferences(folder / "fanhua.ini"))
        qtbot.addWidget(program.frame, before_close_func=lambda _: program.saving.mark_saved())
        program.frame.show()
        return program

    return open_one


@pytest.fixture
def program(open_window: OpenWindow, tmp_path: Path) -> Program:
    """Open a window with preferences and sessions of its own."""
    return open_window(tmp_path / "own")
