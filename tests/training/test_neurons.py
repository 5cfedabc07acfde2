"""Neurons as directions, against what can be counted by hand and by brute force."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.command_line.headless import run_headless
from app.command_line.summary import summary
from tests.samples import run, small
from training.analysis import neurons
from training.analysis.shape import shape_of
from training.arrays import Floats
from training.catalog.presets import preset
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Fit, Neurons
from training.settings import Experiment


def covering(angles: list[float]) -> int:
    """Least number of arcs, by trying each angle as the first one's begin."""
    arc = 2 * math.acos(neurons.SAME)
    best = len(angles)
    for start in angles:
        left = sorted((angle - start) % (2 * math.pi) for angle in angles)
        count = 0
        while left:
            count += 1
            left = [angle for angle in left if angle > left[0] + arc + 1e-12]
        best = min(best, count)
    return best


def on_circle(angles: Sequence[float] | Floats) -> Floats:
    return np.column_stack([np.cos(angles), np.sin(angles)])


@given(st.lists(st.integers(0, 359), min_size=1, max_size=25))
def test_that_directions_are_counted_as_by_brute_force(degrees: list[int]) -> None:
    angles = [math.radians(degree) for degree in degrees]
    assert neurons.count_directions(on_circle(angles)) == covering(angles)


def test_that_the_circle_is_closed() -> None:
    assert neurons.count_directions(on_circle([-3.1, 3.1])) == 1
    assert neurons.count_directions(on_circle(np.linspace(-math.pi, math.pi, 1000))) == 10
    assert neurons.count_directions(on_circle([])) == 0


def test_that_directions_of_many_inputs_are_counted() -> None:
    random = np.random.default_rng(0)
    centres = np.linalg.qr(random.standard_normal((6, 6)))[0]
    near = np.repeat(centres, 20, axis=0) + 0.02 * random.standard_normal((120, 6))
    near /= np.linalg.norm(near, axis=1)[:, None]
    assert neurons.count_directions(near) == 6
    assert neurons.count_directions(np.concatenate([near, -near])) == 12
    assert neurons.count_directions(np.empty((0, 6))) == 0
    flat = np.column_stack([on_circle([0.1, 1.5, 3.0, -1.0]), np.zeros(4)])
    assert neurons.count_directions(flat) == 4


def test_that_an_orientation_is_that_of_the_books_code() -> None:
    random = np.random.default_rng(0)
    w, b = random.standard_normal((2, 50))
    expected = np.sign(b) * np.arccos(w / np.sqrt(w**2 + b**2))
    assert np.allclose(neurons.orientation(np.column_stack([w, b])), expected)


def test_that_weak_neurons_do_not_count() -> None:
    amplitude = np.array([1.0, -1.0, 0.001, 0.0])
    assert neurons.weighty(amplitude).tolist() == [True, True, False, False]


def test_that_the_distance_is_relative_to_the_start() -> None:
    assert neurons.relative_distance(np.array([3.0, 5.0]), np.array([3.0, 4.0])) == 0.2
    assert math.isnan(neurons.relative_distance(np.ones(2), np.zeros(2)))
    assert [neurons.regime(distance) for distance in (0.01, 0.5, 5.0)] == [
        "linear", "critical", "condensed",
    ]  # fmt: skip


def test_that_amplitude_gathers_where_it_was_put() -> None:
    angles = np.array([-0.32, -0.33, 3.13, -3.13, 1.0])
    amplitude = np.array([2.0, -1.0, 3.0, -3.0, 0.5])
    (first, second, third) = neurons.gatherings(angles, amplitude)
    assert abs(first[0]) == pytest.approx(math.pi, abs=0.01)  # on both sides of the turn
    assert first[1] == pytest.approx(6 / 9.5)
    assert second == pytest.approx((-0.3233, 3 / 9.5), abs=1e-4)
    assert third == pytest.approx((1.0, 0.5 / 9.5))
    assert neurons.gatherings(np.empty(0), np.empty(0)) == []
    assert neurons.gatherings(angles, np.zeros(5)) == []


def test_that_two_directions_make_two_blocks_of_cosines() -> None:
    matrix = neurons.similarity(on_circle([0.1, 3.2, 0.12, 3.25, 0.09]))
    ordered = np.sign(matrix)
    changes = np.count_nonzero(np.diff(ordered[0]))
    assert changes == 1
    assert np.allclose(np.diag(matrix), 1)


def last_reading(experiment: Experiment) -> tuple[Neurons, Fit]:
    frame = [m for m in run(experiment) if isinstance(m, Frame)][-1]
    reading, fit = frame.readings[Neurons], frame.readings[Fit]
    return reading, fit


@pytest.mark.parametrize("antisymmetric", [False, True])
def test_that_the_reading_is_that_of_the_first_layer(antisymmetric: bool) -> None:
    experiment = small(model={"antisymmetric": antisymmetric}, trainer={"steps": 5})
    started, *_ = run(experiment)
    assert isinstance(started, RunStarted)
    begin = started.initial[Neurons]
    assert begin.distance == 0
    reading, _ = last_reading(experiment)
    assert len(reading.directions) == len(reading.amplitude) == (16 if antisymmetric else 8)
    assert 0 < reading.distance < 1


def condensation(gamma: float, **trainer: float) -> Experiment:
    values = preset("condensation").experiment.model_dump()
    values["model"]["initialisation"]["gamma"] = gamma
    values["trainer"] |= trainer
    return Experiment.model_validate(values)


def test_that_a_small_initialisation_condenses_and_a_large_one_does_not() -> None:
    """Section 4.1 of the reference: orientations -0.322 and -2.820, RD of both apart by 100."""
    condensed, fit = last_reading(condensation(1.0))
    size = np.abs(condensed.amplitude)
    angles = neurons.orientation(condensed.directions.astype(float))
    near = np.abs(angles[:, None] - np.array([-0.322, -2.820])).min(axis=1) < 0.1
    assert size[near].sum() / size.sum() >= 0.95
    assert neurons.count_directions(condensed.directions[neurons.weighty(size)]) == 2
    middle = fit.values[len(fit.values) * 7 // 20 : len(fit.values) * 13 // 20]
    assert np.abs(middle).max() < 0.01
    linear, _ = last_reading(condensation(0.1, steps=4000))
    assert linear.distance < 0.05
    assert condensed.distance / linear.distance > 100
    assert neurons.regime(condensed.distance) == "condensed"
    assert neurons.regime(linear.distance) == "linear"


def test_that_a_dead_network_and_one_that_got_worse_have_no_regime() -> None:
    waves = np.sin(np.arange(9.0))
    assert neurons.lost(waves, 1.0, 0.5) is None
    assert neurons.lost(waves, math.nan, math.nan) is None
    assert neurons.lost(waves, 1.0, 1.1) == "worse"
    assert neurons.lost(np.zeros(9), 1.0, 0.5) == "dead"
    assert neurons.lost(np.full((9, 2), 0.3), 1.0, 0.5) == "dead"
    killed = run_headless(condensation(0.1, learning_rate=0.05, steps=200))
    found = summary(killed)["neurons"]
    assert found["distance"] > 1
    assert found["regime"] is None
    assert found["no_regime"] == "dead"


def test_that_a_shape_is_what_the_eye_counts() -> None:
    x = np.linspace(0, 2 * math.pi, 400)
    shape = shape_of(np.sin(3 * x))
    assert shape.turning_points == 6
    assert shape.variation == pytest.approx(12, rel=1e-3)
    assert shape.largest == pytest.approx(1, rel=1e-3)
    assert shape_of(np.full(5, 2.0)).turning_points == 0
    assert shape_of(np.array([0.0, 1.0, 1.0, 2.0])).turning_points == 0
