"""Presenting: here, or on a screen of the class, which may be unplugged."""

from itertools import product
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from pytestqt.qtbot import QtBot

from app.desktop.theme import PROJECTED
from app.program import Program
from app.window.presenting import HERE, Presenting
from tests.app.conftest import OpenWindow
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


@pytest.fixture
def whole(open_window: OpenWindow, tmp_path: Path) -> Program:
    """A window with all views, that presents here."""
    program = open_window(tmp_path / "own")
    program.preferences.set_text("screen", HERE)
    return program


def test_that_the_class_sees_one_view_large_and_two_beside_it_and_no_controls(
    qtbot: QtBot, whole: Program
) -> None:
    grid, frame = whole.stage.grid, whole.frame
    before = grid.shown()
    whole.actions["present"].trigger()
    qtbot.wait(50)
    shown = [key for key, dock in grid.docks.items() if dock.isVisible()]
    assert shown == list(before[:3])
    focus, *sides = (grid.docks[key] for key in shown)
    assert focus.width() > 1.5 * max(side.width() for side in sides)
    assert focus.width() * focus.height() >= 0.5 * frame.width() * frame.height()
    assert not frame.statusBar().isVisible()
    assert not frame.menuBar().isVisible()
    headers = [view.header for view in whole.stage.views.values() if view.isVisible()]
    assert not any(control.isVisible() for header in headers for control in header.controls())
    whole.actions["present"].trigger()
    assert grid.shown() == before
    assert frame.statusBar().isVisible()
    assert all(header.more.isVisible() for header in headers)


def test_that_all_that_matters_is_large_enough_for_the_class(whole: Program) -> None:
    height = whole.frame.screen().geometry().height()
    whole.actions["present"].trigger()
    style = whole.stage.views["fit"].style_now
    axis = whole.stage.views["fit"].plot.getAxis("bottom")
    for font in (style.font_of("small"), axis.style["tickFont"], whole.scene.title.title.font()):
        assert font.pixelSize() >= height / 30
    whole.actions["present"].trigger()
    assert whole.stage.views["fit"].style_now.scale == 1


def test_that_a_project_keeps_the_views_as_they_are_at_the_desk(whole: Program) -> None:
    before = whole.stage.grid.arrangement()
    whole.actions["present"].trigger()
    assert len(whole.stage.grid.arrangement()) == len(before)
    assert whole.stage.grid.arrangement() != whole.stage.grid.saveState()
    whole.actions["present"].trigger()
