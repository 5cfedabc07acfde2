"""How plots look: colours, widths and sizes, all from one frozen value."""

from dataclasses import dataclass, replace
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

LINES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DotLine,
)
COLOURS = 6
"""Of runs, in each theme."""
STYLES = COLOURS * len(LINES)
"""Runs that can be told apart: the style of one more is that of the first again."""


@dataclass(frozen=True, slots=True)
class PlotStyle:
    """Colours of plots and one number that scales fonts, lines and markers.

    The series colours are of Okabe and Ito's set, safe for colour-blind eyes; each series has
    a line style of its own besides. Training points have the foreground's extreme: no run has
    it, and lightness is told apart by all eyes.
    """

    background: str
    foreground: str
    faint: str
    runs: tuple[str, ...]
    target: str
    points: str
    test: str
    ghost: str
    mark: str
    baseline: str
    prediction: str
    scale: float = 1.0
    pixels: float = 1.0
    """Of the screen, or of a picture, for each of Qt's: the width of a pen counts those."""
    run: int = 0
    """Style of the run that the views show."""

    @property
    def network(self) -> str:
        """The colour of the run that the views show."""
        return self.run_colour(self.run)

    def run_colour(self, run: int) -> str:
        """Return the colour of a run by the number of its style."""
        return self.runs[run % len(self.runs)]

    def run_line(self, run: int) -> Qt.PenStyle:
        """Return the line style of a run: another one where the colours begin anew."""
        return LINES[run // len(self.runs) % len(LINES)]

    def run_pen(self, run: int, width: float = 1.0, line: Qt.PenStyle | None = None) -> Any:
        """Make a cosmetic pen for a run."""
        line = self.run_line(run) if line is None else line
        return pg.mkPen(self.run_colour(run), width=self.width(width), style=line)

    def width(self, width: float) -> float:
        """Return the width of a pen in pixels of the screen."""
        return width * self.scale * self.pixels

    def pen(
        self, colour: str, width: float = 1.0, line: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> Any:
        """Make a cosmetic pen; ``width`` in pixels before scaling."""
        return pg.mkPen(getattr(self, colour), width=self.width(width), style=line)

    def font(self, points: float = 10.0) -> QFont:
        """Make a font of the application's family."""
        font = QFont()
        font.setPointSizeF(points * self.scale)
        return font

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """Return a colour by its name here."""
        colour = QColor(getattr(self, name))
        colour.setAlphaF(alpha)
        return colour


LIGHT = PlotStyle(
    background="#ffffff",
    foreground="#1f2328",
    faint="#d0d4d9",
    runs=("#d55e00", "#0072b2", "#7a3e9d", "#00796b", "#8a5a00", "#c2185b"),
    target="#5c6670",
    points="#000000",
    test="#007a5a",
    ghost="#b07aa1",
    mark="#a36a00",
    baseline="#4a3aa7",
    prediction="#a3206f",
)
LIGHT_PROJECTED = replace(
    LIGHT,
    foreground="#000000",
    faint="#b4bac1",
    runs=("#b84a00", "#005a96", "#6a2d90", "#00655c", "#734a00", "#a8104a"),
    target="#4a525b",
    test="#006347",
    ghost="#96588a",
    mark="#7d5000",
)
"""With more contrast: a projector in a lit room makes all colours pale."""
DARK = PlotStyle(
    background="#16191d",
    foreground="#e6e8ea",
    faint="#3a4048",
    runs=("#ff8c42", "#56b4e9", "#c39bff", "#2fc99a", "#e6b34a", "#ff7eb6"),
    target="#a4adb7",
    points="#ffffff",
    test="#2fc99a",
    ghost="#cc79a7",
    mark="#e6b34a",
    baseline="#a99bff",
    prediction="#ff9ad5",
)
DARK_PROJECTED = replace(DARK, background="#000000", foreground="#ffffff", faint="#4a525c")
