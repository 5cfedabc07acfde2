"""A lecture from the first start to the end, in a real window, by mouse and keyboard alone."""

import configparser
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageChops

from app.export.formats import FORMATS
from app.window.actions import MENUS
from tests.harness.desktop import HAS_TOOLS, TOOLS, Desktop, difference, until
from training.catalog.lessons import Train, lesson
from training.store import Notebook, Reader, RunInfo

FIRST_LESSON = "1.1-introduction"
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not HAS_TOOLS, reason=f"needs {', '.join(TOOLS)} for a real window"),
]


APP = os.environ.get("FANHUA_APP", "")
"""Folder of a packaged app, which then holds the lecture."""


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    command = (str(Path(APP) / "fanhua"),) if APP else (sys.executable, "-m", "app")
    desktop = Desktop(tmp_path, (1920, 1080), command=command)
    desktop.settled("lecture-0-idle")
    yield desktop
    desktop.close()


def contents(path: Path) -> tuple[list[RunInfo], Notebook]:
    reader = Reader.open(path, immutable=False)
    try:
        notebook = Notebook.model_validate_json(reader.meta("notebook") or "{}")
        return reader.runs()[0], notebook
    finally:
        reader.close()


def journal(desktop: Desktop) -> Path:
    return next(desktop.data.glob("sessions/*.journal"))


def steps(desktop: Desktop) -> list[int]:
    return [run.step for run in contents(journal(desktop))[0]]


def choose_in_file_menu(desktop: Desktop, submenu: str, number: int) -> None:
    """Choose an entry of a submenu of File by keyboard; a dialog follows."""
    keys = [key for key in MENUS["&File"] if key != "-"]
    down = ("Down",) * keys.index(submenu)
    desktop.open_dialog("alt+f", *down, "Right", *["Down"] * number, "Return")


def answer(desktop: Desktop, path: Path) -> None:
    """Type a path into the dialog that asks for it."""
    desktop.type("ctrl+a")
    desktop.write(str(path))
    desktop.close_dialog("Return")
    until(path.exists, path.name)


def export_each_format(desktop: Desktop, folder: Path) -> None:
    folder.mkdir()
    for number, (key, form) in enumerate(FORMATS.items()):
        if APP and key == "mp4":
            continue  # its encoder, 80 MB, is an extra that a packaged app has not
        choose_in_file_menu(desktop, "exports", number)
        if form.write is None:
            film = desktop.active()
            desktop.type("Return")  # the view and its pictures, as they are suggested
            until(lambda film=film: desktop.active() not in ("", film), "where the film goes")
        answer(desktop, folder / f"{key}{form.ending}" if form.ending else folder)
    for ending in (".png", ".svg", ".pdf"):
        choose_in_file_menu(desktop, "figures", 0)
        answer(desktop, folder / f"figure{ending}")
    until(lambda: any(folder.glob("*/events.out*")) or any(folder.glob("events.out*")), "events")
    assert all(path.stat().st_size > 100 for path in folder.rglob("*") if path.is_file())


def test_that_a_lecture_is_held(desktop: Desktop, tmp_path: Path) -> None:
    # First start: Space trains the default experiment.
    idle = desktop.settled("lecture-0-idle")
    desktop.press("space")
    until(lambda: desktop.data.exists() and steps(desktop) == [2000], "the default experiment")
    trained = desktop.settled("lecture-1-trained")
    assert difference(idle, trained) > 1

    # A lesson, walked by PageDown to its end; the class predicts in it, and it is revealed.
    desktop.press("alt+l")
    desktop.type("Return", "Return")
    until(lambda: contents(journal(desktop))[1].lesson == lesson(FIRST_LESSON), "the lesson")
    cues = lesson(FIRST_LESSON).cues
    number = 0
    while number < len(cues):
        act = cues[number].act
        number += 1
        while number < len(cues) and not cues[number].waits:
            number += 1
        before = desktop.after(lambda: desktop.press("Next"), f"lecture-2-cue-{number}")
        if act.kind == "hide":
            places = [(0.25 + 0.02 * n, 0.3 + 0.004 * n) for n in range(20)]
            drawn = desktop.after(lambda at=places: desktop.drag(*at), "lecture-2-predicted")
            assert ImageChops.difference(before, drawn).getbbox() is not None
    last = next(cue.act for cue in cues if isinstance(cue.act, Train))
    until(lambda: steps(desktop)[-1:] == [last.step], "the run of the lesson")

    # Presenting, and back.
    presented = desktop.after(lambda: desktop.press("F5"), "lecture-3-presented")
    back = desktop.after(lambda: desktop.press("Escape"), "lecture-4-back")
    assert difference(presented, back) > 2

    export_each_format(desktop, tmp_path / "taken")

    # Saving, killing, recovering.
    saved = tmp_path / "lecture.fanhua"
    desktop.open_dialog("ctrl+s")
    answer(desktop, saved)
    kept, notebook = contents(saved)
    assert [run.step for run in kept] == steps(desktop)
    assert notebook.lesson == lesson(FIRST_LESSON)
    desktop.after(lambda: desktop.press("ctrl+n"), "lecture-4-new")
    desktop.press("space")
    until(lambda: (steps(desktop) or [0])[-1] == 2000, "another run")
    desktop.settled("lecture-4-trained")
    desktop.kill()
    desktop.start()
    until(lambda: desktop.active() not in ("", desktop.window), "what was cut off is offered")
    desktop.settled("lecture-5-asked")
    desktop.close_dialog("Return")  # Open is what is chosen
    desktop.settled("lecture-5-recovered")
    again = tmp_path / "recovered.fanhua"
    desktop.open_dialog("ctrl+shift+s")
    answer(desktop, again)
    assert [run.step for run in contents(again)[0]] == [2000]

    # Chinese, from the preferences.
    desktop.open_dialog("ctrl+comma")
    desktop.close_dialog("Tab", "Tab", "Down", "Escape")
    chinese = desktop.settled("lecture-6-chinese")
    assert difference(chinese, back) > 0
    ini = configparser.ConfigParser()
    ini.read(tmp_path / "CONFIG" / "fanhua" / "fanhua.ini", encoding="utf-8")
    assert ini["General"]["language"] == "zh_CN"
    desktop.press("ctrl+q")
    assert desktop.app.wait(20) == 0


@pytest.mark.skipif(not shutil.which("xrandr"), reason="needs xrandr for a second screen")
def test_that_a_screen_can_be_unplugged_while_it_shows_the_class(tmp_path: Path) -> None:
    desktop = Desktop(tmp_path, (2560, 720))
    try:

        def xrandr(*arguments: str) -> None:
            subprocess.run(["xrandr", *arguments], env=desktop.env, check=True, capture_output=True)

        xrandr("--setmonitor", "desk", "1280/338x720/190+0+0", "none")
        xrandr("--setmonitor", "wall", "1280/338x720/190+1280+0", "screen")
        desktop.xdotool("windowsize", "--sync", desktop.window, "1280", "700")
        desktop.settled("screens-before")

        def on_the_wall() -> int:
            """Count the colours on the screen of the class, whose views have many."""
            wall = desktop.screen.picture().crop((1280, 0, 2560, 720))
            return len(wall.getcolors(1 << 20) or [])

        desktop.press("F5")
        until(lambda: on_the_wall() > 20, "the views are on the wall")
        both = desktop.shot("screens-both")  # its clock never rests
        wall = both.crop((1280, 0, 2560, 720))
        assert len(wall.getcolors(1 << 20) or []) > 20  # the views are there
        xrandr("--delmonitor", "wall")
        until(lambda: on_the_wall() < 10, "the wall is empty")
        one = desktop.settled("screens-one")
        wall = one.crop((1280, 0, 2560, 720))
        assert len(wall.getcolors(1 << 20) or []) < 10  # and are not any more
        desktop.press("space")
        until(lambda: desktop.data.exists() and steps(desktop) == [2000], "it still trains")
        assert desktop.app.poll() is None
    finally:
        desktop.close()
