"""What the window costs: ``python -m tests.benchmarks.live [--pairs N] [--steps N]``.

The default experiment is trained with the window (four views visible, full speed) and without,
in turns, by the same engine process, recorded as always; and once without recording. Prints
steps a second and their ratios, frames a second, the longest gap between ticks of the event loop
after the first second, and how long pause, stop and the first Frame after Run take.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from app.compose import compose
from app.desktop.preferences import Preferences
from app.program import Program
from app.runs.run_plan import RunPlan
from app.runs.run_states import RunState
from app.start import make_application
from tests.benchmarks.ratios import Row
from training.learner.kernel import cache
from training.messages.announcements import RunPaused, RunStarted
from training.messages.budget import BUDGET
from training.messages.commands import Stop
from training.messages.requests import Destination, RunRequest
from training.settings import Experiment, Trainer
from training.store import new_key

STEPS = 15_000
"""Of a turn: some five seconds."""


class Ticks:
    """Records when the event loop comes round and when frames are painted."""

    def __init__(self, program: Program) -> None:
        self.times: list[float] = []
        self.frames: list[float] = []
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(lambda: self.times.append(time.perf_counter()))
        self._timer.start()
        program.runs.frame_ready.connect(lambda _: self.frames.append(time.perf_counter()))

    def clear(self) -> None:
        """Forget what was recorded."""
        self.times.clear()
        self.frames.clear()


def wait_until(program: Program, state: RunState, seconds: float = 120.0) -> float:
    """Run the event loop until the run is in a state; return the seconds it took."""
    clock = QElapsedTimer()
    clock.start()
    loop = QEventLoop()

    def check(now: RunState) -> None:
        if now is state:
            loop.quit()

    program.runs.state_changed.connect(check)
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    if program.runs.state is not state:
        loop.exec()
    program.runs.state_changed.disconnect(check)
    if program.runs.state is not state:
        sys.exit(f"void: the run did not become {state.value} in {seconds:.0f} s")
    return clock.nsecsElapsed() / 1e9


def spin(seconds: float) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def with_window(program: Program, experiment: Experiment) -> float:
    """Train to the end with all views visible; return steps a second, by the wall clock."""
    program.runs.start(RunPlan(experiment))
    wait_until(program, RunState.RUNNING)
    seconds = wait_until(program, RunState.PAUSED)
    program.runs.stop()
    wait_until(program, RunState.IDLE)
    return experiment.trainer.steps / seconds


def without_window(
    program: Program, experiment: Experiment, recording: Destination | None = None
) -> float:
    """Train to the end in the same process with nobody looking; return steps a second."""
    engine = program.runs._engine  # the same torch, warm in the same way
    engine.send(
        RunRequest(-1, experiment, frame_interval=float("inf"), hold=True, recording=recording)
    )
    while not isinstance(engine.receive(-1), RunStarted):
        pass
    begin = time.perf_counter()
    while not isinstance(engine.receive(-1), RunPaused):
        pass
    seconds = time.perf_counter() - begin
    engine.send(Stop())
    while type(engine.receive(-1)).__name__ != "RunEnded":
        pass
    return experiment.trainer.steps / seconds


@dataclass(frozen=True)
class Measured:
    """Of each pair: steps a second with the window, without it, and without recording besides."""

    rates: list[tuple[float, float, float]]
    gaps: list[float]
    frames: list[float]
    """A second."""


def measure(program: Program, pairs: int, steps: int) -> Measured:
    """Train in turns."""
    experiment = Experiment(trainer=Trainer(steps=steps))
    ticks = Ticks(program)
    with_window(program, Experiment(trainer=Trainer(steps=100)))
    rates, gaps, fps = [], [], []
    for _ in range(pairs):
        ticks.clear()
        live = with_window(program, experiment)
        begin = ticks.times[0] + 1.0
        times = [t for t in ticks.times if t >= begin]
        frames = [t for t in ticks.frames if t >= begin]
        gaps.append(max(b - a for a, b in pairwise(times)))
        fps.append((len(frames) - 1) / (frames[-1] - frames[0]))
        recorded = without_window(
            program, experiment, program.registry.archive.destination(new_key(), BUDGET)
        )
        alone = without_window(program, experiment)
        rates.append((live, recorded, alone))
    return Measured(rates, gaps, fps)


def report(program: Program, measured: Measured, steps: int) -> list[str]:
    """Return the lines of the report."""
    rates, gaps, fps = measured.rates, measured.gaps, measured.frames
    pairs = len(rates)
    ratios = [live / recorded for live, recorded, _ in rates]
    recording = [recorded / alone for _, recorded, alone in rates]
    firsts, pauses, stops = latencies(program)
    live, recorded, alone = (statistics.median(side) for side in zip(*rates, strict=True))
    size = program.frame.size()
    return [
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
        f"{QGuiApplication.platformName()}, window {size.width()} x {size.height()}, "
        f"{pairs} pairs of {steps} steps",
        f"steps/s with the window      {live:8.0f}",
        f"steps/s without              {recorded:8.0f}",
        f"steps/s without, unrecorded  {alone:8.0f}",
        f"ratio, median (worst)        {statistics.median(ratios):8.3f} ({min(ratios):.3f})",
        f"tax of the window, median    {100 * (1 - statistics.median(ratios)):8.1f} %",
        f"tax of recording, median     {100 * (1 - statistics.median(recording)):8.1f} %",
        f"frames/s, median (worst)     {statistics.median(fps):8.1f} ({min(fps):.1f})",
        f"longest gap between ticks    {1000 * max(gaps):8.1f} ms "
        f"(median of runs {1000 * statistics.median(gaps):.1f})",
        f"first Frame, worst of {len(firsts)}       {1000 * max(firsts):8.1f} ms",
        f"pause, worst of {len(pauses)}             {1000 * max(pauses):8.1f} ms",
        f"stop, worst of {len(stops)}              {1000 * max(stops):8.1f} ms",
    ]


def first_frame(program: Program, experiment: Experiment) -> float:
    """Press Run; return the seconds until its first Frame is drawn."""
    clock, loop = QElapsedTimer(), QEventLoop()
    program.runs.frame_ready.connect(loop.quit)
    clock.start()
    program.runs.start(RunPlan(experiment))
    loop.exec()
    program.runs.frame_ready.disconnect(loop.quit)
    QCoreApplication.processEvents()  # paints
    return clock.nsecsElapsed() / 1e9


def latencies(program: Program) -> tuple[list[float], list[float], list[float]]:
    """Begin, pause and stop a run several times; return the seconds each took."""
    firsts, pauses, stops = [], [], []
    endless = Experiment(trainer=Trainer(steps=10_000_000))
    for _ in range(3):
        firsts.append(first_frame(program, endless))
        for _ in range(3):
            spin(0.3)
            program.runs.pause()
            pauses.append(wait_until(program, RunState.PAUSED))
            program.runs.resume()
            wait_until(program, RunState.RUNNING)
        spin(0.3)
        program.runs.stop()
        stops.append(wait_until(program, RunState.IDLE))
    return firsts, pauses, stops


@contextmanager
def opened() -> Iterator[Program]:
    """Open the window with no sessions of anybody's, and have the compiled steps."""
    cache.kernel(patience=120)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        program = compose(Preferences(Path(folder) / "fanhua.ini"))
        program.frame.resize(1920, 1040)
        program.frame.show()
        application.processEvents()
        assert all(view.isVisible() == view.is_default for view in program.stage.views.values())
        yield program
        program.saving.mark_saved()
        program.frame.close()


def rows(pairs: int) -> list[Row]:
    """Measure what the window costs, and how soon there is something to see."""
    with opened() as program:
        found = measure(program, pairs, STEPS).rates
        firsts, _, _ = latencies(program)
    return [
        Row("default experiment, four views at 30 frames/s", "no window", 0.95,
            [(live, recorded) for live, recorded, _ in found]),
        Row("from Run to the first Frame, drawn", "100 ms", 1,
            [(first, 0.1) for first in firsts], is_least=True, unit="ms"),
    ]  # fmt: skip


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--steps", type=int, default=1500)
    options = parser.parse_args()
    with opened() as program:
        measured = measure(program, options.pairs, options.steps)
        print("\n".join(report(program, measured, options.steps)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
