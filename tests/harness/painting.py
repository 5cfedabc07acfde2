"""Views that are fed while the mouse moves: how many pixels a full repaint would change.

``python -m tests.harness.painting SEED`` on a display; prints a line for each picture.
"""

import random
import sys
import time
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGridLayout, QWidget

from app.start import make_application
from tests.samples import small, started
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import (
    BestFit,
    Curve,
    Fit,
    PeakReading,
    Readings,
    Series,
    SpectrumReading,
)
from widgets.plots.style import LIGHT
from widgets.views import FitView, HistoryView, LossView, SpectrumView, View

PICTURES = 25
LOOK = 40
"""Milliseconds between two looks."""
REST = 0.12
"""Seconds without a change after which a picture is taken."""
PATIENCE = 20.0

Pixels = np.ndarray[Any, np.dtype[np.uint8]]


class Canvas:
    """Four views in a window."""

    def __init__(self, seed: int) -> None:
        self._application = make_application()
        self._random, self._numbers = random.Random(seed), np.random.default_rng(seed)
        self._top = QWidget()
        grid = QGridLayout(self._top)
        self._views: list[View] = [FitView(), LossView(), SpectrumView(), HistoryView()]
        begin = started(small())
        for number, view in enumerate(self._views):
            view.set_style(LIGHT)
            grid.addWidget(view, number // 2, number % 2)
            view.show_setup(begin.setup)
            view.begin_run(begin)
        self._begin: RunStarted = begin
        self._step = 0
        self._top.resize(1000, 700)
        self._top.show()
        QTest.qWaitForWindowExposed(self._top)

    def _pixels(self) -> Pixels:
        shot = self._top.screen().grabWindow(self._top.winId()).toImage()
        image = shot.convertToFormat(QImage.Format.Format_RGB32)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
        return rows[:, : image.width(), :3].copy()

    def _settled(self) -> Pixels:
        """Return what is on the screen once nothing moves there any more."""
        begin = since = time.monotonic()
        seen = self._pixels()
        while time.monotonic() - since < REST:
            QTest.qWait(LOOK)
            now = self._pixels()
            if not np.array_equal(seen, now):
                seen, since = now, time.monotonic()
            assert time.monotonic() - begin < PATIENCE, "the screen does not come to rest"
        return seen

    def _frame(self) -> Frame:
        first, self._step = self._step, self._step + self._random.randint(1, 30)
        steps = np.arange(first, self._step)
        losses = np.exp(-steps / 200 + 0.5 * np.sin(steps)).astype("f4")
        setup = self._begin.setup
        lines, peaks = len(setup.spectrum.omega), len(setup.spectrum.peaks)
        x = setup.data.inputs("grid")[:, 0]
        turns, height = self._random.randint(1, 4), 0.5 + self._random.random()
        fit = (height * np.sin(turns * x)).astype("f4")
        named = {
            Series.BATCH_LOSS: losses,
            Series.TRAIN_LOSS: losses,
            Series.TEST_LOSS: 2 * losses,
            Series.SPECTRUM_ERROR: self._numbers.random((len(steps), lines)).astype("f4"),
        }
        readings = Readings(
            Fit(fit),
            SpectrumReading(self._numbers.random(lines).astype("f4")),
            PeakReading(np.full(peaks, 0.2, "f4"), (5,) * peaks, 1),
            BestFit(first, float(losses[0]), fit),
        )
        series = {name: Curve(steps.copy(), values.copy()) for name, values in named.items()}
        return Frame(1, self._step, 0.0, series, readings)

    def _disturb(self) -> None:
        """Move the mouse over a plot, and feed all views before and after Qt has painted."""
        plot = self._random.choice(self._views).plot
        x, y = (
            self._random.randint(low, size - 40)
            for low, size in ((70, plot.width()), (5, plot.height()))
        )
        QCursor.setPos(plot.mapToGlobal(QPoint(x, y)))
        for _ in range(self._random.randint(0, 2)):
            self._application.processEvents()
        frame = self._frame()
        for view in self._views:
            view.show_frame(frame)
        for _ in range(self._random.randint(0, 3)):
            self._application.processEvents()

    def left(self) -> int:
        """Return how many pixels a full repaint changes after some Frames."""
        for _ in range(self._random.randint(1, 4)):
            self._disturb()
        before = self._settled()
        for view in self._views:
            view.plot.viewport().update()
        return int((before != self._settled()).any(axis=2).sum())


if __name__ == "__main__":
    canvas = Canvas(int(sys.argv[1]))
    print(*(canvas.left() for _ in range(PICTURES)))
