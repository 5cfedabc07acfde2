"""The sine waves of formulas, against SciPy-free fits on dense samples and against identities."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.settings.formula import FormulaError, evaluate
from training.settings.formula_waves import Waves, common_divisor, waves_of


@pytest.mark.parametrize(
    ("formula", "v", "omega", "amplitude"),
    [
        ("sin(v x)", 1.5, [1.5], [1]),
        ("sin(1x) + v sin(4x)", 1.5, [1, 4], [1, 1.5]),
        ("sin(x) + v sin(4x)", 1.2, [1, 4], [1, 1.2]),
        ("sin(x) + sin(v x)", 3.5, [1, 3.5], [1, 1]),
        ("sin(x)^2", 1, [2], [0.5]),
        ("sin(x)^3", 1, [1, 3], [0.75, 0.25]),
        ("sin(x) cos(3x)", 1, [2, 4], [0.5, 0.5]),
        ("sin(2 pi v x)", 0.25, [math.pi / 2], [1]),
        ("sin(x / v)", 4, [0.25], [1]),
        ("sin(-v x + 1) / 2 - 7", 3, [3], [0.5]),
        ("cos(3 (x - 1))", 1, [3], [1]),
        ("sin(x) - sin(x) + cos(5x)", 1, [5], [1]),
        ("(sin(x) + cos(x))^2", 1, [2], [1]),
        ("sin(pi/3) + 2 sin(x) cos(pi)", 1, [1], [2]),
        ("0 * sin(x) + sin(2x)", 1, [2], [1]),
        ("3.5", 1, [], []),
        ("sin(v x)", 0, [], []),
    ],
)
def test_that_the_waves_of_a_formula_are_exact(
    formula: str, v: float, omega: list[float], amplitude: list[float]
) -> None:
    found = waves_of(formula, v)
    assert found.omega == pytest.approx(omega, rel=1e-11)
    assert found.amplitude == pytest.approx(amplitude, rel=1e-11)
    assert found.is_all
    assert found.is_understood


@pytest.mark.parametrize(
    ("formula", "omega"),
    [
        ("x sin(3x)", [3]),
        ("exp(-x^2) cos(v x)", [2]),
        ("(1 + x) sin(3x) sin(4x)", [1, 7]),
        ("x + sin(3x)", [3]),
        ("sin(5x) / (1 + 25x^2)", [5]),
        ("abs(x) + step(x) sin(2x)", [2]),
        ("(x + sin(3x)) * sin(4x)", [1, 4, 7]),
        ("1/(1+25x^2)", []),
        ("x^3 - x", []),
        ("sin(3x) * (x > 0)", [3]),
    ],
)
def test_that_waves_are_known_whatever_multiplies_them(formula: str, omega: list[float]) -> None:
    found = waves_of(formula, 2.0)
    assert found.omega == pytest.approx(omega)
    assert not found.is_all
    assert found.is_understood


@pytest.mark.parametrize(
    ("formula", "base"),
    [
        ("round(sin(x))", 1),
        ("abs(sin(v x))", 4),
        ("sign(sin(3x))", 3),
        ("exp(sin(x) + cos(2x))", 1),
        ("1 / (2 + sin(5x))", 5),
        ("x % 2", math.pi),
        ("max(sin(x), cos(x))", 1),
        ("sin(sin(2x))", 2),
        ("(sin(x) > 0) * 1", 1),
        ("2^(sin(x))", 1),
    ],
)
def test_that_periodic_functions_have_the_harmonics_of_their_period(
    formula: str, base: float
) -> None:
    found = waves_of(formula, 2.0)
    assert found.is_all
    x = (np.arange(20_000) + 0.5) * (2 * math.pi / base / 20_000)
    y = evaluate(formula, x, 2.0)
    for omega, amplitude in zip(found.omega[:6], found.amplitude[:6], strict=True):
        own = 2 * abs(np.mean(y * np.exp(-1j * omega * x)))  # a Riemann sum of the integral
        assert own == pytest.approx(amplitude, abs=2e-3 * found.amplitude.max())
    orders = found.omega / base
    assert orders == pytest.approx(np.rint(orders))
    missing = set(range(1, 8)) - {round(o) for o in orders.tolist()}
    for order in missing:
        own = 2 * abs(np.mean(y * np.exp(-1j * order * base * x)))
        assert own < 2e-3 * found.amplitude.max()


def test_that_a_rounded_sine_has_no_wave_at_two_and_a_half() -> None:
    found = waves_of("round(sin(x))", 1.0)
    assert found.omega[:3] == pytest.approx([1, 5, 7])
    # b_k = 4 cos(k pi / 6) / (pi k) for odd k: the third is 0.
    assert found.amplitude[:2] == pytest.approx(
        [4 / math.pi * math.sqrt(3) / 2] * np.array([1, 0.2]), rel=2e-3
    )  # type: ignore[operator]


@pytest.mark.parametrize(
    "formula", ["sin(x^2)", "floor(x)", "round(sin(x) + sin(sqrt(2) x))", "sin(x + sin(x))"]
)
def test_that_what_is_not_understood_is_said(formula: str) -> None:
    assert not waves_of(formula, 1.0).is_understood


def test_that_too_many_waves_are_none() -> None:
    text = "(sin(x) + sin(1.1x) + sin(1.23x) + sin(1.347x) + sin(1.4561x))^9"
    found = waves_of(text, 1.0)
    assert not found.is_understood
    assert not len(found.omega)


def test_that_a_formula_that_is_none_is_told() -> None:
    with pytest.raises(FormulaError):
        waves_of("sin(", 1.0)


WAVE = st.builds(
    "{}({} x + {})".format,
    st.sampled_from(["sin", "cos"]),
    st.integers(1, 9),
    st.integers(0, 6),
)
TREE = st.recursive(
    WAVE | st.integers(1, 5).map(str),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*"]), inner),
    max_leaves=7,
)


@given(TREE)
def test_that_sums_and_products_are_what_their_samples_say(formula: str) -> None:
    found = waves_of(formula, 1.0)
    n = 256
    x = np.arange(n) * (2 * math.pi / n)
    line = np.fft.rfft(evaluate(formula, x, 1.0)) / n
    expected = np.zeros(len(line))
    _put(expected, found)
    scale = max(1.0, float(np.abs(line).max()))
    assert 2 * np.abs(line[1:]) == pytest.approx(expected[1:], abs=1e-9 * scale)


def _put(into: np.ndarray, found: Waves) -> None:
    for omega, amplitude in zip(found.omega.tolist(), found.amplitude.tolist(), strict=True):
        into[round(omega)] = amplitude


def test_that_a_common_divisor_is_one_of_all() -> None:
    assert common_divisor([1, 3.5], 0.1) == pytest.approx(0.5)
    assert common_divisor([6.283185307179586, 18.84955592153876], 0.1) == pytest.approx(2 * math.pi)
    assert common_divisor([1, 3.14159265], 0.1) is None
    assert common_divisor([], 0.1) is None
    assert common_divisor([0.3], 0.1) == pytest.approx(0.3)
    assert common_divisor([0.9, 1.2, 2.1], 0.1) == pytest.approx(0.3)
