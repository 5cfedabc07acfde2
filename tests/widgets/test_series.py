"""Series of runs as views keep and place them, without Qt."""

import math

import numpy as np
import pytest

from training.messages.announcements import Frame
from training.messages.readings import Curve, Series
from widgets.plots.joined_series import KeptSeries, new_samples
from widgets.views.abscissa import EPOCHS, KINDS, LOSS, SECONDS, STEPS, positions

TRAIN, TEST = Series.TRAIN_LOSS, Series.TEST_LOSS


def curve(steps: list[int], values: list[float]) -> Curve:
    return Curve(np.array(steps, dtype=np.int64), np.array(values, dtype=np.float32))


def test_that_series_are_joined_and_one_that_restarts_loses_what_it_had() -> None:
    kept = KeptSeries((TRAIN,))
    kept.take(Frame(1, 1, 0.0, {TRAIN: curve([0, 1], [3, 2]), TEST: curve([0], [9])}, {}))
    kept.take(Frame(1, 2, 0.0, {TRAIN: curve([2], [1])}, {}))
    assert kept[TRAIN].steps.tolist() == [0, 1, 2]
    assert TEST not in kept
    again = Frame(1, 3, 0.0, {TRAIN: curve([3], [7])}, {}, restarted=frozenset({TRAIN, TEST}))
    kept.take(again)
    assert kept[TRAIN].steps.tolist() == [3]


def test_that_only_what_was_added_to_a_run_is_new() -> None:
    before = {TRAIN: curve([0, 1], [3, 2])}
    after = {TRAIN: curve([0, 1, 2], [3, 2, 1]), TEST: curve([0], [9])}
    new = new_samples(before, after)
    assert new is not None
    assert {name: c.steps.tolist() for name, c in new.items()} == {TRAIN: [2], TEST: [0]}
    assert new_samples(after, after) == {}


@pytest.mark.parametrize(
    "after",
    [
        {},
        {TRAIN: curve([0], [3])},  # it went back
        {TRAIN: curve([0, 5], [3, 2])},  # other steps
        {TRAIN: curve([0, 1, 2], [3, 4, 1])},  # other values
    ],
)
def test_that_another_run_is_drawn_anew(after: dict[Series, Curve]) -> None:
    assert new_samples({TRAIN: curve([0, 1], [3, 2])}, after) is None


def test_that_a_run_that_diverged_goes_on() -> None:
    before = {TRAIN: curve([0, 1], [3, math.nan])}
    assert new_samples(before, {TRAIN: curve([0, 1, 2], [3, math.nan, math.nan])})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(STEPS, [0, 5, 10]), (EPOCHS, [0, 2.5, 5]), (SECONDS, [1, 2, 3]), (LOSS, [0, 1, 2])],
)
def test_that_samples_are_placed_by_what_they_are_drawn_against(
    kind: str, expected: list[float]
) -> None:
    series = {
        Series.SECONDS: curve([0, 10], [1, 3]),
        TRAIN: curve([0, 10], [1, 0.01]),
    }
    at = curve([0, 5, 10], [0, 0, 0])
    assert positions(kind, at, series, 2) == pytest.approx(expected, abs=1e-6)
    assert len(KINDS) == 4


@pytest.mark.parametrize("kind", [SECONDS, LOSS])
def test_that_what_is_not_measured_has_no_place(kind: str) -> None:
    assert np.isnan(positions(kind, curve([0, 5], [1, 1]), {}, 1)).all()
