"""Pictures of the window: ``python -m tests.screenshots [SIZE ...]`` writes docs/screenshots.

A project with the default experiment trained to its end, and the same presented, in both languages
and themes, on three screens; a screen of 3840 x 2160 has two pixels for each of the others. What is
opened looks the same on every machine: how axes follow a live run depends on when it was drawn.
Fewer colours make the files small.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PIL import Image

from app.command_line.headless import run_headless
from tests.harness.desktop import ROOT, Desktop, until
from training.catalog.presets import DEFAULT, preset

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"1280x720": 1, "1920x1080": 1, "3840x2160": 2}
"""Pixels of the screen for each of Qt's."""
LANGUAGES, THEMES = ("en", "zh_CN"), ("light", "dark")
COLOURS = 200
UNPAINTED = 0.5
"""Part of a screen that is black where no window is painted yet, or only what shows before it."""


@dataclass(frozen=True, slots=True)
class Look:
    """A screen, a language and a theme."""

    size: str
    language: str
    theme: str

    def name(self, kind: str) -> str:
        """Return the name of a picture."""
        return f"{self.size}_{self.language}_{self.theme}_{kind}"


def looks(sizes: tuple[str, ...] = tuple(SIZES)) -> list[Look]:
    """Return all looks on some screens."""
    return [Look(*parts) for parts in product(sizes, LANGUAGES, THEMES)]


def pictures(look: Look) -> Iterator[tuple[str, Image.Image]]:
    """Open the default experiment in a window, trained, and present it."""
    width, height = map(int, look.size.split("x"))
    preferences = {"language": look.language, "theme": look.theme, "projected": look.theme}
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / f"{DEFAULT}.fanhua"
        run_headless(preset(DEFAULT).experiment, project)
        desktop = Desktop(
            Path(folder),
            (width, height),
            scale=SIZES[look.size],
            preferences=preferences,
            command=(sys.executable, "-m", "app", str(project)),
        )
        try:
            until(lambda: desktop.windows(f"{DEFAULT}.fanhua"), "the project is opened")
            until(lambda: is_painted(desktop.screen.picture()), "its window is painted")
            yield look.name("window"), desktop.settled(look.name("window"))
            name = look.name("projector")
            yield name, desktop.after(lambda: desktop.press("F5"), name)
        finally:
            desktop.close()


def is_painted(picture: Image.Image) -> bool:
    """Tell whether a picture shows the window at the desk, whichever its theme."""
    counts = {colour: count for count, colour in picture.getcolors(1 << 24) or []}
    return counts.get((0, 0, 0), 0) < UNPAINTED * picture.width * picture.height


def main(sizes: tuple[str, ...]) -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    for look in looks(sizes or tuple(SIZES)):
        for name, picture in pictures(look):
            few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(FOLDER / f"{name}.png", optimize=True)
            print(name, flush=True)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
