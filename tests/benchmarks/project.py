"""What a large project costs: ``python -m tests.benchmarks.project [--checkpoints N]``.

One run with a million curve points, 10,000 snapshots of 1,000 values and 200 checkpoints of a
network of 753,001 parameters with Adam; the numbers look like those of a training. Prints how long
it takes to open it to the first plot, how many steps a second can be shown while scrubbing, the
longest gap between ticks of the event loop while it is saved, and times and sizes against a plain
file of the same bytes, written and read in turns in this process.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

from app.compose import compose
from app.desktop.preferences import Preferences
from app.program import Program
from app.start import make_application
from training.messages.readings import Curve, Fit, Readings, SpectrumReading
from training.settings import Experiment, Spectrum
from training.setup.prepare import prepare
from training.store import RunInfo, Writer, create, new_key
from training.store.readings import to_arrays

POINTS, SNAPSHOTS, VALUES = 1_000_000, 10_000, 1_000
CHECKPOINT = 753_001 * 3 * 4
"""Bytes: weights and the two moments of Adam, float32."""
SCRUBS = 300


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Data:
    """The numbers of the project, made once."""

    def __init__(self, checkpoints: int) -> None:
        random = np.random.default_rng(0)
        grid = len(prepare(Experiment()).data.grid)
        self.experiment = Experiment(spectrum=Spectrum(bins=VALUES - grid))
        decay = np.exp(-np.linspace(0, 12, POINTS)) * random.uniform(0.8, 1.2, POINTS)
        self.losses = decay.astype(np.float32)
        x = np.linspace(-np.pi, np.pi, grid)
        omega = np.arange(VALUES - grid)
        grown = np.linspace(0, 1, SNAPSHOTS)[:, None]
        self.fits = (np.sin(x) + grown * np.sin(5 * x)).astype(np.float32)
        self.spectra = (grown / (1 + omega)).astype(np.float32)
        self.checkpoints = [random.bytes(CHECKPOINT) for _ in range(checkpoints)]

    def write_project(self, path: Path) -> None:
        """Write it as a project file."""
        key = new_key()
        connection = create(path)
        connection.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
        run = RunInfo(key=key, number=1, experiment=self.experiment, step=POINTS, end="stopped")
        with Writer(connection) as writer:
            writer.set_meta("experiment", self.experiment.model_dump_json())
            writer.set_run(0, run)
            writer.add_curve(key, "batch_loss", Curve(np.arange(POINTS), self.losses))
            for index in range(SNAPSHOTS):
                readings = Readings(Fit(self.fits[index]), SpectrumReading(self.spectra[index]))
                writer.add_snapshot(key, index * (POINTS // SNAPSHOTS), to_arrays(readings))
            for index, content in enumerate(self.checkpoints):
                writer.add_checkpoint(key, index * (POINTS // len(self.checkpoints)), content)
        connection.close()
        sync(path)

    def write_plain(self, path: Path) -> None:
        """Write the same bytes one behind the other."""
        with path.open("wb") as file:
            for array in (self.losses, self.fits, self.spectra):
                file.write(array.tobytes())
            for content in self.checkpoints:
                file.write(content)
        sync(path)


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def read_plain(path: Path) -> None:
    """Read what a project reads to its first plot: the curve and one snapshot."""
    with path.open("rb") as file:
        file.read(POINTS * 4)
        file.read(VALUES * 4)


def scrub(program: Program, application: object) -> float:
    """Show many recorded steps; return how many a second."""
    timeline = program.viewed.timeline
    steps = np.random.default_rng(1).choice(timeline.steps, SCRUBS)
    start = time.perf_counter()
    for step in steps.tolist():
        timeline.seek(step)
        application.processEvents()  # type: ignore[attr-defined]
    return SCRUBS / (time.perf_counter() - start)


def save(program: Program, path: Path) -> tuple[float, float]:
    """Save; return its seconds and the longest gap between ticks meanwhile, in seconds."""
    loop, clock, gaps = QEventLoop(), QElapsedTimer(), [0.0]
    program.registry.archive.saved.connect(loop.quit)
    program.registry.archive.save_failed.connect(loop.quit)
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: gaps.append(clock.nsecsElapsed() / 1e9) or clock.restart())
    clock.start()
    timer.start()
    start = time.perf_counter()
    program.saves.write(path)
    loop.exec()
    return time.perf_counter() - start, max(gaps)


def report(rounds: list[dict[str, float]], size: int, raw: int) -> None:
    """Print medians, the worst, and ratios to the plain file."""
    median = {name: statistics.median(row[name] for row in rounds) for name in rounds[0]}
    worst = {name: max(row[name] for row in rounds) for name in rounds[0]}
    slowest = min(row["scrubs a second"] for row in rounds)
    plain = median["plain write"]
    lines = {
        "size": f"{size / 1e6:,.0f} MB, raw {raw / 1e6:,.0f} MB: {size / raw:.3f}",
        "write": f"{median['project write']:.2f} s: {median['project write'] / plain:.2f} plain",
        "open to first plot": f"{median['open to first plot']:.3f} s "
        f"(worst {worst['open to first plot']:.3f}), plain {1e3 * median['plain read']:.1f} ms",
        "steps shown a second": f"{median['scrubs a second']:.0f} (worst {slowest:.0f})",
        "save": f"{median['save']:.2f} s: {median['save'] / plain:.2f} of a plain write",
        "longest gap while saving": f"{1e3 * worst['longest gap']:.1f} ms",
    }
    for name, text in lines.items():
        print(f"{name:<26}{text}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    application = make_application()
    data = Data(options.checkpoints)
    print(
        f"{POINTS:,} points, {SNAPSHOTS:,} snapshots of {VALUES:,}, "
        f"{options.checkpoints} checkpoints"
    )
    with tempfile.TemporaryDirectory() as folder:
        project, plain, again = (Path(folder) / name for name in ("a.fanhua", "plain", "b.fanhua"))
        program = compose(Preferences(Path(folder) / "fanhua.ini"))
        program.frame.show()
        rounds: list[dict[str, float]] = []
        for _ in range(options.rounds):
            for path in (project, plain, again):
                path.unlink(missing_ok=True)
            row = {
                "plain write": timed(lambda: data.write_plain(plain)),
                "project write": timed(lambda: data.write_project(project)),
                "plain read": timed(lambda: read_plain(plain)),
            }

            def open_it() -> None:
                program.files.open_path(project)
                application.processEvents()

            row["open to first plot"] = timed(open_it)
            program.viewed.timeline.poll()
            row["scrubs a second"] = scrub(program, application)
            row["save"], row["longest gap"] = save(program, again)
            rounds.append(row)
            program.saving.mark_saved()
        sizes = project.stat().st_size, plain.stat().st_size
        program.frame.close()
    report(rounds, *sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
