"""What is said on a terminal or into a pipe, which may break, fill up, or lack a letter."""

import io
import os
import sys
from collections.abc import Callable

from training.plain import printable

BROKEN = 141
"""Exit code of a program whose reader has gone (128 + SIGPIPE)."""
FULL = 1


def prepare() -> None:
    """Let a letter that the terminal's code page lacks be replaced, not raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Print lines whose letters do nothing but stand there."""
    print("\n".join(map(printable, text.split("\n"))))


def complain(text: object) -> None:
    """Print a sentence for whoever sits there, beside the results."""
    lines = str(text).split("\n")
    print("fanhua:", "\n".join(map(printable, lines)), file=sys.stderr)


def guarded(work: Callable[[], int]) -> int:
    """Do something whose results go to stdout; return the exit code."""
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return BROKEN
    except OSError as error:
        _silence()
        complain(f"the results cannot be written: {error.strerror or error}")
        return FULL
    return code


def _silence() -> None:
    """Give what is left in the buffers somewhere to go: Python writes it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, io.UnsupportedOperation):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for good
