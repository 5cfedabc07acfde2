"""What the self-test checks, one thing after the other, in one window."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app.desktop import language
from app.export.formats import FORMATS
from app.runs.run_plan import RunPlan
from app.runs.run_states import RunState
from training.learner.kernel import cache
from widgets.views import figure_export

if TYPE_CHECKING:
    from app.program import Program

PATIENCE = 120.0
"""Seconds that training or compiling may take."""
STEPS = 50
LOOK = 200
"""Milliseconds between two looks for a dialog that nobody would answer."""

Check = Callable[["Program", Path], str]
"""Returns what is wrong, in words, or an empty text."""


@contextmanager
def answering() -> Iterator[list[str]]:
    """Close what is asked or said, and keep its text: nobody is there to answer."""
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QMessageBox):
            said.append(dialog.text())
            dialog.done(0)

    timer = QTimer(interval=LOOK)
    timer.timeout.connect(look)
    timer.start()
    try:
        yield said
    finally:
        timer.stop()


def until(condition: Callable[[], bool]) -> bool:
    """Let Qt work until something holds; return whether it came to that."""
    loop, deadline = QEventLoop(), time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < deadline:
        QTimer.singleShot(LOOK // 10, loop.quit)
        loop.exec()
    return condition()


def _trains(program: "Program", _folder: Path) -> str:
    experiment = program.document.experiment
    trainer = experiment.trainer.evolve(steps=STEPS)
    program.runs.start(RunPlan(experiment.evolve(trainer=trainer)))
    is_paused = until(lambda: program.runs.state is RunState.PAUSED)
    step = program.viewed.step
    return "" if is_paused and step == STEPS else f"{program.runs.state.value} at step {step}"


def _compiles(_program: "Program", _folder: Path) -> str:
    has_kernel = not cache.is_wanted() or cache.kernel(patience=PATIENCE) is not None
    return "" if has_kernel else "no compiled steps"


def _saves(program: "Program", folder: Path) -> str:
    path = folder / "selftest.fanhua"
    program.saving.save_project(path)
    if not program.saving.wait_saved():
        return "not saved"
    damaged = program.session.open_project(path).damaged
    until(lambda: program.runs.state is RunState.IDLE)
    steps = [run.step for run in program.registry.run_list.runs]
    return "" if steps == [STEPS] and not damaged else f"{steps} steps, {damaged} damaged"


def _exports(program: "Program", folder: Path) -> str:
    target = folder / "exports"
    target.mkdir()
    done = {path.suffix for path in program.exports.export_everything(target) if path.exists()}
    possible = {form.ending for key, form in FORMATS.items() if not program.exports.missing(key)}
    left = {*possible, *figure_export.FORMATS} - done
    return f"not written: {', '.join(sorted(left))}" if left else ""


def _translates(program: "Program", _folder: Path) -> str:
    before = program.frame.runs_dock.windowTitle()
    try:
        language.switch("zh_CN")
        changed = until(lambda: program.frame.runs_dock.windowTitle() != before)
    finally:
        language.switch("en")
    return "" if changed else "no Chinese"


CHECKS: dict[str, Check] = {
    f"{STEPS} steps": _trains,
    "compiled steps": _compiles,
    "a project": _saves,
    "every export": _exports,
    "Chinese": _translates,
}
