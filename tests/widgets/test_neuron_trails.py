"""Trails of neurons and their order in the matrix, without Qt."""

import math

import numpy as np

from training.messages.readings import Curve, Neurons
from widgets.plots.loss_curves import EMPTY, first_and_at
from widgets.plots.neuron_trails import MATRIX, TRAIL, Trails, in_order


def neurons(directions: np.ndarray, amplitude: np.ndarray) -> Neurons:
    return Neurons(directions.astype("f4"), amplitude.astype("f4"), 0.5)


def test_that_a_trail_stays_short_however_long_a_run_and_ends_where_a_neuron_is() -> None:
    trails = Trails()
    for step in range(1000):
        trails.add(np.array([step / 1000]), np.array([1.0]))
    x, y, connected = trails.lines(np.array([2.0]), np.array([3.0]))
    assert len(x) <= TRAIL + 2
    assert (x[-1], y[-1]) == (2.0, 3.0)
    assert (np.diff(x) > 0).all()
    assert not connected[-1]


def test_that_an_orientation_that_passes_pi_draws_no_line_across_the_plot() -> None:
    trails = Trails()
    trails.add(np.array([math.pi - 0.1, 0.0]), np.ones(2))
    x, _, connected = trails.lines(np.array([0.1 - math.pi, 0.2]), np.ones(2))
    assert x.tolist() == [math.pi - 0.1, 0.1 - math.pi, 0.0, 0.2]
    assert connected.tolist() == [False, False, True, False]


def test_that_trails_of_another_number_of_neurons_begin_anew() -> None:
    trails = Trails()
    trails.add(np.zeros(3), np.zeros(3))
    trails.add(np.zeros(2), np.zeros(2))
    assert len(trails.lines(np.zeros(2), np.zeros(2))[0]) == 4


def test_that_the_matrix_is_ordered_and_leaves_out_what_is_dead() -> None:
    angles = np.linspace(0.1, 1.2, 400)
    directions = np.column_stack([np.cos(angles), np.sin(angles)])
    amplitude = np.ones(400)
    amplitude[::2] = 0.0
    chosen = in_order(neurons(directions, amplitude))
    assert chosen.shape == (MATRIX, 2)
    alive = directions[1::2].astype("f4").astype(float)
    assert all((np.abs(alive - row).sum(axis=1) < 1e-6).any() for row in chosen)
    assert not len(in_order(neurons(directions, np.zeros(400))))


def test_that_a_loss_is_compared_with_the_first_as_far_as_both_are_known() -> None:
    curve = Curve(np.array([0, 10, 20]), np.array([4.0, 2.0, 1.0], "f4"))
    assert first_and_at(curve, None) == (4.0, 1.0)
    assert first_and_at(curve, 15) == (4.0, 2.0)
    assert all(map(math.isnan, first_and_at(EMPTY, 3)))
