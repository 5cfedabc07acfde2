"""A lecture from the first start to the end, in a real window, by mouse and keyboard alone."""

import configparser
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import ImageChops

from app.actions import MENUS
from app.takeaway.formats import FORMATS
from tests.harness.desktop import HAS_TOOLS, TOOLS, Desktop, difference
from training.lesson import Train, lesson
from training.store import Notebook, Reader, RunInfo

FIRST_LESSON = "1.1-introduction"
pytestmark = [
    pytest.mark.window,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not HAS_TOOLS, reason=f"needs {', '.join(TOOLS)} for a real window"),
]


APP = os.environ.get("FANHUA_APP", "")
"""Folder of a packaged app, which then holds the lecture."""


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    command = (str(Path(APP) / "fanhua"),) if APP else (sys.executable, "-m", "app")
    desktop = Desktop(tmp_path, (1920, 1080), command=command)
    time.sleep(3)
    yield desktop
    desktop.close()


def until(condition: Callable[[], object], what: str, patience: float = 60.0) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.3)


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
    """Choose an entry of a submenu of File by keyboard."""
    keys = [key for key in MENUS["&File"] if key != "-"]
    desktop.press("alt+f")
    time.sleep(0.4)
    desktop.type(*["Down"] * keys.index(submenu), "Right", *["Down"] * number, "Return")
    time.sleep(1)


def answer(desktop: Desktop, path: Path) -> None:
    """Type a path into the dialog that asks for it."""
    desktop.type("ctrl+a")
    desktop.write(str(path))
    desktop.type("Return")
    until(path.exists, path.name)
    time.sleep(0.5)


def export_each_format(desktop: Desktop, folder: Path) -> None:
    folder.mkdir()
    for number, (key, form) in enumerate(FORMATS.items()):
        if APP and key == "mp4":
            continue  # its encoder, 80 MB, is an extra that a packaged app has not
        choose_in_file_menu(desktop, "exports", number)
        if form.write is None:
            desktop.type("Return")  # the view and its pictures, as they are suggested
            time.sleep(1)
        answer(desktop, folder / f"{key}{form.ending}" if form.ending else folder)
    for ending in (".png", ".svg", ".pdf"):
        choose_in_file_menu(desktop, "figures", 0)
        answer(desktop, folder / f"figure{ending}")
    until(lambda: any(folder.glob("*/events.out*")) or any(folder.glob("events.out*")), "events")
    assert all(path.stat().st_size > 100 for path in folder.rglob("*") if path.is_file())


def test_that_a_lecture_is_held(desktop: Desktop, tmp_path: Path) -> None:
    # First start: Space trains the default experiment.
    idle = desktop.shot("lecture-0-idle")
    desktop.press("space")
    until(lambda: desktop.data.exists() and steps(desktop) == [2000], "the default experiment")
    trained = desktop.settled("lecture-1-trained")
    assert difference(idle, trained) > 1

    # A lesson, walked by PageDown to its end; the class predicts in it, and it is revealed.
    desktop.press("alt+l")
    time.sleep(0.5)
    desktop.type("Return", "Return")
    until(lambda: contents(journal(desktop))[1].lesson == lesson(FIRST_LESSON), "the lesson")
    cues = lesson(FIRST_LESSON).cues
    number = 0
    while number < len(cues):
        desktop.press("Next")
        act = cues[number].act
        number += 1
        while number < len(cues) and not cues[number].waits:
            number += 1
        before = desktop.settled(f"lecture-2-cue-{number}")
        if act.kind == "hide":
            desktop.drag(*[(0.25 + 0.02 * n, 0.3 + 0.004 * n) for n in range(20)])
            time.sleep(0.5)
            drawn = desktop.shot("lecture-2-predicted")
            assert ImageChops.difference(before, drawn).getbbox() is not None
    last = next(cue.act for cue in cues if isinstance(cue.act, Train))
    until(lambda: steps(desktop)[-1:] == [last.step], "the run of the lesson")

    # Presenting, and back.
    desktop.press("F5")
    time.sleep(1)
    presented = desktop.settled("lecture-3-presented")
    desktop.press("Escape")
    time.sleep(1)
    back = desktop.settled("lecture-4-back")
    assert difference(presented, back) > 2

    export_each_format(desktop, tmp_path / "taken")

    # Saving, killing, recovering.
    saved = tmp_path / "lecture.fanhua"
    desktop.press("ctrl+s")
    time.sleep(1)
    desktop.write(str(saved))
    desktop.type("Return")
    until(saved.exists, "the project")
    time.sleep(1)
    kept, notebook = contents(saved)
    assert [run.step for run in kept] == steps(desktop)
    assert notebook.lesson == lesson(FIRST_LESSON)
    desktop.press("ctrl+n")
    time.sleep(1)
    desktop.press("space")
    until(lambda: (steps(desktop) or [0])[-1] == 2000, "another run")
    time.sleep(1.5)
    desktop.kill()
    desktop.start()
    time.sleep(4)
    desktop.shot("lecture-5-asked")
    desktop.type("Return")  # Open is what is chosen
    time.sleep(2)
    desktop.settled("lecture-5-recovered")
    again = tmp_path / "recovered.fanhua"
    desktop.press("ctrl+shift+s")
    time.sleep(1)
    desktop.write(str(again))
    desktop.type("Return")
    until(again.exists, "the recovered project")
    time.sleep(1)
    assert [run.step for run in contents(again)[0]] == [2000]

    # Chinese, from the preferences.
    desktop.press("ctrl+comma")
    time.sleep(1)
    desktop.type("Tab", "Tab", "Down", "Escape")
    time.sleep(1)
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
        time.sleep(4)
        desktop.press("F5")
        time.sleep(2)
        both = desktop.shot("screens-both")  # its clock never rests
        wall = both.crop((1280, 0, 2560, 720))
        assert len(wall.getcolors(1 << 20) or []) > 20  # the views are there
        xrandr("--delmonitor", "wall")
        time.sleep(2)
        one = desktop.settled("screens-one")
        wall = one.crop((1280, 0, 2560, 720))
        assert len(wall.getcolors(1 << 20) or []) < 10  # and are not any more
        desktop.press("space")
        until(lambda: desktop.data.exists() and steps(desktop) == [2000], "it still trains")
        assert desktop.app.poll() is None
    finally:
        desktop.close()
