import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.settings.formula import FormulaError, check_formula, evaluate, normalise

X = np.linspace(0.1, 2.0, 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sin(v x) + 0.5 cos(3x)", np.sin(2 * X) + 0.5 * np.cos(3 * X)),
        ("2x^2", 2 * X**2),
        ("3(x+1)(x-1)", 3 * (X + 1) * (X - 1)),
        ("πx", np.pi * X),
        ("x²", X**2),
        ("sin（3x）", np.sin(3 * X)),
        ("v", np.full(7, 2.0)),
        ("(x<1)x", (X < 1) * X),
        ("1e3x", 1000 * X),
        ("-x", -X),
        ("max(x, 1)", np.maximum(X, 1)),
        ("round(sin(x))", np.round(np.sin(X))),
        ("exp(-x^2)", np.exp(-(X**2))),
    ],
)
def test_that_formulas_mean_what_mathematics_means(text: str, expected: np.ndarray) -> None:
    assert evaluate(text, X, 2.0) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "sin(x", "((((", "sin", "sin x y(", "x; x", "x = 1", "1/0", "log(x-5)",
        "9**9**9**9", "10**400", "x.__class__", "x.real", "__import__('os')", "'a'*3", "f'{x}'",
        "lambda: 1", "[1, 2]", "x[0]", "(x, 1)", "x if x else 1", "True", "max(x)", "sin(x, x)",
        "max(x, 0, x)", "sin(x=1)", "open(x)", "0<x<1", "a" * 600, "(" * 300 + "x" + ")" * 300,
        "x\0", "1j", "x := 1", "**x", "nan", "inf",
    ],
)  # fmt: skip
def test_that_what_is_no_formula_is_answered_with_a_sentence(text: str) -> None:
    with pytest.raises(FormulaError) as caught:
        evaluate(text, X, 2.0)
    assert str(caught.value).endswith((".", ")"))
    assert "{" not in str(caught.value)


def test_that_a_function_cannot_write_into_x() -> None:
    x = X.copy()
    with pytest.raises(FormulaError):
        evaluate("exp(x, x)", x, 1.0)
    assert (x == X).all()


@given(st.text(max_size=60))
def test_that_no_text_does_anything_but_compute_or_complain(text: str) -> None:
    try:
        values = evaluate(text, X, 1.0)
    except FormulaError:
        return
    assert values.shape == X.shape
    assert np.isfinite(values).all()


def test_that_a_pole_between_the_points_is_found_on_the_interval() -> None:
    with pytest.raises(FormulaError, match="x = 0"):
        check_formula("1/x", 1.0, -1.0, 1.0)


def test_that_normalising_twice_changes_nothing() -> None:
    once = normalise("2 sin(3x) + v x")
    assert normalise(once) == once == "2*sin(3*x)+v*x"
