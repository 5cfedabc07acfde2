"""Pictures of the whole window with a canned run.

``python -m tests.harness.window_pictures`` writes the one that is expected, after a change that is
meant to be seen. Letters are those of the app's own font, by ``fonts.conf``, and no machine's, and
nothing is trained: what is drawn differs between two machines by roundings alone. Signs that the
font lacks are boxes. Beside the window as it is stand some of it with a fault each, which whoever
compares pictures has to notice.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.compose import compose
from app.desktop import fonts, theme
from app.desktop.preferences import Preferences
from app.program import Program
from app.start import make_application
from tests.samples import frame, started

SIZE = (1920, 1080)
FONTS = Path(__file__).parent / "fonts.conf"
STEPS = 200
PATIENCE = 60.0
"""Seconds for the data to be prepared."""

Fault = Callable[[Program], Callable[[], object]]
"""Makes a fault, and returns what mends it."""


def no_fault(program: Program) -> Callable[[], object]:
    return lambda: None


def missing_button(program: Program) -> Callable[[], object]:
    header = program.stage.views["fit"].header
    button = next(c for c in header.controls() if c.isVisible() and c is not header.more)
    button.hide()
    return button.show


def missing_action(program: Program) -> Callable[[], object]:
    action = program.actions["step"]
    action.setVisible(False)
    return lambda: action.setVisible(True)


def wrong_label(program: Program) -> Callable[[], object]:
    view = program.stage.views["loss"]
    view.plot.set_labels("epoch", "mean squared error")
    return view.retranslate


def clipped_legend(program: Program) -> Callable[[], object]:
    legend = program.stage.views["fit"].legend
    legend.setFixedWidth(legend.width() // 2)
    return lambda: legend.setMaximumWidth(10_000)


FAULTS: dict[str, Fault] = {
    f.__name__: f for f in (missing_button, missing_action, wrong_label, clipped_legend)
}
WHOLE = "window"
EXPECTED = Path(__file__).parents[1] / "snapshots" / f"{WHOLE}.png"


def write_pictures(folder: Path) -> None:
    """Have pictures written by a process of its own: fonts are chosen before Qt begins."""
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(FONTS),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": "1",
        "LANG": "C.UTF-8",
        **{f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "STATE")},
    }
    command = [sys.executable, "-m", "tests.harness.window_pictures", str(folder)]
    subprocess.run(command, env=environment, check=True, timeout=300)


def _settle(application: QApplication) -> None:
    for _ in range(5):
        application.processEvents()


def main(folder: Path) -> None:
    """Write a picture of the window, and one of each fault."""
    application = make_application()
    fonts.load()
    theme.apply(application, theme.THEMES["light"])
    program = compose(Preferences(folder / "fanhua.ini"))
    program.frame.resize(*SIZE)
    program.frame.show()
    deadline = time.monotonic() + PATIENCE
    while program.session.setup is None:
        assert time.monotonic() < deadline, "no data were prepared"
        application.processEvents()
    begin = started(program.session.document.experiment)
    program.stage.begin_run(begin)
    program.stage.show_frame(frame(begin, 0, STEPS))
    _settle(application)
    for name, fault in {WHOLE: no_fault, **FAULTS}.items():
        mend = fault(program)
        _settle(application)
        program.frame.grab().save(str(folder / f"{name}.png"))
        mend()
    program.saving.mark_saved()
    program.frame.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def update() -> None:
    """Write the picture that is expected."""
    with tempfile.TemporaryDirectory() as folder:
        write_pictures(Path(folder))
        shutil.copy(Path(folder) / f"{WHOLE}.png", EXPECTED)


if __name__ == "__main__":
    main(Path(sys.argv[1])) if sys.argv[1:] else update()
