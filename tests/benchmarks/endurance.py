"""What a long session costs: ``python -m tests.benchmarks.endurance [--runs N] [--minutes M]``.

Starts and stops N runs in one session, then trains one run for M minutes, with the window open and
everything recorded. Prints the growth of memory by the slope of a straight line through all
samples (of the long run: of its second half), and how many threads, open files, Qt objects and
items in the plots there were at the beginning and at the end. Memory is what window and engine
have written (anonymous pages); Linux only.
"""

import argparse
import gc
import os
import sys
import tempfile
import threading
import time
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.compose import compose
from app.desktop.preferences import Preferences
from app.program import Program
from app.runs.run_plan import RunPlan
from app.runs.run_states import RunState
from app.start import make_application
from tests.benchmarks.live import spin, wait_until
from training.settings import Experiment, Trainer

WARM = 20
"""Runs after which everything has been used once."""
EVERY = 5.0
"""Seconds between two samples of the long run."""


@dataclass(frozen=True, slots=True)
class Count:
    """What must not grow."""

    threads: int
    engine_threads: int
    files: int
    engine_files: int
    qt_objects: int
    plot_items: int

    @staticmethod
    def of(program: Program) -> "Count":
        """Count now."""
        engine = engine_id(program)
        gc.collect()
        return Count(
            threading.active_count(),
            len(os.listdir(f"/proc/{engine}/task")),
            len(os.listdir("/proc/self/fd")),
            len(os.listdir(f"/proc/{engine}/fd")),
            sum(1 + len(top.findChildren(QObject)) for top in QApplication.topLevelWidgets()),
            sum(len(view.plot.scene().items()) for view in program.stage.views.values()),
        )


def engine_id(program: Program) -> int:
    """Return the number of the engine's process."""
    number = program.runs._engine._process.pid
    assert number is not None
    return number


def private_bytes(process: int | str) -> int:
    """Return the memory that a process has written.

    Pages of libraries are left out: they count as its own when no other process happens to use
    the same library any more.
    """
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))


def memory(program: Program) -> tuple[int, int]:
    """Return the memory of window and engine."""
    return private_bytes("self"), private_bytes(engine_id(program))


def slopes(times: list[float], samples: list[tuple[int, int]]) -> tuple[float, float]:
    """Return the bytes by which both grow in a unit of ``times``, by least squares."""
    program, engine = (np.polyfit(times, side, 1)[0] for side in np.array(samples).T)
    return float(program), float(engine)


def many_runs(program: Program, runs: int) -> list[str]:
    """Start and stop runs; return lines of the report."""
    experiment = Experiment(trainer=Trainer(steps=10_000_000))
    samples: list[tuple[int, int]] = []
    begin = None
    for number in range(runs):
        program.runs.start(RunPlan(experiment))
        wait_until(program, RunState.RUNNING)
        spin(0.15)
        program.runs.stop()
        wait_until(program, RunState.IDLE)
        if number == WARM:
            begin = Count.of(program)
        samples.append(memory(program))
    spin(2.0)  # the timeline looks until everything is written
    warm = range(WARM, runs)
    window_slope, engine_slope = slopes([*warm], [samples[n] for n in warm])
    return [
        f"{runs} runs: window {window_slope / 1e3:+.1f} kB a run, "
        f"engine {engine_slope / 1e3:+.1f} kB a run (slopes from run {WARM})",
        f"  at run {WARM}: {begin}",
        f"  at the end: {Count.of(program)}",
    ]


def long_run(program: Program, minutes: float) -> list[str]:
    """Train one run for a long time; return lines of the report."""
    program.runs.start(RunPlan(Experiment(trainer=Trainer(steps=1_000_000_000))))
    wait_until(program, RunState.RUNNING)
    spin(5.0)
    begin, start = Count.of(program), time.monotonic()
    times: list[float] = []
    samples: list[tuple[int, int]] = []
    while (passed := time.monotonic() - start) < 60 * minutes:
        times.append(passed / 3600)
        samples.append(memory(program))
        spin(EVERY)
    half = len(times) // 2
    slope, engine_slope = slopes(times[half:], samples[half:])
    end, step = Count.of(program), program.viewed.step
    program.runs.stop()
    wait_until(program, RunState.IDLE)
    first, middle, last = (
        "/".join(f"{size / 1e6:.1f}" for size in samples[n]) for n in (0, half, -1)
    )
    return [
        f"{minutes:g} minutes, {step:,} steps: window {slope / 1e6:+.2f} MB an hour, "
        f"engine {engine_slope / 1e6:+.2f} MB an hour (slopes of the second half)",
        f"  window/engine at the beginning {first}, in the middle {middle}, at the end {last} MB",
        f"  at the beginning: {astuple(begin)}",
        f"  at the end: {astuple(end)}",
    ]


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=60.0)
    options = parser.parse_args()
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        program = compose(Preferences(Path(folder) / "fanhua.ini"))
        program.frame.resize(1600, 900)
        program.frame.show()
        if options.runs > WARM + 1:
            print("\n".join(many_runs(program, options.runs)), flush=True)
        if options.minutes:
            print("\n".join(long_run(program, options.minutes)), flush=True)
        program.saving.mark_saved()
        program.frame.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
