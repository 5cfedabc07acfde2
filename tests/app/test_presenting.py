"""Presenting: here, or on a screen of the class, which may be unplugged."""

from itertools import product
from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from pytestqt.qtbot import QtBot

from app.desktop.theme import PROJECTED
from app.program import Program
from app.window.presenting import HERE, Presenting
from training.catalog.lessons import Lesson


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> QScreen:
    """Let the one screen stand for that of the class: offscreen there is no second one."""
    found = QGuiApplication.primaryScreen()
    monkeypatch.setattr(Presenting, "screens", lambda _: {found.name(): found})
    return found


def test_that_the_class_has_a_window_of_its_own(
    qtbot: QtBot, seen: Program, screen: QScreen
) -> None:
    cues = [
        {"act": {"kind": "note", "text": "Look!"}, "note": "Say this."},
        {"act": {"kind": "pause"}},
    ]
    seen.session.keeper.set_lesson(Lesson.model_validate({"cues": cues}))
    seen.actions["present"].trigger()
    audience = seen.presenting._audience
    assert audience is not None
    assert audience.isFullScreen()
    assert seen.scene.window() is audience
    assert seen.frame.panel_dock.isVisible()  # the lecturer keeps the controls
    style = seen.stage.views["fit"].style_now
    assert style.background == PROJECTED["light"].plot.background
    assert style.scale > 1
    qtbot.keyClick(audience, Qt.Key.Key_PageDown)  # a clicker works there too
    panel = seen.presenting.panel
    assert panel.note.text() == "Say this."
    assert panel.current.text() == "1/2  Note: Look!"
    assert panel.following.text() == "Next: Pause"
    assert seen.scene.caption == "Look!"
    qtbot.waitUntil(lambda: not panel.mirror._picture.isNull())
    assert panel.elapsed.text().startswith("0:0")
    qtbot.keyClick(audience, Qt.Key.Key_Escape)
    assert seen.scene.window() is seen.frame
    assert seen.scene.isVisible()
    assert seen.stage.views["fit"].style_now.scale == 1
    assert not seen.actions["present"].isChecked()


def test_that_unplugging_the_screen_brings_everything_home(
    qtbot: QtBot, seen: Program, screen: QScreen
) -> None:
    seen.actions["present"].trigger()
    seen.presenting._on_screen_removed(MagicMock(spec=QScreen))  # another one
    assert seen.presenting.has_audience
    seen.presenting._on_screen_removed(screen)
    assert not seen.presenting.is_presenting
    assert seen.scene.window() is seen.frame
    assert "unplugged" in seen.transport.state_text.text()
    seen.actions["run"].trigger()
    qtbot.waitUntil(lambda: (seen.viewed.step or 0) > 5)


def test_that_closing_either_window_ends_well(qtbot: QtBot, seen: Program, screen: QScreen) -> None:
    seen.actions["present"].trigger()
    audience = seen.presenting._audience
    assert audience is not None
    audience.close()
    assert seen.scene.window() is seen.frame
    seen.actions["present"].trigger()
    assert seen.presenting.has_audience
    assert seen.frame.close()
    assert not seen.presenting.has_audience


def test_that_a_screen_that_is_gone_is_not_waited_for(unseen: Program) -> None:
    unseen.preferences.set_text("screen", "HDMI-7")
    assert unseen.presenting.chosen_screen() is None
    unseen.preferences.set_text("screen", HERE)
    assert unseen.presenting.chosen_screen() is None


def test_that_icons_are_seen_when_a_dark_desk_presents_in_light_colours(
    qtbot: QtBot, seen: Program
) -> None:
    seen.preferences.set_text("screen", HERE)
    seen.appearance.choose_theme("dark")

    def lightness() -> float:
        picture = seen.actions["run"].icon().pixmap(48).toImage()
        places = product(range(picture.width()), range(picture.height()))
        drawn = [c for p in places if (c := picture.pixelColor(*p)).alpha() > 200]
        return sum(c.lightnessF() for c in drawn) / len(drawn)

    assert lightness() > 0.6
    seen.actions["present"].trigger()
    assert lightness() < 0.4  # on white
    seen.actions["run"].trigger()  # its picture changes with the state
    qtbot.waitUntil(lambda: (seen.viewed.step or 0) > 5)
    assert lightness() < 0.4
    seen.actions["present"].trigger()
    assert lightness() > 0.6
