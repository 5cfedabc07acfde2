"""Colours of heat maps: a map and the values that its ends stand for."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg


def book_colours() -> pg.ColorMap:
    """Return Brewer's RdBu: red is a small error, as in the book."""
    stops = ["#67001f", "#d6604d", "#fddbc7", "#f7f7f7", "#d1e5f0", "#4393c3", "#053061"]
    return pg.ColorMap(np.linspace(0, 1, len(stops)), stops)


@dataclass(frozen=True, slots=True)
class Palette:
    """What makes a colour map, and the relative errors at its ends."""

    colours: Callable[[], pg.ColorMap]
    levels: tuple[float, float]


PALETTES = {
    "viridis": Palette(lambda: pg.colormap.get("viridis"), (0.0, 1.0)),
    "book": Palette(book_colours, (0.1, 1.0)),
}
