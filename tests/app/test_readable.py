"""Nothing that is written is cut: on each screen, in both languages, with large letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desktop import language
from app.program import Program
from tests.app.conftest import OpenWindow
from tests.harness.clipped import clipped, overlapping
from tests.harness.desk import shown

SCREENS = [(1280, 720, "100"), (1366, 768, "100"), (1920, 1080, "100"), (1920, 1080, "200")]
PRESETS = ("frequency-principle", "elephant", "phase-diagram")


@pytest.fixture(params=["en", "zh_CN"])
def whole(
    request: pytest.FixtureRequest, open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> Iterator[Program]:
    program = open_window(tmp_path)
    language.switch(request.param)
    yield program
    language.switch("en")
    program.preferences.set_text("font_size", "100")
    program.appearance.apply()


@pytest.mark.parametrize(("width", "height", "letters"), SCREENS)
def test_that_nothing_is_cut(
    qtbot: QtBot, whole: Program, width: int, height: int, letters: str
) -> None:
    whole.preferences.set_text("font_size", letters)
    whole.appearance.apply()
    whole.frame.resize(width, height)
    for preset in PRESETS:
        whole.commands.execute("open_preset", preset)
        shown(qtbot, whole)
        qtbot.wait(20)
        assert [*clipped(whole.frame)] == []
        assert [*overlapping(whole.frame)] == []
    assert whole.frame.width() <= width
    assert whole.frame.height() <= height
