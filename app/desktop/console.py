"""Where a program without a console writes: to the one that it was started from, if any."""

import ctypes
import os
import sys

PARENT = -1
"""ATTACH_PARENT_PROCESS."""


def attach() -> None:
    """Open the streams that a windowed program begins without on Windows.

    Where nobody can read what is written it goes nowhere: progress bars and argparse write without
    asking.
    """
    missing = [name for name in ("stdout", "stderr") if getattr(sys, name) is None]
    if not missing:
        return
    place = os.devnull
    if sys.platform == "win32" and ctypes.windll.kernel32.AttachConsole(PARENT):
        place = "CONOUT$"
    for name in missing:
        stream = open(place, "w", encoding="utf-8", errors="replace")  # noqa: SIM115 - for good
        setattr(sys, name, stream)
