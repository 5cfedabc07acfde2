"""What a legend says: entries, each with a sign that repeats what its colour says."""

from typing import NamedTuple

LINE, DASHES, DOTS, POINT, SMALL_POINT, STAR = "━━", "╍╍", "┈┈", "●", "•", "★"
"""Signs of a legend: colour is never the only cue. A line is that of its role, dashes and all."""
RING, TRIANGLE, HOLLOW_TRIANGLE, DIAMOND, PLUS = "○", "▲", "△", "◆", "+"
NOTHING_DRAWN = ""
"""Sign of what is only said."""


class LegendEntry(NamedTuple):
    """An item of a legend.

    Attributes
    ----------
    colour
        Name of its colour in ``PlotStyle``.
    sign
        What is drawn before the name.
    name
        What is drawn, translated.
    run
        Number of the style of a run, whose colour it has then.
    """

    colour: str
    sign: str
    name: str
    run: int | None = None
