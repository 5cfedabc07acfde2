"""Colours of maps: ``dusk`` from small to large, ``tide`` around zero."""

import numpy as np
import pyqtgraph as pg

from widgets.look.tokens import DIVERGING, SEQUENTIAL


def _map(stops: tuple[str, ...]) -> pg.ColorMap:
    return pg.ColorMap(np.linspace(0, 1, len(stops)), list(stops))


def sequential() -> pg.ColorMap:
    """Return the colours of what is small or large; lightness rises all the way."""
    return _map(SEQUENTIAL)


def diverging(*, is_dark: bool) -> pg.ColorMap:
    """Return the colours of what is below or above zero, which has the colour of the ground."""
    return _map(DIVERGING["dark" if is_dark else "light"])
