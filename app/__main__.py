"""Entry point: ``fanhua`` opens the window, ``fanhua run`` trains without one."""

import multiprocessing
import os
import sys
from collections.abc import Sequence

from app.command_line.arguments import BAD_INPUT, COMMANDS, check_window
from app.desktop import console

SPINS = "10000"
"""Turns for which a thread of torch waits awake for the others. On a busy machine the usual 300,000
keep those from working that are waited for: a step then takes ten times as long."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run a command; return the exit code."""
    multiprocessing.freeze_support()  # a frozen app starts its engine process through itself
    console.attach()
    os.environ.setdefault("GOMP_SPINCOUNT", SPINS)
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] in (*COMMANDS, "-h", "--help"):
        from app.command_line.cli import main as command_line  # noqa: PLC0415 - the window needs less

        return command_line(arguments)
    if "--selftest" in arguments:
        from app.selftest.run import run_selftest  # noqa: PLC0415 - the command line needs no Qt

        return run_selftest()
    if problem := check_window(arguments):
        from app.command_line import terminal  # noqa: PLC0415 - the window needs less

        terminal.complain(problem)
        return BAD_INPUT
    from app.start import open_window  # noqa: PLC0415 - the command line needs no Qt

    return open_window(list(arguments))


if __name__ == "__main__":
    sys.exit(main())
