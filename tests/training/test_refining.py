"""Curves between the points of a grid, against the same functions on two hundred thousand."""

import numpy as np
import pytest

from tests.harness.learners import learner_of
from tests.samples import run, small
from training.analysis.shape import shape_of
from training.catalog.presets import preset
from training.data.refining import MOST, Refinement, refine
from training.engine.readings import read_fit
from training.messages.announcements import Frame
from training.messages.readings import BestFit, Fit

GRID = np.linspace(-3.64, 3.64, 241)
DENSE = np.linspace(-3.64, 3.64, 200_001)


def fine(function, most: int = 60_000) -> Refinement:  # type: ignore[no-untyped-def]
    values = function(GRID)
    none, height = (np.empty(0), np.empty(0)), float(np.ptp(values))
    return refine(function, GRID, values, through=none, height=height, most=most)


def _mess(x: np.ndarray) -> np.ndarray:
    random = np.random.default_rng(0)
    rates, phases = random.normal(size=200) * 60, random.uniform(0, 6, 200)
    return np.asarray(np.sin(np.outer(x, rates) + phases).sum(axis=1))


FUNCTIONS = {
    "smooth": np.sin,
    "fast": lambda x: np.sin(500 * x),
    "steep": lambda x: np.tanh(500 * (x - 0.301)),
    "jump": lambda x: np.round(np.sin(x)) + 0.0,
    "kink": lambda x: np.abs(x - 0.1234),
    "mess": _mess,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_that_no_picture_can_tell_the_difference(name: str) -> None:
    function = FUNCTIONS[name]
    found = fine(function)
    assert found.is_settled
    x, y = found.joined(GRID, function(GRID))
    assert (np.diff(x) > 0).all()
    assert np.array_equal(y, function(x))
    # Between dense points and straight lines, on all but the pixel of a jump.
    off = np.abs(np.interp(DENSE, x, y) - function(DENSE)) / np.ptp(function(DENSE))
    assert np.quantile(off, 0.9999) < 0.003


@pytest.mark.parametrize("name", ["smooth", "fast", "steep", "mess"])
def test_that_turning_points_and_variation_are_those_of_the_function(name: str) -> None:
    function = FUNCTIONS[name]
    found = fine(function)
    _, y = found.joined(GRID, function(GRID))
    shape, true = shape_of(y), shape_of(function(DENSE))
    assert shape.turning_points == pytest.approx(true.turning_points, rel=0.02)
    assert shape.variation == pytest.approx(true.variation, rel=0.005)


def test_that_what_straight_lines_can_draw_costs_one_look() -> None:
    assert len(fine(np.sin).x) == 0
    assert fine(lambda x: 2 * x).is_settled


def test_that_too_few_points_are_said_to_be_too_few() -> None:
    few = fine(FUNCTIONS["fast"], most=2_000)
    assert not few.is_settled
    assert len(few.x) < 2_000
    _, y = few.joined(GRID, np.sin(500 * GRID))
    assert shape_of(y).variation <= shape_of(np.sin(500 * DENSE)).variation + 1e-9


def test_that_a_function_without_end_ends() -> None:
    random = np.random.default_rng(0)
    noisy = fine(lambda x: random.standard_normal(len(x)))
    assert not noisy.is_settled
    assert len(noisy.x) <= 60_000


def test_that_a_run_draws_its_function_through_the_training_points() -> None:
    wild = small(
        model={"activation": {"kind": "sin", "scale": 40.0}},
        trainer={"steps": 3},
        dataset={"points": 21},
    )
    frames = [m for m in run(wild, watch=frozenset({Fit, BestFit})) if isinstance(m, Frame)]
    last = frames[-1].readings[Fit]
    assert last.fine.is_settled
    assert len(last.fine.x) > 241
    between = set(np.linspace(-3.1415, 3.1415, 21).round(9)) - set(last.fine.x.round(9))
    assert len(between) <= 1  # one of them is on the grid


def test_that_a_rough_network_is_as_rough_as_on_twenty_thousand_points() -> None:
    """The preset whose function was drawn on 241 points: 116 turning points of 1,029."""
    experiment = preset("sine-10-plain").experiment
    learner = learner_of(experiment.evolve(dataset=experiment.dataset.evolve(points=101)))
    for _ in learner.steps(20):
        pass
    fit = read_fit(learner, MOST)
    assert fit is not None
    assert fit.fine.is_settled
    grid = learner.setup.data.grid  # type: ignore[attr-defined]
    x, y = fit.fine.joined(grid, fit.values)
    dense = np.linspace(grid[0], grid[-1], 20_001)
    true, shape = shape_of(learner.evaluation.values_at(dense)), shape_of(y)
    assert true.turning_points > 300
    assert shape.turning_points == pytest.approx(true.turning_points, rel=0.03)
    assert shape.variation == pytest.approx(true.variation, rel=0.02)
    assert np.abs(
        np.interp(dense, x, y) - learner.evaluation.values_at(dense)
    ).max() < 0.01 * np.ptp(y)
