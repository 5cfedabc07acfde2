"""The picture of errors by frequency and step, without Qt."""

import numpy as np
import pytest

from tests.samples import small, started
from training.analysis.frequencies import Frequencies
from training.messages.readings import Curve
from widgets.plots.error_map import ROWS, ErrorHistory, height, rows, spacing, top


@pytest.fixture(scope="module")
def setup() -> Frequencies:
    return started(small()).setup.spectrum


def curve(setup: Frequencies, *steps: int) -> Curve:
    """Errors of a thousandth of the step."""
    at = np.array(steps, dtype=np.int64)
    return Curve(at, np.repeat(at[:, None] / 1000, len(setup.omega), axis=1).astype("f4"))


def test_that_each_column_is_the_newest_sample_before_it(setup: Frequencies) -> None:
    history = ErrorHistory(len(setup.omega))
    history.append(curve(setup, 10, 20))
    history.append(curve(setup, 40))
    picture = history.picture(setup, np.array([5.0, 10.0, 30.0, 40.0, 41.0]))
    row = picture[int(np.flatnonzero(setup.in_target)[0])]
    assert np.isnan(row[[0, 4]]).all()
    assert row[1:4] == pytest.approx([0.01, 0.02, 0.04])
    assert np.isnan(picture[~setup.in_target]).all()
    assert (history.index(30), history.index(0), history.error(2, 0)) == (1, 0, pytest.approx(0.04))


def test_that_samples_of_another_number_of_frequencies_are_left_out(setup: Frequencies) -> None:
    history = ErrorHistory(len(setup.omega) + 1)
    history.append(curve(setup, 10))
    assert len(history) == 0


def test_that_of_neighbours_the_strongest_has_the_row() -> None:
    magnitude = np.zeros(2 * ROWS + 1)
    magnitude[[7, 2 * ROWS]] = 1.0
    chosen, together = rows(magnitude)
    assert together == 3
    assert len(chosen) <= ROWS
    assert {7, 2 * ROWS} <= {*chosen.tolist()}
    few, alone = rows(np.ones(5))
    assert (few.tolist(), alone) == ([0, 1, 2, 3, 4], 1)


def test_that_the_picture_reaches_beyond_what_is_seen_of_it(setup: Frequencies) -> None:
    assert spacing(setup) > 0
    assert setup.omega[setup.in_target].max() < top(setup) <= height(setup)
