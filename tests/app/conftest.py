"""The windows that the tests of the app work in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.preferences import Preferences
from app.window.main_window import MainWindow

OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> OpenWindow:
    """Open windows, each with preferences and sessions in a folder; they are closed unasked."""

    def open_one(folder: Path) -> MainWindow:
        window = MainWindow(Preferences(folder / "fanhua.ini"))
        qtbot.addWidget(window, before_close_func=lambda w: w.session.mark_saved())
        window.show()
        return window

    return open_one


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Open a window with preferences and sessions of its own."""
    return open_window(tmp_path / "own")
