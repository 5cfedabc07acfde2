"""A virtual screen with a window manager and the app on it, driven by mouse and keyboard alone."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

TOOLS = ("Xvfb", "openbox", "xdotool", "import")
HAS_TOOLS = all(map(shutil.which, TOOLS))
ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "tests" / "out"
SMALL = (160, 90)
STARTING = 60.0
"""Seconds that the window may take to open on a busy machine."""
BAR = 20
"""Pixels of a title bar that stay free."""


class Desktop:
    """Begins with the app's window in the upper left corner, as large as the screen.

    Parameters
    ----------
    folder
        For configuration, data and logs of the app; kept when it starts again.
    size
        Of the screen, in pixels.
    scale
        Pixels of the screen for each of Qt's.
    preferences
        What the app is to find in its preferences.
    command
        Starts the app; by default from the source.
    """

    def __init__(
        self,
        folder: Path,
        size: tuple[int, int] = (1280, 720),
        *,
        scale: int = 1,
        preferences: Mapping[str, str] | None = None,
        command: tuple[str, ...] = (sys.executable, "-m", "app"),
    ) -> None:
        self.size, self._command = size, command
        read, write = os.pipe()
        screen = f"{size[0]}x{size[1]}x24"
        arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", screen]
        self._server = subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        self.env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        for name in ("CONFIG", "STATE", "DATA"):
            self.env[f"XDG_{name}_HOME"] = str(folder / name)
        self.env |= {"LANG": "C.UTF-8", "QT_SCALE_FACTOR": str(scale)}
        self.data = folder / "DATA" / "fanhua"
        if preferences:
            ini = folder / "CONFIG" / "fanhua" / "fanhua.ini"
            ini.parent.mkdir(parents=True, exist_ok=True)
            lines = [f"{key}={value}" for key, value in preferences.items()]
            ini.write_text("\n".join(["[General]", *lines, ""]), encoding="utf-8")
        self._manager = subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL)
        self.start()

    def start(self, *arguments: str) -> None:
        """Start the app."""
        command = [*self._command, *arguments]
        self.app = subprocess.Popen(command, env=self.env, cwd=ROOT)
        self.window = self._found_window()
        width, height = self.size
        self.xdotool("windowmove", "--sync", self.window, "0", "0")
        self.xdotool("windowsize", "--sync", self.window, str(width), str(height - BAR))

    def _found_window(self) -> str:
        """Wait for the window: its name has a dash, that of what shows before it has none."""
        deadline = time.monotonic() + STARTING
        while time.monotonic() < deadline:
            time.sleep(0.3)
            # A window that goes while it is looked for makes xdotool fail.
            with suppress(subprocess.CalledProcessError):
                found = self.xdotool("search", "--onlyvisible", "--name", " – Fanhua").split()
                if found:
                    return found[-1]
        raise AssertionError("no window opened")

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool; return what it prints."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self.env, capture_output=True, text=True, timeout=60,
            check=True,
        )  # fmt: skip
        return done.stdout

    def press(self, key: str) -> None:
        """Press a key in the window."""
        self.xdotool("windowactivate", "--sync", self.window, "key", key)

    def type(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        for key in keys:
            self.xdotool("key", key)
            time.sleep(0.15)

    def write(self, text: str) -> None:
        """Type a text wherever the focus is."""
        self.xdotool("type", "--delay", "15", text)

    def drag(self, *places: tuple[float, float]) -> None:
        """Draw with the mouse; places are parts of the screen's width and height."""
        pixels = [(str(round(x * self.size[0])), str(round(y * self.size[1]))) for x, y in places]
        self.xdotool("mousemove", *pixels[0], "mousedown", "1")
        for place in pixels[1:]:
            self.xdotool("mousemove", *place)
            time.sleep(0.05)
        self.xdotool("mouseup", "1")

    def shot(self, name: str) -> Image.Image:
        """Take a picture of the screen; kept under tests/out."""
        OUT.mkdir(exist_ok=True)
        path = OUT / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)
        with Image.open(path) as image:
            return image.convert("RGB")

    def settled(self, name: str, patience: float = 60.0) -> Image.Image:
        """Take a picture when nothing has moved on the screen for a second and a half."""
        deadline = time.monotonic() + patience
        before = self.shot(name)
        while time.monotonic() < deadline:
            time.sleep(1.5)
            now = self.shot(name)
            if ImageChops.difference(before, now).getbbox() is None:
                return now
            before = now
        raise AssertionError(f"{name}: the screen does not come to rest")

    def kill(self) -> None:
        """End the app as a power cut does."""
        self.app.kill()
        self.app.wait(20)
        time.sleep(1)

    def close(self) -> None:
        """End whatever still runs."""
        for process in (self.app, self._manager, self._server):
            process.terminate()
            process.wait(20)


def difference(a: Image.Image, b: Image.Image) -> float:
    """Mean difference of grey values after scaling down, so that fonts matter little."""
    pair = [image.convert("L").resize(SMALL, Image.Resampling.BOX) for image in (a, b)]
    return float(ImageStat.Stat(ImageChops.difference(*pair)).mean[0])
