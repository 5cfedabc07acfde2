"""The app in a real window under Xvfb with a window manager, keyboard only, and what it shows."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.harness.desktop import HAS_TOOLS, TOOLS, Desktop, difference

SNAPSHOT = Path(__file__).parent / "snapshots" / "default_1280x720.png"
NETWORK = (0xD5, 0x5E, 0x00)
TOLERANCE = 0.8
"""Mean difference of grey values at 160 x 90; an empty plot alone makes more (see below)."""

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not HAS_TOOLS, reason=f"needs {', '.join(TOOLS)} for a real window"),
]


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.close()


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
