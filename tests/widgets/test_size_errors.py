"""Errors against size, without Qt."""

import math

import numpy as np
import pytest

from tests.samples import small
from training.analysis.results import Sizes
from training.messages.readings import Curve, Series
from training.text import Text
from widgets.plots.size_errors import (
    CEILING,
    LEAST,
    NetworkErrors,
    logs,
    network_size,
    newest,
    visible_errors,
)

LOSS = Series.TRAIN_LOSS


def network(train: float, test: float) -> NetworkErrors:
    return NetworkErrors(10.0, train, test, "", 0)


def degrees(train: list[float], test: list[float]) -> Sizes:
    at = np.arange(len(train), dtype=float)
    return Sizes(Text("degree"), at, at + 1, np.array(train), np.array(test), 0)


def test_that_a_network_is_measured_by_neurons_or_by_parameters() -> None:
    experiment = small(model={"widths": [7, 5]})
    assert network_size(experiment, by_parameters=False) == 12.0
    assert network_size(experiment, by_parameters=True) == experiment.parameter_count


def test_that_the_newest_value_is_that_at_the_step_that_is_shown() -> None:
    series = {LOSS: Curve(np.array([0, 10, 20]), np.array([3.0, 2.0, 1.0], "f4"))}
    assert [newest(series, LOSS, step) for step in (None, 20, 19, 10, 0)] == [1, 1, 2, 2, 3]
    assert math.isnan(newest({}, LOSS, None))


def test_that_rounding_and_what_is_not_known_do_not_move_the_axis() -> None:
    assert visible_errors([network(0.1, math.nan), network(1e-14, 2.0)], None, ()) == (0.1, 2.0)
    assert visible_errors([network(LEAST / 2, math.inf)], None, ()) is None
    assert visible_errors([], None, [0.5]) is None  # without a baseline there are no levels


def test_that_a_baseline_that_blows_up_leaves_the_axis() -> None:
    low, high = visible_errors([], degrees([0.5, 0.2], [0.9, 1e30]), [0.01]) or (0, 0)
    assert (low, high) == (0.01, CEILING * 0.5)


def test_that_what_is_not_known_is_no_point_of_a_curve() -> None:
    values = logs(np.array([1.0, math.nan, 100.0, 0.0]))
    assert values[[0, 2, 3]] == pytest.approx([0.0, 2.0, -16.0])
    assert math.isnan(values[1])
