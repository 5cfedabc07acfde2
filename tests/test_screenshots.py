"""The pictures under docs/screenshots show what the window looks like: compared at one size."""

import pytest
from PIL import Image

from tests.harness.desktop import HAS_TOOLS, TOOLS, difference
from tests.screenshots import FOLDER, SIZES, Look, looks, pictures

SIZE = "1280x720"
TOLERANCE = 0.6
"""An empty plot alone makes 0.82 at least, a layout that is a pixel off 0.16."""
KINDS = ("window", "projector")


def test_that_there_is_a_picture_of_each_look() -> None:
    expected = {f"{look.name(kind)}.png" for look in looks() for kind in KINDS}
    assert {path.name for path in FOLDER.glob("*.png")} == expected
    for look in looks():
        for kind in KINDS:
            with Image.open(FOLDER / f"{look.name(kind)}.png") as picture:
                assert f"{picture.width}x{picture.height}" == look.size
    assert len(SIZES) == 3


@pytest.mark.desktop
@pytest.mark.skipif(not HAS_TOOLS, reason=f"needs {', '.join(TOOLS)} for a real window")
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("zh_CN", "dark")])
def test_that_the_window_looks_as_in_the_pictures(language: str, theme: str) -> None:
    for name, picture in pictures(Look(SIZE, language, theme)):
        with Image.open(FOLDER / f"{name}.png") as stored:
            assert difference(picture, stored.convert("RGB")) < TOLERANCE, name
