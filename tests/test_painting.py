"""What is on a real screen while views are fed and the mouse moves is what a full repaint gives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb for a real window"),
]


@pytest.mark.parametrize("seed", [3, 4])
def test_that_no_pieces_of_old_curves_stay(seed: int) -> None:
    """Before, the read-out was a label over the plot: a quarter of the pictures had some."""
    read, write = os.pipe()
    arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24"]
    with subprocess.Popen(arguments, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as pipe:
                display = f":{pipe.readline().strip()}"
            done = subprocess.run(
                [sys.executable, "-m", "tests.harness.painting", str(seed)],
                env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
                cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
            )  # fmt: skip
        finally:
            server.terminate()
    assert done.returncode == 0, done.stderr[-2000:]
    left = [int(number) for number in done.stdout.split()]
    assert len(left) == 25
    assert left == [0] * 25
