import gc
import subprocess
import sys
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from app.compose import compose
from app.desktop import console
from app.desktop.application import Application
from app.desktop.preferences import Preferences
from app.start import dispose
from tests.samples import small
from training.text import Text

CHINESE = "/tmp/first lesson 泛.fanhua"


def test_that_a_file_that_macos_hands_over_is_opened(qtbot: QtBot, qapp: Application) -> None:
    opened: list[Path] = []
    qapp.open_with(opened.append)
    assert qapp.sendEvent(qapp, QFileOpenEvent(CHINESE))
    assert opened == [], "the system waits for the answer to its event"
    qtbot.waitUntil(lambda: opened == [Path(CHINESE)])
    qapp.open_with(None)


def test_that_a_file_that_comes_before_the_window_waits_for_it(
    qtbot: QtBot, qapp: Application
) -> None:
    opened: list[Path] = []
    qapp.sendEvent(qapp, QFileOpenEvent(CHINESE))
    qapp.processEvents()
    qapp.open_with(opened.append)
    qapp.open_with(None)
    assert opened == [Path(CHINESE)]


def test_that_the_window_has_the_app_s_icon_and_name() -> None:
    """In a process of its own: the application of the tests is named for them."""
    script = (
        "from app.start import make_application\n"
        "application = make_application()\n"
        "icon = application.windowIcon().pixmap(64, 64).toImage()\n"
        "assert icon.pixelColor(32, 2).name() != icon.pixelColor(32, 60).name(), 'no gradient'\n"
        "assert icon.pixelColor(32, 2).alpha() == 255\n"
        "assert application.desktopFileName() == 'fanhua'\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_that_a_program_without_a_console_can_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.attach()
    with sys.stdout, sys.stderr:
        print("泛", file=sys.stderr)
        assert sys.stdout.name == "/dev/null"


def test_that_streams_that_are_there_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sys.stdout, sys.stderr
    console.attach()
    assert (sys.stdout, sys.stderr) == before


@pytest.mark.window
def test_that_nothing_of_a_window_that_is_gone_hears_the_session(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = compose(Preferences(tmp_path / "fanhua.ini"))
    program.frame.show()
    session = program.session
    session.document.change(small())
    program.displays.panel.explain(Text("What it shows."))
    session.saving.mark_saved()
    program.frame.close()
    dispose(program.frame)
    session.document.undo_stack.clear()  # as it does when it goes itself
    session.runs.shutdown()


@pytest.mark.window
def test_that_a_window_that_is_gone_leaves_nothing_in_memory(qtbot: QtBot, tmp_path: Path) -> None:
    program = compose(Preferences(tmp_path / "fanhua.ini"))
    program.frame.show()
    parts = [*map(ref, (program.session, program.stage, program.panel, program.commands))]
    program.saving.mark_saved()
    program.frame.close()
    dispose(program.frame)
    del program
    gc.collect()
    assert [part() for part in parts] == [None] * len(parts)
