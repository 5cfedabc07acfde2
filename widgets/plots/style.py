"""How plots look: colours, widths and sizes, all from one frozen value."""

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QColor, QFont, QPen

from widgets.look.tokens import (
    DASH,
    FEW_POINTS,
    HALO,
    LINE,
    MARKER,
    RUN_DASHES,
    THEMES,
    TYPE,
    Dash,
    Roles,
    Theme,
)

SOLID: Dash = ()
DASHED = DASH["test"]
DOTTED = DASH["initial"]
SECOND = DASH["comparison_2"]
"""Of a comparison beside another one."""
DASH_DOTTED = RUN_DASHES[2]
RUNS = 8
"""Runs with colours of their own; the next eight have them again, with dashes."""
STYLES = RUNS * len(RUN_DASHES)
"""Runs that can be told apart: the style of one more is that of the first again."""


@dataclass(frozen=True, slots=True)
class PlotStyle:
    """Colours of plots and one number that scales fonts, lines and markers.

    A colour means one thing for ever, and form says it again: see ``widgets.look.tokens.Plot``. A
    run that is on screen alone has the network's colour; beside others each has its own.
    """

    background: str
    text: str
    secondary: str
    axis: str
    grid: str
    faint: str
    halo_colour: str
    network_alone: str
    target: str
    points: str
    test_alone: str
    initial: str
    change: str
    comparison: str
    guess: str
    runs: tuple[str, ...]
    labels: Roles
    problem: str
    success: str
    scale: float = 1.0
    pixels: float = 1.0
    """Of the screen, or of a picture, for each of Qt's: the width of a pen counts those."""
    run: int = 0
    """Style of the run that the views show."""
    is_alone: bool = True
    """Whether no other run is drawn."""

    @property
    def network(self) -> str:
        """The colour of the run that the views show."""
        return self.network_alone if self.is_alone else self.run_colour(self.run)

    @property
    def test(self) -> str:
        """The colour of what is measured on test points, of the run that the views show."""
        return self.test_alone if self.is_alone else self.run_colour(self.run)

    @property
    def is_dark(self) -> bool:
        """Whether it is light on dark."""
        return QColor(self.background).lightnessF() < 0.5

    def run_colour(self, run: int) -> str:
        """Return the colour of a run by the number of its style."""
        return self.runs[run % len(self.runs)]

    def run_dash(self, run: int) -> Dash:
        """Return the dashes of a run: others where the colours begin anew."""
        return RUN_DASHES[run // len(self.runs) % len(RUN_DASHES)]

    def run_pen(self, run: int, width: float = LINE["run"], dash: Dash | None = None) -> QPen:
        """Make a cosmetic pen for a run."""
        return self._pen(self.run_colour(run), width, self.run_dash(run) if dash is None else dash)

    def width(self, width: float) -> float:
        """Return the width of a pen in pixels of the screen."""
        return width * self.scale * self.pixels

    def pen(self, role: str, width: float | None = None, dash: Dash | None = None) -> QPen:
        """Make a cosmetic pen; width and dashes in pixels before scaling, by default the role's."""
        return self._pen(
            getattr(self, role),
            LINE.get(role, 1.0) if width is None else width,
            DASH.get(role, SOLID) if dash is None else dash,
        )

    def halo(self, width: float = LINE["network"]) -> QPen:
        """Make the pen of what lies under a line, which parts it from those that it crosses."""
        return self._pen(self.halo_colour, width + 2 * HALO, SOLID)

    def _pen(self, colour: str, width: float, dash: Dash) -> QPen:
        pen: QPen = pg.mkPen(colour, width=self.width(width))
        if any(dash[1::2]):
            pen.setDashPattern([length / width for length in dash])  # Qt counts widths of the pen
        return pen

    def font_of(self, name: str) -> QFont:
        """Make a font for what is written, by its name in ``widgets.look.tokens.TYPE``."""
        font = QFont()
        font.setPixelSize(max(1, round(TYPE[name].size * self.scale)))
        font.setWeight(QFont.Weight(TYPE[name].weight))
        return font

    def font(self, points: float = 10.0) -> QFont:
        """Make a font of the application's family."""
        font = QFont()
        font.setPixelSize(max(1, round(points * PIXELS_A_POINT * self.scale)))
        return font

    def shape_points(self, points: pg.ScatterPlotItem) -> None:
        """Give training points their size, by their number, and a rim that parts them."""
        few = len(points.data) <= FEW_POINTS
        points.setSize((MARKER.training_few if few else MARKER.training_many) * self.scale)
        points.setBrush(self.colour("points"))
        points.setPen(pg.mkPen(self.halo_colour, width=self.width(MARKER.rim if few else 1.0)))

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """Return a colour by its name here."""
        colour = QColor(getattr(self, name))
        colour.setAlphaF(alpha)
        return colour


PIXELS_A_POINT = 4 / 3


def style_of(theme: Theme) -> PlotStyle:
    """Return how plots look in a theme."""
    plot: Any = theme.plot
    return PlotStyle(
        background=plot.background,
        text=theme.text.primary,
        secondary=theme.text.secondary,
        axis=plot.axis,
        grid=plot.grid,
        faint=theme.border.default,
        halo_colour=plot.halo,
        network_alone=plot.network,
        target=plot.target,
        points=plot.points,
        test_alone=plot.test,
        initial=plot.initial,
        change=plot.change,
        comparison=plot.comparison,
        guess=plot.guess,
        runs=plot.runs,
        labels=plot.labels,
        problem=theme.danger.text,
        success=theme.success,
    )


LIGHT, DARK, LIGHT_PROJECTED, DARK_PROJECTED = (
    style_of(THEMES[name]) for name in ("light", "dark", "light_projected", "dark_projected")
)
