"""What the command line is looked at for before anything else is imported."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from training.text import Problem

COMMANDS = ("run", "info", "export", "presets", "schema", "device")
"""Of ``app.command_line.cli``; anything else opens the window."""
BAD_INPUT = 2
"""Exit code."""


def check_window(arguments: Sequence[str]) -> Problem | None:
    """Say why no window can open with these files, before Qt ends the process for it."""
    for argument in arguments:
        if not Path(argument).is_file():
            return Problem(
                "“{argument}” is neither a command nor a file. Commands: {commands}.",
                argument=argument,
                commands=", ".join(COMMANDS),
            )
    asked = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    if sys.platform.startswith("linux") and not asked & os.environ.keys():
        return Problem("There is no display for a window. Without one: fanhua run PRESET.")
    return None
