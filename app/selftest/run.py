"""``fanhua --selftest``: proves an installation, frozen or not, without a screen.

It does what a packaged app must be able to: train, compile steps on this computer, save a project
and open it again, write every format, and speak the other language.
"""

import os
import sys
import tempfile
from pathlib import Path


def run_selftest() -> int:
    """Open the window offscreen and make the checks; return 0 if all is well."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.compose import compose  # noqa: PLC0415 - the platform must be chosen first
    from app.desktop.preferences import Preferences  # noqa: PLC0415
    from app.selftest.checks import CHECKS, answering  # noqa: PLC0415 - the platform must be chosen first
    from app.start import dispose, make_application  # noqa: PLC0415

    _application = make_application()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = compose(Preferences(folder / "fanhua.ini"))
        program.frame.show()
        for title, check in CHECKS.items():
            with answering() as said:
                problem = check(program, folder) or "; ".join(said)
            failed = failed or bool(problem)
            _say(f"selftest: {title}: {problem or 'passed'}")
        program.saving.mark_saved()
        program.frame.close()
        dispose(program.frame)
    _say(f"selftest: {'FAILED' if failed else 'passed'}")
    return 1 if failed else 0


def _say(text: str) -> None:
    if sys.stdout is not None:  # a windowed bundle has none
        print(text, flush=True)
