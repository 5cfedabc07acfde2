"""Curves beside the network, against the reference's table and what is known of them."""

import numpy as np
import pytest

from tests.samples import curves, run, small
from training.analysis.baselines import MAKERS, compute_baselines, make_functions
from training.data.datasets import load
from training.data.kinds import Data1D
from training.messages.announcements import Frame
from training.messages.commands import Change
from training.messages.readings import Series
from training.settings import FormulaDataset, PointsDataset
from training.settings.baselines import Interpolants, NoBaseline, Polynomial, Spline
from training.setup.prepare import prepare
from training.text import Problem
from widgets.plots.data_items import BASELINES

# Section 7.1 of the reference: degree -> largest error on equispaced and on Chebyshev nodes.
RUNGE = {
    4: (0.4384, 0.4020), 5: (0.4327, 0.5559), 6: (0.6169, 0.2642), 8: (1.0452, 0.1708),
    10: (1.9157, 0.1092), 12: (3.6634, 0.0692), 14: (7.1949, 0.0466), 16: (14.3939, 0.0326),
    18: (29.1906, 0.0225), 20: (59.8223, 0.0153),
}  # fmt: skip


def runge(points: int, placement: str) -> Data1D:
    return load(
        FormulaDataset.model_validate(
            {
                "formula": "1/(1 + 25 x^2)", "low": -1, "high": 1,
                "points": points, "placement": placement, "margin": 0,
            }
        )
    )  # fmt: skip


@pytest.mark.parametrize(("degree", "errors"), RUNGE.items())
@pytest.mark.parametrize("method", ["interpolation", "least_squares"])
def test_that_the_table_of_runge_comes_out(
    degree: int, errors: tuple[float, float], method: str
) -> None:
    x = np.linspace(-1, 1, 20_001)
    for placement, expected in zip(("uniform", "chebyshev"), errors, strict=True):
        data = runge(degree + 1, placement)
        (curve,) = make_functions(
            Polynomial.model_validate({"method": method, "degree": degree}), data
        )
        error = np.abs(curve(x) - 1 / (1 + 25 * x**2)).max()
        assert round(float(error), 4) == pytest.approx(expected, abs=1.1e-4)
        assert np.abs(curve(data.x_train) - data.y_train).max() < 1e-8


def test_that_the_errors_of_all_degrees_are_those_of_each() -> None:
    data = load(FormulaDataset(formula="sin(3x)", low=-1, high=1, points=30, noise=0.1, margin=0))
    for degree in (0, 3, 12, 29):
        (compared,) = compute_baselines(Polynomial(degree=degree), data)
        assert compared.sizes is not None
        assert compared.sizes.train[degree] == pytest.approx(compared.train_error, abs=1e-12)
        assert compared.test_error is not None
        assert compared.sizes.test[degree] == pytest.approx(compared.test_error, rel=1e-6)
        known = np.polynomial.Chebyshev.fit(data.x_train, data.y_train, degree, domain=[-1, 1])
        assert np.allclose(compared.values, known(data.grid), atol=1e-5)


def test_that_ridge_makes_the_curve_smaller() -> None:
    data = load(FormulaDataset(formula="sin(3x)", low=-1, high=1, points=12, noise=0.3, margin=0))
    plain, ridged = (compute_baselines(Polynomial(degree=11, ridge=r), data)[0] for r in (0.0, 0.1))
    assert plain.train_error < 1e-20 < ridged.train_error
    assert np.abs(ridged.values).max() < np.abs(plain.values).max()


def test_that_too_high_a_degree_says_what_it_means() -> None:
    data = runge(6, "uniform")
    (compared,) = compute_baselines(Polynomial(degree=20), data)
    assert "more than 6 points can fix" in str(compared.notes[0])
    assert compared.train_error < 1e-20
    (warned,) = compute_baselines(Polynomial(degree=50), runge(51, "uniform"))
    assert "condition number" in str(warned.notes[0])


def test_that_the_condition_number_is_always_known() -> None:
    """That of Chebyshev polynomials at the points; warned of where half of the digits are lost."""
    data = runge(12, "uniform")
    vandermonde = np.polynomial.chebyshev.chebvander(data.x_train, 11)
    for settings in (Polynomial(degree=11), Polynomial(method="interpolation")):
        (compared,) = compute_baselines(settings, data)
        assert compared.condition == pytest.approx(np.linalg.cond(vandermonde), rel=1e-6)
        assert not compared.notes
    (ridged,) = compute_baselines(Polynomial(degree=11, ridge=0.1), data)
    assert ridged.condition is not None
    assert 1 <= ridged.condition < np.linalg.cond(vandermonde)
    (many,) = compute_baselines(Polynomial(degree=40), data)
    assert many.condition is not None
    assert many.condition < 100  # of the shortest of all that go through the points
    (warned,) = compute_baselines(Polynomial(degree=35), runge(36, "uniform"))
    assert warned.condition is not None
    assert warned.condition > 1e8
    assert "of the 16 digits" in str(warned.notes[0])


def test_that_points_above_each_other_are_said_and_fitted() -> None:
    data = load(PointsDataset(points=((0, 0), (0, 2), (1, 1), (2, 0))))
    (polynomial,) = compute_baselines(Polynomial(method="interpolation", degree=2), data)
    assert "above each other" in str(polynomial.notes[0])
    (spline,) = compute_baselines(Spline(), data)
    assert "above each other" in str(spline.notes[0])
    (curve,) = make_functions(Spline(), data)
    assert np.allclose(curve(np.array([0.0, 1.0, 2.0])), [1, 1, 0])
    with pytest.raises(Problem, match="2 to"):
        compute_baselines(Spline(), load(PointsDataset(points=((1, 1),))))


def test_that_a_spline_is_smooth_and_straight_at_its_ends() -> None:
    data = load(FormulaDataset(formula="sin(x)", low=0, high=6, points=9, margin=0))
    (curve,) = make_functions(Spline(), data)
    assert np.allclose(curve(data.x_train), data.y_train)
    h = 1e-4
    bend = [float(np.dot([1, -2, 1], curve(np.array([x - h, x, x + h])))) / h**2
            for x in (h, 2.25 - 1e-6, 2.25 + 1e-6, 6 - h)]  # fmt: skip
    assert bend[0] == pytest.approx(0, abs=1e-3)
    assert bend[3] == pytest.approx(0, abs=1e-3)
    assert bend[1] == pytest.approx(bend[2], abs=1e-2)
    (line,) = make_functions(
        Spline(), load(FormulaDataset(formula="2x", low=0, high=1, points=5, margin=1))
    )
    assert np.allclose(line(np.linspace(0, 1, 50)), np.linspace(0, 2, 50))


@pytest.mark.parametrize("count", [2, 3, 4, 5, 9])
def test_that_a_spline_without_knots_at_its_ends_is_that_of_polynomials(count: int) -> None:
    """SciPy's default, written out: with up to four points it is their polynomial."""
    random = np.random.default_rng(count)
    x, y = np.sort(random.uniform(0, 5, count)), random.standard_normal(count)
    data = load(PointsDataset(points=tuple(zip(x.tolist(), y.tolist(), strict=True))))
    (curve,) = make_functions(Spline(ends="not_a_knot"), data)
    assert np.allclose(curve(x), y)
    first = np.linspace(x[0], x[min(2, count - 1)], 20)
    last = np.linspace(x[max(-3, -count)], x[-1], 20)
    for at in (first, last):
        fitted = np.polynomial.Polynomial.fit(at, curve(at), 3)
        assert np.allclose(fitted(at), curve(at), atol=1e-9)
    if count <= 4:
        through = np.polynomial.Polynomial.fit(x, y, count - 1)
        assert np.allclose(through(first), curve(first), atol=1e-9)


def test_that_the_author_s_spline_is_scipy_s() -> None:
    """The values are those of SciPy 1.17's ``CubicSpline`` through the five points."""
    data = load(PointsDataset(points=((0, 1), (1, 4), (2, 3), (3, 5), (4, 2))))
    (curve,) = make_functions(Spline(ends="not_a_knot"), data)
    at, expected = np.array([0.5, 1.5, 2.5, 3.5]), [3.671875, 3.328125, 3.890625, 4.859375]
    assert curve(at) == pytest.approx(expected, abs=1e-12)


def test_that_nothing_costs_nothing() -> None:
    assert compute_baselines(NoBaseline(), runge(5, "uniform")) == ()


def test_that_a_comparison_changes_during_a_run_and_the_run_does_not() -> None:
    from queue import SimpleQueue

    from training.engine.engine import train
    from training.messages.commands import EngineCommand
    from training.messages.requests import RunRequest

    plain = small(trainer={"steps": 60, "batch_size": 4}, model={"dropout": 0.2})
    compared = plain.evolve(comparison=Polynomial(degree=3))
    commands: SimpleQueue[EngineCommand] = SimpleQueue()
    commands.put(Change(compared))
    messages = list(train(RunRequest(1, plain), commands))
    alone = curves(run(plain))[Series.TRAIN_LOSS]
    assert np.array_equal(curves(messages)[Series.TRAIN_LOSS].values, alone.values)
    setups = [m.setup for m in messages if isinstance(m, Frame) and m.setup is not None]
    (beside,), (expected,) = setups[0].baselines, prepare(compared).baselines
    assert np.array_equal(beside.values, expected.values)


def test_that_polynomial_and_spline_stand_beside_each_other() -> None:
    data = load(PointsDataset(points=((-1, 5.28), (-0.5, 1.51), (0, 0), (0.5, 3.48), (1, 4.7))))
    quartic, spline = make_functions(Interpolants(), data)
    for curve in (quartic, spline):
        assert np.allclose(curve(data.x_train), data.y_train)
    values = quartic(np.linspace(-1, 1, 2001))
    assert (values.min(), values.max()) == pytest.approx((-0.16, 5.41), abs=0.01)  # the reference


def test_that_a_view_has_a_line_for_each_curve_of_a_comparison() -> None:
    assert max(len(makers) for makers in MAKERS.values()) <= len(BASELINES)
