"""A redraw of a long run: ``python -m tests.benchmarks.drawing [--pairs N]``.

The Loss view with 10^6 steps in it against the same with 10^3, in turns: from a Frame of 30 more
steps to the painted view, as much of its run as there is, drawn with Qt's raster engine.
"""

import statistics
import sys
import time

import numpy as np

from app.start import make_application
from tests.benchmarks.ratios import Row, in_turns, print_rows
from tests.samples import run, small
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Curve, Series
from widgets.plots.style import LIGHT
from widgets.views import LossView

LONG, SHORT, NEW, FRAMES = 1_000_000, 1_000, 30, 30


class Drawn:
    """A view with a run in it."""

    def __init__(self, steps: int) -> None:
        self._view, self._steps = LossView(), 0
        self._random = np.random.default_rng(0)
        self._view.set_style(LIGHT)
        self._view.resize(900, 480)
        started = next(m for m in run(small()) if isinstance(m, RunStarted))
        self._view.begin_run(started)
        self._view.show()
        self._show(steps)
        for _ in range(5):
            self.frame()

    def _show(self, count: int) -> None:
        steps = np.arange(self._steps, self._steps + count)
        noise = self._random.lognormal(0, 0.3, count)
        values = (noise / (1 + steps / 100)).astype(np.float32)
        self._steps += count
        series = {Series.BATCH_LOSS: Curve(steps, values)}
        self._view.show_frame(Frame(1, self._steps, 0.0, series, {}))

    def frame(self) -> float:
        """Draw one more Frame; return the seconds it took."""
        start = time.perf_counter()
        self._show(NEW)
        self._view.grab()
        return time.perf_counter() - start

    def frames(self) -> float:
        """Return the median of some Frames."""
        return statistics.median(self.frame() for _ in range(FRAMES))


def rows(pairs: int) -> list[Row]:
    """Measure the ratio of seconds."""
    application = make_application()
    long, short = Drawn(LONG), Drawn(SHORT)
    application.processEvents()
    found = in_turns(long.frames, short.frames, pairs)
    return [Row("a Frame of the Loss view, 10^6 steps", "10^3 steps", 2, found, is_least=True,
                unit="ms")]  # fmt: skip


if __name__ == "__main__":
    sys.exit(print_rows(rows, __doc__))
