"""Outlines: points of a closed curve at evenly spaced parameters."""

import math
from collections.abc import Callable

import numpy as np

from training.arrays import Floats
from training.data.closed_curves import along, box_of, elephant, is_trunk
from training.data.datasets.build import DataError, load
from training.data.kinds import OutlineData
from training.settings import ElephantDataset, OutlineDataset, Scale
from training.settings.outline import OutlineSettings

GRID = 361
"""Points at which outlines are drawn; first and last are the same point."""
FINE = 10_000
"""Points at which box and area are measured."""


@load.register
def load_elephant(settings: ElephantDataset) -> OutlineData:
    """Take points of the formula."""
    return _outline(settings, lambda t: elephant(settings, t), 8, (settings.eye, settings.eye))


@load.register
def load_drawn(settings: OutlineDataset) -> OutlineData:
    """Take points of what was drawn, at even distances along it."""
    corners = np.array(settings.corners, dtype=np.float64)
    return _outline(settings, lambda t: along(corners, t), corners.size)


def _outline(
    settings: OutlineSettings,
    at: Callable[[Floats], Floats],
    numbers: int,
    eye: tuple[float, float] | None = None,
) -> OutlineData:
    step = 2 * math.pi / settings.points
    t = step * np.arange(settings.points, dtype=np.float64)
    grid = np.linspace(0, 2 * math.pi, GRID)
    target = at(grid)
    box = box_of(at(2 * math.pi / FINE * np.arange(FINE, dtype=np.float64)))
    size = max(box.right - box.left, box.top - box.bottom) / 2
    if size == 0:
        raise DataError("All points of the outline are the same. Draw one that encloses something.")
    return OutlineData(
        t,
        at(t),
        t + step / 2,
        at(t + step / 2),
        grid,
        target,
        numbers,
        eye,
        is_trunk(grid) if isinstance(settings, ElephantDataset) else np.zeros(GRID, dtype=bool),
        settings.wiggle if isinstance(settings, ElephantDataset) else 0.0,
        box,
        Scale(y_factor=size),
    )
