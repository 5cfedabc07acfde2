"""What of a view can be hidden for the class to predict it, and how far a prediction is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from PySide6.QtWidgets import QGraphicsItem

from training.arrays import Floats
from widgets.plots.live_plot import LivePlot, Range
from widgets.plots.sketch import NO_POINTS
from widgets.plots.style import PlotStyle
from widgets.plots.xy import XY

FUTURE = "future"


@dataclass(frozen=True, slots=True)
class HideablePart:
    """What of a view can be hidden.

    Attributes
    ----------
    name
        Returns the translated name.
    truth
        Returns the curve that is to be predicted, as it is drawn.
    items
        What is hidden; nothing for the future, before which a curtain falls.
    group
        Number of the curve that is hidden of the other runs too; None: they stay.
    begin
        Returns where the curtain begins, on the axis.
    room
        Returns the range of the axis in which the class draws; None: as it is.
    """

    name: Callable[[], str]
    truth: Callable[[], XY]
    items: tuple[QGraphicsItem, ...] = ()
    group: int | None = None
    begin: Callable[[], float] | None = None
    room: Callable[[], Range] | None = None


class Predictable(Protocol):
    """A view in which something can be hidden."""

    plot: LivePlot
    style_now: PlotStyle

    def is_log(self) -> bool:
        """Tell whether heights are drawn as logarithms."""


class PredictionStage(Enum):
    """How far a prediction is."""

    NONE = "none"
    HIDDEN = "hidden"
    REVEALED = "revealed"


@dataclass(frozen=True, slots=True, eq=False)
class PredictionState:
    """All that brings a prediction back.

    Attributes
    ----------
    part
        Key of what is hidden, or was.
    begin
        Where the curtain begins, on the axis.
    sketch
        What the class has drawn, shape (n, 2), ordered by x.
    """

    stage: PredictionStage = PredictionStage.NONE
    part: str = ""
    begin: float = 0.0
    sketch: Floats = field(default_factory=lambda: NO_POINTS)
