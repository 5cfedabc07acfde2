"""The window that the tests of the app work in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.preferences import Preferences


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Open a window with preferences and sessions of its own; close it without questions."""
    window = MainWindow(Preferences(tmp_path / "own" / "fanhua.ini"))
    qtbot.addWidget(window, before_close_func=lambda w: w.session.mark_saved())
    window.show()
    yield window
    window.session.mark_saved()
    window.close()
