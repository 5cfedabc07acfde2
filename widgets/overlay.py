"""Other runs behind the one that a view shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from training.data import Setup
from training.messages import Curve, Reading, Series


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A recorded run as the views draw it.

    Attributes
    ----------
    style
        Number of its colour and line style, see ``PlotStyle.run_pen``.
    series
        Its curves, whole.
    readings
        At the step that the views show, or at the last one before.
    """

    name: str
    style: int
    setup: Setup
    series: Mapping[Series, Curve]
    readings: Mapping[type, Reading]
