"""Functions on the grid of their data, without Qt."""

import numpy as np
import pytest

from tests.samples import small
from training.data.kinds import Data1D
from training.data.refining import UNKNOWN, Refinement
from training.setup.prepare import prepare
from widgets.plots.data_items import drawn_test_points
from widgets.plots.grid_function import drawn, on_grid, ranges
from widgets.plots.xy import NOTHING


@pytest.fixture(scope="module")
def data() -> Data1D:
    data = prepare(small(dataset={"low": -1.0, "high": 1.0, "margin": 0.5})).data
    assert isinstance(data, Data1D)
    return data


def test_that_values_of_another_grid_are_no_function(data: Data1D) -> None:
    assert on_grid(data, data.grid[:-1], UNKNOWN) is None
    assert on_grid(None, data.grid, UNKNOWN) is None
    assert drawn(None) is NOTHING


def test_that_a_function_is_drawn_through_the_points_between_those_of_the_grid(
    data: Data1D,
) -> None:
    between = (data.grid[0] + data.grid[1]) / 2
    function = on_grid(data, 0 * data.grid, Refinement(np.array([between]), np.array([9.0]), True))
    assert function is not None
    x, y = function.drawn
    assert len(x) == len(data.grid) + 1
    assert (x[1], y[1]) == (between, 9.0)
    assert function.at(float(between)) == 9.0


def test_that_only_what_is_between_the_ends_of_the_data_is_inside(data: Data1D) -> None:
    function = on_grid(data, data.grid, UNKNOWN)
    assert function is not None
    x, y = function.inside
    low, high = data.interval
    assert low <= x.min() < x.max() <= high
    assert len(x) < len(data.grid)
    assert np.array_equal(x, y)


def test_that_a_baseline_widens_the_axis_by_no_more_than_there_is_of_all_else(
    data: Data1D,
) -> None:
    alone = ranges(data, None, ())
    assert alone is not None
    x, (low, high) = alone
    assert x == (data.grid[0], data.grid[-1])
    assert low <= data.y_train.min() < data.y_train.max() <= high
    wild = ranges(data, None, [1e9 * data.grid])
    assert wild is not None
    assert wild[1] == pytest.approx((low - (high - low), high + (high - low)))


def test_that_a_network_that_diverged_has_no_axis(data: Data1D) -> None:
    broken = on_grid(data, np.full_like(data.grid, np.nan), UNKNOWN)
    assert ranges(data, broken, ()) is None


def test_that_test_points_of_a_formula_are_not_drawn_as_they_lie_on_it(data: Data1D) -> None:
    assert len(data.target)
    assert drawn_test_points(data) is NOTHING
    measured = prepare(small(dataset={"kind": "csv"})).data
    assert isinstance(measured, Data1D)
    assert len(drawn_test_points(measured)[0]) == len(measured.x_test)
