"""Several true functions through the same points."""

import math
from pathlib import Path

import numpy as np
import pytest

from app.session.point_edits import function_of
from tests.samples import run, small
from training.analysis.baselines import make_functions
from training.analysis.true_functions import errors, true_functions
from training.catalog.presets import preset
from training.data.datasets import load
from training.data.kinds import Data1D
from training.messages.announcements import Frame
from training.messages.readings import Fit
from training.settings import Experiment, PointsDataset, Spline
from training.settings.true_functions import TrueFunctions
from training.setup.prepare import prepare
from training.text import Problem

FIVE = preset("no-free-lunch").experiment.dataset


def loaded(dataset: object = FIVE) -> Data1D:
    data = load(dataset)  # type: ignore[arg-type]
    assert isinstance(data, Data1D)
    return data


def test_that_all_functions_go_through_all_points() -> None:
    data = loaded()
    found = true_functions(TrueFunctions(shown=True), data)
    assert [str(true_function.name) for true_function in found] == [
        "straight pieces", "cubic spline", "Gaussian bells", "spline and wave",
    ]  # fmt: skip
    at = [int(np.argmin(np.abs(data.grid - x))) for x in data.x_train]
    for true_function in found:
        assert (
            np.abs(true_function.values[at] - data.y_train).max() < 0.1
        )  # the grid is near the points
    smooth, waved = found[1].values, found[3].values
    assert np.abs(waved - smooth).max() == pytest.approx(0.8, abs=0.01)
    assert waved[data.grid == 2.0] == pytest.approx(3.0)


def test_that_a_network_is_right_about_one_and_wrong_about_another() -> None:
    data = loaded()
    found = true_functions(TrueFunctions(shown=True), data)
    against = errors(found, found[1].fine.joined(data.grid, found[1].values), data)
    assert against[1] == 0
    assert against[3] == pytest.approx(0.8**2 / 2, rel=0.02)
    assert 0 < against[0] < against[3]


def test_that_functions_are_drawn_as_they_are_between_the_points_of_the_grid() -> None:
    """A wave of 400 has its crests where 241 points miss them; pieces have their corners."""
    data = loaded()
    found = {
        str(t.name): t for t in true_functions(TrueFunctions(shown=True, frequency=400.0), data)
    }
    at = np.linspace(data.grid[0], data.grid[-1], 50_001)
    (spline,) = make_functions(Spline(), data)  # held against NumPy in test_baselines
    wave = 0.8 * np.sin(400 * (at - data.x_train[0]))
    expected = {
        "straight pieces": np.interp(at, data.x_train, data.y_train),
        "cubic spline": spline(at),
        "spline and wave": spline(at) + wave,
    }
    height = np.ptp(data.y_train)
    inside = (at >= data.interval[0]) & (at <= data.interval[1])
    for name, values in expected.items():
        true_function = found[name]
        gap = np.interp(at, *true_function.fine.joined(data.grid, true_function.values)) - values
        assert true_function.fine.is_settled, name
        assert np.abs(gap[inside]).max() < height / 300, name
    coarse = np.interp(at, data.grid, found["spline and wave"].values)
    assert np.abs(coarse - expected["spline and wave"])[inside].max() > 0.8


@pytest.mark.parametrize("is_of_the_grid", [False, True])
def test_that_the_error_against_a_function_is_that_of_the_function(is_of_the_grid: bool) -> None:
    """A wave as long as the grid's points are apart is met by all of them at one height."""
    data = loaded()
    frequency = 2 * math.pi / float(np.diff(data.grid)[0]) if is_of_the_grid else 9.0
    found = true_functions(TrueFunctions(shown=True, frequency=frequency), data)
    at = np.linspace(*data.interval, 2_000_001)
    expected = np.mean((0.8 * np.sin(frequency * (at - data.x_train[0]))) ** 2)
    against = errors(found, found[1].fine.joined(data.grid, found[1].values), data)
    assert against[3] == pytest.approx(expected, rel=0.01)


def test_that_a_drawn_function_is_one_of_them() -> None:
    line = np.array([[3.0, 1.0], [0.0, 0.0], [1.5, math.nan], [4.0, 2.0], [3.0, 1.5]])
    drawn = function_of(line)
    assert drawn[0] == (0.0, 0.0)
    assert (3.0, 1.5) in drawn
    assert (3.0, 1.0) not in drawn
    (true_function,) = true_functions(TrueFunctions(drawn=drawn), loaded())
    assert true_function.values[-1] == 2.0
    assert function_of(np.empty((0, 2))) == ()
    long = np.column_stack([np.linspace(0, 1, 5000), np.zeros(5000)])
    assert 150 < len(function_of(long)) <= 202


def test_that_points_above_each_other_do_not_stop_it() -> None:
    data = loaded(PointsDataset(points=((0.0, 1.0), (0.0, 3.0), (1.0, 2.0))))
    found = true_functions(TrueFunctions(shown=True), data)
    assert all(np.isfinite(true_function.values).all() for true_function in found)
    with pytest.raises(Problem, match="different x"):
        true_functions(
            TrueFunctions(shown=True), loaded(PointsDataset(points=((0.0, 1.0), (0.0, 3.0))))
        )


def test_that_truths_are_live_and_cost_no_steps() -> None:
    plain = small(trainer={"steps": 20})
    several = plain.evolve(truths=TrueFunctions(shown=True))
    assert len(prepare(several).true_functions) == 4
    ends = []
    for experiment in (plain, several):
        last = [m for m in run(experiment) if isinstance(m, Frame)][-1]
        fit = last.readings[Fit]
        ends.append(fit.values)
    assert np.array_equal(*ends)


def test_that_older_experiments_keep_their_natural_splines() -> None:
    stored = Path(__file__).parents[1] / "data" / "experiment-v2-points.json"
    old = Experiment.model_validate_json(stored.read_text("utf-8"))
    assert isinstance(old.comparison, Spline)
    assert old.comparison.ends == old.truths.spline_ends == "natural"
    data = loaded(old.dataset)
    (beside,) = make_functions(old.comparison, data)
    (smooth,) = [
        t.values for t in true_functions(old.truths, data) if str(t.name) == "cubic spline"
    ]
    assert np.array_equal(smooth, beside(data.grid))
    h = 1e-4
    bend = np.dot([1, -2, 1], beside(np.array([0, h, 2 * h]))) / h**2
    assert bend == pytest.approx(0, abs=2e-3)
