"""Editing points by hand: pure functions from a dataset to one of own points.

The first edit of a formula or file keeps its points as they are, with the true function and
the units, so that nothing else changes.
"""

import math

import numpy as np

from training.arrays import Floats
from training.data.closed_curves import along, box_of
from training.data.kinds import Data, Data1D
from training.settings import (
    CsvDataset,
    FormulaDataset,
    OutlineDataset,
    Point,
    PointsDataset,
    Settings,
)
from training.text import Problem

MOST = 10_000
CORNERS = 200
"""Of an outline that was drawn."""
TRIANGLE = 3


def as_points(dataset: Settings, data: Data1D) -> PointsDataset:
    """Return a dataset of the same training points that can be edited one by one."""
    if isinstance(dataset, PointsDataset):
        return dataset
    points = tuple(zip(data.x_train.tolist(), data.y_train.tolist(), strict=True))
    if isinstance(dataset, FormulaDataset):
        return PointsDataset(
            points=points,
            formula=dataset.formula,
            v=dataset.v,
            test_points=dataset.test_points,
            margin=dataset.margin,
            tested=dataset.tested,
            scale=data.scale,
        )
    assert isinstance(dataset, CsvDataset)
    margin = 0.02 * (data.interval[1] - data.interval[0])
    return PointsDataset(points=points, margin=margin, scale=data.scale)


def added(dataset: Settings, data: Data1D, point: Point) -> PointsDataset | None:
    """Add a point; None where there is no room for one more."""
    dataset_of_points = as_points(dataset, data)
    return (
        _with(dataset_of_points, (*dataset_of_points.points, point))
        if len(dataset_of_points.points) < MOST
        else None
    )


def moved(dataset: Settings, data: Data1D, index: int, point: Point) -> PointsDataset | None:
    """Move the point at ``index``; None where there is none."""
    dataset_of_points = as_points(dataset, data)
    if index >= len(dataset_of_points.points):
        return None
    return _with(
        dataset_of_points,
        (*dataset_of_points.points[:index], point, *dataset_of_points.points[index + 1 :]),
    )


def removed(dataset: Settings, data: Data1D, index: int) -> PointsDataset | None:
    """Remove the point at ``index``; None for the last one, which must stay."""
    dataset_of_points = as_points(dataset, data)
    if len(dataset_of_points.points) == 1 or index >= len(dataset_of_points.points):
        return None
    return _with(
        dataset_of_points,
        (*dataset_of_points.points[:index], *dataset_of_points.points[index + 1 :]),
    )


def outlined(_dataset: Settings, _data: Data, drawn: Floats) -> OutlineDataset:
    """Make an outline of a line that was drawn, shape (n, 2), with corners at even distances.

    Raises
    ------
    Problem
        Where it encloses nothing.
    """
    is_closed = np.isfinite(drawn).all() and len(np.unique(drawn, axis=0)) >= TRIANGLE
    if not is_closed or box_of(drawn).area == 0:
        raise Problem("An outline needs three corners at least. Draw one that encloses something.")
    t = np.linspace(0, 2 * math.pi, CORNERS, endpoint=False)
    rounded = np.round(along(drawn, t), 4).tolist()
    return OutlineDataset(corners=tuple((x, y) for x, y in rounded))


def function_of(drawn: Floats) -> tuple[Point, ...]:
    """Make a function of a line that was drawn, shape (n, 2): of each x the last y counts."""
    last = {round(x, 6): round(y, 6) for x, y in drawn[np.isfinite(drawn).all(axis=1)].tolist()}
    points = sorted(last.items())
    every = max(1, -(-len(points) // CORNERS))
    return (*points[::every], *points[-1:]) if points else ()


def _with(dataset_of_points: PointsDataset, points: tuple[Point, ...]) -> PointsDataset | None:
    if not np.isfinite(points).all():
        return None
    try:
        return PointsDataset.model_validate({**dataset_of_points.model_dump(), "points": points})
    except ValueError:  # dragged to where the true function has no value
        return None
