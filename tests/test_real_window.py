"""The app in a real window under Xvfb with a window manager, keyboard only, and what it shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor

from tests.harness.desktop import HAS_TOOLS, TOOLS, Desktop, difference, until
from widgets.plots.style import LIGHT

SNAPSHOT = Path(__file__).parent / "snapshots" / "default_1280x720.png"
NETWORK = QColor(LIGHT.network).getRgb()[:3]
TOLERANCE = 0.5
"""An empty plot alone makes more (see below)."""

pytestmark = [
    pytest.mark.desktop,
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


def test_that_the_window_opens_trains_by_space_and_closes(desktop: Desktop) -> None:
    idle = desktop.settled("idle")
    with Image.open(SNAPSHOT) as stored:
        expected = stored.convert("RGB")
    assert idle.size == expected.size
    assert difference(idle, expected) < TOLERANCE
    before = network_pixels(idle)
    desktop.press("space")
    until(lambda: network_pixels(desktop.screen.picture()) > before + 1000, "no network's curve")
    assert difference(desktop.shot("trained"), idle) > 0
    desktop.open_dialog("ctrl+q")
    assert desktop.app.poll() is None  # it asks whether the run is to be saved
    desktop.shot("asked")
    desktop.type("Tab", "space")  # Discard
    assert desktop.app.wait(20) == 0


def test_that_the_comparison_notices_an_empty_plot() -> None:
    with Image.open(SNAPSHOT) as stored:
        expected = stored.convert("RGB")
    emptied = expected.copy()
    emptied.paste((255, 255, 255), (404, 180, 795, 335))
    assert difference(emptied, expected) > TOLERANCE
