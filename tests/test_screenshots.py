"""The pictures under docs/screenshots show what the window looks like: compared at one size.

They are of a network that was trained, in letters of the machine that took them, so that only what
is large is compared: whether they are out of date. ``test_window_picture.py`` sees the rest.
"""

import pytest
from PIL import Image

from tests.harness.desktop import HAS_TOOLS, TOOLS, difference
from tests.screenshots import FOLDER, LANGUAGES, SIZES, THEMES, Look, is_painted, looks, pictures

SIZE = "1280x720"
TOLERANCE = 0.6
"""An empty plot alone makes 0.82 at least, a layout that is a pixel off 0.16."""
KINDS = ("window", "projector")
ALIKE = 5.0
"""Pictures of one look in twice as many pixels make 2.3 at most; other pictures 15 and more."""


def stored(look: Look, kind: str) -> Image.Image:
    with Image.open(FOLDER / f"{look.name(kind)}.png") as picture:
        return picture.convert("RGB")


def test_that_there_is_a_picture_of_each_look() -> None:
    expected = {f"{look.name(kind)}.png" for look in looks() for kind in KINDS}
    assert {path.name for path in FOLDER.glob("*.png")} == expected
    for look in looks():
        for kind in KINDS:
            picture = stored(look, kind)
            assert f"{picture.width}x{picture.height}" == look.size
    assert len(SIZES) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_that_more_pixels_show_the_same_window(language: str, theme: str) -> None:
    usual, fine = (Look(size, language, theme) for size in ("1920x1080", "3840x2160"))
    for kind in KINDS:
        assert difference(stored(usual, kind), stored(fine, kind)) < ALIKE, kind
    assert all(is_painted(stored(look, "window")) for look in (usual, fine))


def test_that_what_shows_before_the_window_is_not_taken_for_it() -> None:
    screen = Image.new("RGB", (400, 300), "black")
    screen.paste("white", (150, 100, 250, 200))
    assert not is_painted(screen)


@pytest.mark.desktop
@pytest.mark.skipif(not HAS_TOOLS, reason=f"needs {', '.join(TOOLS)} for a real window")
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("zh_CN", "dark")])
def test_that_the_window_looks_as_in_the_pictures(language: str, theme: str) -> None:
    for name, picture in pictures(Look(SIZE, language, theme)):
        kind = name.rpartition("_")[2]
        assert difference(picture, stored(Look(SIZE, language, theme), kind)) < TOLERANCE, name
