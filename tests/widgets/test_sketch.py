"""Curves that a class draws, without Qt."""

import numpy as np
import pytest

from widgets.plots.sketch import NO_POINTS, by_x, difference, points_of, with_stroke

LINE = np.array([[0.0, 0.0], [10.0, 10.0]])


def test_that_of_each_x_the_last_counts() -> None:
    points = np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 3.0]])
    assert by_x(points).tolist() == [[0.0, 0.0], [1.0, 3.0]]


def test_that_a_stroke_replaces_what_it_covers_whichever_way_it_goes() -> None:
    sketch = with_stroke(NO_POINTS, np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0]]))
    for stroke in ([[0.5, 5.0], [2.5, 6.0]], [[2.5, 6.0], [0.5, 5.0]]):
        new = with_stroke(sketch, np.array(stroke))
        assert new.tolist() == [[0.0, 0.0], [0.5, 5.0], [2.5, 6.0], [3.0, 0.0]]


def test_that_what_is_not_finite_is_no_point() -> None:
    points = points_of((np.array([0, 1, 2]), np.array([1.0, np.nan, np.inf])))
    assert points.tolist() == [[0.0, 1.0]]


def test_that_the_difference_is_the_mean_distance_where_both_are() -> None:
    gap = difference(LINE + np.array([0.0, 2.0]), LINE)
    assert gap is not None
    assert (gap.distance, gap.share) == pytest.approx((2.0, 1.0))
    half = difference(np.array([[5.0, 5.0], [20.0, 20.0]]), LINE)
    assert half is not None
    assert (half.distance, half.share) == pytest.approx((0.0, 0.5))


@pytest.mark.parametrize("sketch", [NO_POINTS, LINE[:1], LINE + np.array([11.0, 0.0])])
def test_that_there_is_no_difference_of_curves_that_do_not_meet(sketch: np.ndarray) -> None:
    assert difference(sketch, LINE) is None
