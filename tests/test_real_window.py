"""The app in a real window under Xvfb with a window manager, keyboard only, and what it shows."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

TOOLS = ("Xvfb", "openbox", "xdotool", "import")
SNAPSHOT = Path(__file__).parent / "snapshots" / "default_1280x720.png"
OUT = Path(__file__).parent / "out"
NETWORK = (0xD5, 0x5E, 0x00)
SMALL = (160, 90)
TOLERANCE = 0.8
"""Mean difference of grey values at 160 x 90; an empty plot alone makes more (see below)."""

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)} for a real window"
    ),
]


class Desktop:
    """A virtual screen with a window manager and the app on it."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24"]
        self._server = subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        self._env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        for name in ("CONFIG", "STATE", "DATA"):
            self._env[f"XDG_{name}_HOME"] = str(folder / name)
        self._env["LANG"] = "C.UTF-8"
        self._manager = subprocess.Popen(["openbox"], env=self._env, stderr=subprocess.DEVNULL)
        command = [sys.executable, "-m", "app"]
        self.app = subprocess.Popen(command, env=self._env, cwd=SNAPSHOT.parents[2])
        self.window = self._xdotool(
            "search", "--sync", "--onlyvisible", "--name", "Fanhua"
        ).split()[-1]
        self._xdotool("windowmove", "--sync", self.window, "0", "0")
        self._xdotool("windowsize", "--sync", self.window, "1280", "700")

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self._env, capture_output=True, text=True, timeout=60,
            check=True,
        )  # fmt: skip
        return done.stdout

    def press(self, key: str) -> None:
        """Press a key in the window."""
        self._xdotool("windowactivate", "--sync", self.window, "key", key)

    def type(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        for key in keys:
            self._xdotool("key", key)

    def shot(self, name: str) -> Image.Image:
        """Take a picture of the screen; kept under tests/out."""
        OUT.mkdir(exist_ok=True)
        path = OUT / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self._env, check=True)
        with Image.open(path) as image:
            return image.convert("RGB")

    def close(self) -> None:
        """End whatever still runs."""
        for process in (self.app, self._manager, self._server):
            process.terminate()
            process.wait(20)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.close()


def difference(a: Image.Image, b: Image.Image) -> float:
    """Mean difference of grey values after scaling down, so that fonts matter little."""
    pair = [image.convert("L").resize(SMALL, Image.Resampling.BOX) for image in (a, b)]
    return float(ImageStat.Stat(ImageChops.difference(*pair)).mean[0])


def network_pixels(image: Image.Image) -> int:
    """Count the pixels in the colour of the network's curves, legends included."""
    return sum(count for count, colour in image.getcolors(1 << 24) or [] if colour == NETWORK)


def until_network_drawn(desktop: Desktop, more_than: int) -> Image.Image:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        time.sleep(1)
        image = desktop.shot("trained")
        if network_pixels(image) > more_than:
            return image
    raise AssertionError("the network's curve did not appear")


def test_that_the_window_opens_trains_by_space_and_closes(desktop: Desktop) -> None:
    time.sleep(3)
    idle = desktop.shot("idle")
    with Image.open(SNAPSHOT) as stored:
        expected = stored.convert("RGB")
    assert idle.size == expected.size
    assert difference(idle, expected) < TOLERANCE
    before = network_pixels(idle)
    desktop.press("space")
    trained = until_network_drawn(desktop, before + 1000)
    assert difference(trained, idle) > 0
    desktop.press("ctrl+q")
    time.sleep(1)
    assert desktop.app.poll() is None  # it asks whether the run is to be saved
    desktop.shot("asked")
    desktop.type("Tab", "space")  # Discard
    assert desktop.app.wait(20) == 0


def test_that_the_comparison_notices_an_empty_plot() -> None:
    with Image.open(SNAPSHOT) as stored:
        expected = stored.convert("RGB")
    emptied = expected.copy()
    emptied.paste((255, 255, 255), (404, 80, 810, 330))
    assert difference(emptied, expected) > TOLERANCE
