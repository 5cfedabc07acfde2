"""Presenting: here, or on a screen of the class, which may be unplugged."""

from itertools import product
from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from pytestqt.qtbot import QtBot

from app.desktop.theme import PROJECTED
from app.window.main_window import MainWindow
from app.window.presenting import HERE, Presenting
from training.catalog.lessons import Lesson


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> QScreen:
    """Let the one screen stand for that of the class: offscreen there is no second one."""
    found = QGuiApplication.primaryScreen()
    monkeypatch.setattr(Presenting, "screens", lambda _: {found.name(): found})
    return found


def test_that_the_class_has_a_window_of_its_own(
    qtbot: QtBot, window: MainWindow, screen: QScreen
) -> None:
    cues = [
        {"act": {"kind": "note", "text": "Look!"}, "note": "Say this."},
        {"act": {"kind": "pause"}},
    ]
    window.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))
    window.actions_by_key["present"].trigger()
    audience = window.presenting._audience
    assert audience is not None
    assert audience.isFullScreen()
    assert window.scene.window() is audience
    assert window.panel_dock.isVisible()  # the lecturer keeps the controls
    style = window.views["fit"].style_now
    assert style.background == PROJECTED["light"].plot.background
    assert style.scale > 1
    qtbot.keyClick(audience, Qt.Key.Key_PageDown)  # a clicker works there too
    panel = window.presenting.panel
    assert panel.note.text() == "Say this."
    assert panel.now.text() == "1/2  Note: Look!"
    assert panel.following.text() == "Next: Pause"
    assert window.scene.caption == "Look!"
    qtbot.waitUntil(lambda: not panel.mirror._picture.isNull())
    assert panel.elapsed.text().startswith("0:0")
    qtbot.keyClick(audience, Qt.Key.Key_Escape)
    assert window.scene.window() is window
    assert window.scene.isVisible()
    assert window.views["fit"].style_now.scale == 1
    assert not window.actions_by_key["present"].isChecked()


def test_that_unplugging_the_screen_brings_everything_home(
    qtbot: QtBot, window: MainWindow, screen: QScreen
) -> None:
    window.actions_by_key["present"].trigger()
    window.presenting._on_screen_removed(MagicMock(spec=QScreen))  # another one
    assert window.presenting.has_audience
    window.presenting._on_screen_removed(screen)
    assert not window.presenting.is_presenting
    assert window.scene.window() is window
    assert "unplugged" in window.transport.state_text.text()
    window.actions_by_key["run"].trigger()
    qtbot.waitUntil(lambda: (window.session.book.step or 0) > 5)


def test_that_closing_either_window_ends_well(
    qtbot: QtBot, window: MainWindow, screen: QScreen
) -> None:
    window.actions_by_key["present"].trigger()
    audience = window.presenting._audience
    assert audience is not None
    audience.close()
    assert window.scene.window() is window
    window.actions_by_key["present"].trigger()
    assert window.presenting.has_audience
    assert window.close()
    assert not window.presenting.has_audience


def test_that_a_screen_that_is_gone_is_not_waited_for(window: MainWindow) -> None:
    window.preferences.set_text("screen", "HDMI-7")
    assert window.presenting.chosen_screen() is None
    window.preferences.set_text("screen", HERE)
    assert window.presenting.chosen_screen() is None


def test_that_icons_are_seen_when_a_dark_desk_presents_in_light_colours(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.preferences.set_text("screen", HERE)
    window.appearance.choose_theme("dark")

    def lightness() -> float:
        picture = window.actions_by_key["run"].icon().pixmap(48).toImage()
        places = product(range(picture.width()), range(picture.height()))
        drawn = [c for p in places if (c := picture.pixelColor(*p)).alpha() > 200]
        return sum(c.lightnessF() for c in drawn) / len(drawn)

    assert lightness() > 0.6
    window.actions_by_key["present"].trigger()
    assert lightness() < 0.4  # on white
    window.actions_by_key["run"].trigger()  # its picture changes with the state
    qtbot.waitUntil(lambda: (window.session.book.step or 0) > 5)
    assert lightness() < 0.4
    window.actions_by_key["present"].trigger()
    assert lightness() > 0.6
