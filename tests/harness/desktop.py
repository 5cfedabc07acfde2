"""A virtual screen with a window manager and the app on it, driven by mouse and keyboard alone."""

import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageFilter, ImageStat

TOOLS = ("Xvfb", "openbox", "xdotool")
HAS_TOOLS = all(map(shutil.which, TOOLS))
ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "tests" / "out"
SMALL = (320, 180)
NEAR = 3
"""Pixels across what is around a pixel of a small picture."""
BAR = 20
"""Pixels of a title bar that stay free."""
CORNER = {"X=2", "Y=20"}
"""Where a window is whose frame is a pixel from the corner of the screen."""
LOOK = 0.05
"""Seconds between two looks at the screen."""
REST = 0.7
"""Seconds without a change after which the screen is at rest."""
PATIENCE = 180.0
"""Seconds that anything may take on a busy machine."""

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


def until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Look again and again until something holds; fail with what did not come."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(LOOK)


class Screen:
    """What an X server without a monitor keeps in a file of pixels (XWD, see XWDFile.h)."""

    def __init__(self, path: Path) -> None:
        until(path.exists, "the X server has no screen")
        header = struct.unpack(">25I", path.read_bytes()[:100])
        size, width, height, line, colours = header[0], *header[4:6], header[12], header[19]
        shape = (height, line // 4, 4)
        self._pixels = np.memmap(path, np.uint8, "r", size + 12 * colours, shape)[:, :width]

    def pixels(self) -> Pixels:
        """Return what is on the screen: rows of blue, green, red and nothing."""
        return np.array(self._pixels)

    def picture(self) -> Image.Image:
        """Return what is on the screen as a picture."""
        return Image.fromarray(np.ascontiguousarray(self._pixels[:, :, 2::-1]))


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
        pixels = folder / "screen"
        pixels.mkdir(parents=True)
        arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", screen]
        arguments += ["-fbdir", str(pixels), "-nocursor"]
        self._server = subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        self.screen = Screen(pixels / "Xvfb_screen0")
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
        self.app: subprocess.Popen[bytes] | None = None
        self._manager = self._begin_managing()
        try:
            until(self._is_managed, "there is no window manager")
            self.start()
        except BaseException:
            self.close()
            raise

    def start(self, *arguments: str) -> None:
        """Start the app."""
        command = [*self._command, *arguments]
        self.app = subprocess.Popen(command, env=self.env, cwd=ROOT)
        self.window = ""
        until(self._finds_window, "no window opened")
        until(self._has_focus, "the window manager gives the window no focus")
        width, height = self.size
        self.xdotool("mousemove", str(width - 1), str(height - 1))  # where nothing lights up
        self.xdotool("windowsize", "--sync", self.window, str(width), str(height - BAR))
        until(self._puts_in_corner, "the window stays elsewhere")

    def _finds_window(self) -> bool:
        """Look for the window: its name has a dash, that of what shows before it has none."""
        self.window = next(reversed(self.windows(" – Fanhua")), "")
        return bool(self.window)

    def _begin_managing(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL)

    def _is_managed(self) -> bool:
        """Look for the window manager: a window that is there before it gets no focus.

        On a busy machine it ends at once now and then; another one is begun.
        """
        if self._manager.poll() is not None:
            self._manager = self._begin_managing()
        try:
            self.xdotool("get_num_desktops")
        except subprocess.CalledProcessError:
            return False
        return True

    def _has_focus(self) -> bool:
        """Look whether the window, or a dialog over it, has the focus; else ask for it."""
        if self.active():
            return True
        with suppress(subprocess.CalledProcessError):
            self.xdotool("windowactivate", self.window)
        return False

    def _puts_in_corner(self) -> bool:
        """Move the window; one that is not in its frame yet goes elsewhere."""
        self.xdotool("windowmove", self.window, "1", "0")
        return {*self.xdotool("getwindowgeometry", "--shell", self.window).split()} >= CORNER

    def windows(self, name: str = ".") -> list[str]:
        """Return the windows that are seen and have a name like that."""
        # A window that goes while it is looked for makes xdotool fail.
        with suppress(subprocess.CalledProcessError):
            return self.xdotool("search", "--onlyvisible", "--name", name).split()
        return []

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

    def active(self) -> str:
        """Return the window that has the focus, empty while none has."""
        with suppress(subprocess.CalledProcessError):
            return self.xdotool("getactivewindow").strip()
        return ""

    def open_dialog(self, *keys: str) -> None:
        """Press keys in the window that open a dialog, and wait for it."""
        self.press(keys[0])
        self.type(*keys[1:])
        until(lambda: self.active() not in ("", self.window), f"no dialog after {keys}")

    def close_dialog(self, *keys: str) -> None:
        """Press keys that answer a dialog, and wait until the window has the focus again."""
        self.type(*keys)
        until(lambda: self.active() == self.window, f"the dialog stays after {keys}")

    def type(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        if keys:
            self.xdotool("key", "--delay", "30", *keys)

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
        picture = self.screen.picture()
        picture.save(OUT / f"{name}.png", compress_level=1)
        return picture

    def settled(self, name: str, patience: float = PATIENCE) -> Image.Image:
        """Take a picture when nothing has moved for a while, and nobody is about to move anything.

        On a busy machine a window is long in painting: it wants a processor and gets none.
        """
        deadline = time.monotonic() + patience
        before, since = self.screen.pixels(), time.monotonic()
        while time.monotonic() - since < REST:
            time.sleep(LOOK)
            now = self.screen.pixels()
            if any(map(_wants_to_run, self._processes)) or not np.array_equal(before, now):
                before, since = now, time.monotonic()
            assert time.monotonic() < deadline, f"{name}: the screen does not come to rest"
        return self.shot(name)

    def after(self, act: Callable[[], object], name: str) -> Image.Image:
        """Do something that is seen; take a picture when the screen has changed and rests."""
        before = self.screen.pixels()
        act()
        until(lambda: not np.array_equal(before, self.screen.pixels()), f"{name}: nothing changed")
        return self.settled(name)

    def kill(self) -> None:
        """End the app as a power cut does."""
        self.app.kill()
        self.app.wait(20)
        until(lambda: not self.windows(" – Fanhua"), "the window stays")

    def close(self) -> None:
        """End whatever still runs."""
        for process in self._processes:
            process.terminate()
            process.wait(20)

    @property
    def _processes(self) -> list["subprocess.Popen[bytes]"]:
        app = [self.app] if self.app is not None else []
        return [*app, self._manager, self._server]


def _wants_to_run(process: "subprocess.Popen[bytes]") -> bool:
    """Whether the main thread of a process computes, or waits for a processor or a disk."""
    stat = Path(f"/proc/{process.pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] in "RD"


def difference(a: Image.Image, b: Image.Image) -> float:
    """Mean difference of grey values after scaling down, so that fonts matter little.

    What lies a pixel beside its place is no difference: a layout depends by one on its former size.
    """
    small = [image.convert("L").resize(SMALL, Image.Resampling.BOX) for image in (a, b)]
    return max(_mean_beyond(*small), _mean_beyond(*reversed(small)))


def _mean_beyond(a: Image.Image, b: Image.Image) -> float:
    """Mean by which pixels of ``a`` leave the range of those of ``b`` around them."""
    above = ImageChops.subtract(a, b.filter(ImageFilter.MaxFilter(NEAR)))
    below = ImageChops.subtract(b.filter(ImageFilter.MinFilter(NEAR)), a)
    return float(ImageStat.Stat(ImageChops.add(above, below)).mean[0])
