"""Lines across curves where settings were changed during a run."""

from collections.abc import Callable, Iterable

import numpy as np
import pyqtgraph as pg

from training.arrays import Floats
from training.messages.readings import Mark
from training.settings.words import difference_text
from widgets.plots.live_plot import LivePlot
from widgets.plots.style import LIGHT, PlotStyle
from widgets.text import sentence

MOST = 60


class ChangeLines:
    """Keeps the marks of a run and a dotted line for each."""

    def __init__(self, plot: LivePlot) -> None:
        self._plot, self._style = plot, LIGHT
        self._lines: list[pg.InfiniteLine] = []
        self.marks: tuple[Mark, ...] = ()

    def set_style(self, style: PlotStyle) -> None:
        """Take colours and sizes."""
        self._style = style
        for line in self._lines:
            line.setPen(style.pen("change"))

    def clear(self) -> None:
        """Begin with a new run."""
        self.marks = ()
        for line in self._lines:
            line.hide()

    def add(self, marks: Iterable[Mark]) -> None:
        """Keep one mark for one gesture: a slider that is dragged changes many times."""
        kept = list(self.marks)
        for mark in marks:
            last = kept[-1] if kept else None
            if (
                last is not None
                and mark.step <= 1.02 * last.step + 20
                and [d.path for d in mark.differences] == [d.path for d in last.differences]
            ):
                kept[-1] = mark.after(last)
            else:
                kept.append(mark)
        self.marks = tuple(kept[-MOST:])

    def place(self, position: Callable[[Floats], Floats]) -> None:
        """Draw them where ``position`` puts steps, shape (n,) to (n,); nan where it cannot."""
        while len(self._lines) < len(self.marks):
            line = pg.InfiniteLine(angle=90, movable=False)
            line.setPen(self._style.pen("change"))
            self._plot.addItem(line)
            self._lines.append(line)
        for line in self._lines[len(self.marks) :]:
            line.hide()
        places = position(np.array([float(mark.step) for mark in self.marks]))
        for line, mark, place in zip(self._lines, self.marks, places, strict=False):
            line.setVisible(bool(np.isfinite(place)))
            line.setPos(float(place) if np.isfinite(place) else 0.0)
            line.setToolTip(", ".join(sentence(difference_text(d)) for d in mark.differences))
