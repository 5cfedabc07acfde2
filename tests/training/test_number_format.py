"""Numbers as they are read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import number_of
from training.engine.stopping import finished
from training.messages.announcements import Pause
from training.number_format import power_of_ten, readable, ticks
from training.text import Text
from widgets.text import sentence


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (310, 2, "310"),
        (1234.4, 3, "1,234"),
        (0.0123456, 3, "0.0123"),
        (1.0, 3, "1"),
        (0.5, 4, "0.5"),
        (-2.5, 3, "−2.5"),
        (0.0037, 2, "0.0037"),
        (0.00037, 2, "3.7×10⁻⁴"),
        (1e-12, 3, "10⁻¹²"),
        (2_500_000, 3, "2.5×10⁶"),
        (999_999.6, 3, "10⁶"),
        (0.0009999, 3, "0.001"),
        (0, 3, "0"),
        (-0.0, 3, "0"),
        (math.nan, 3, "–"),
        (math.inf, 3, "∞"),
        (-math.inf, 3, "−∞"),
    ],
)
def test_that_numbers_are_written_as_one_reads_them(value: float, digits: int, text: str) -> None:
    assert readable(value, digits) == text


def test_that_rounding_beside_an_axis_is_zero() -> None:
    assert readable(2.22e-16, span=2.0) == "0"
    assert readable(2.22e-16) == "2.22×10⁻¹⁶"


@given(st.floats(-1e300, 1e300), st.integers(1, 8))
def test_that_a_number_can_be_read_back(value: float, digits: int) -> None:
    assert number_of(readable(value, digits)) == pytest.approx(
        value, rel=0.51 * 10.0 ** (1 - digits), abs=1e-323
    )
    assert "e+" not in readable(value, digits)


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ([0, 0.5, 1], 0.5, ["0", "0.5", "1.0"]),
        ([-1, 0, 1], 1, ["−1", "0", "1"]),
        ([0, 5000, 10000], 5000, ["0", "5,000", "10,000"]),
        ([0, 1e-4, 2e-4], 1e-4, ["0", "10⁻⁴", "2×10⁻⁴"]),
        ([5e-4, 1e-3], 5e-4, ["0.0005", "0.0010"]),
        ([0, 5e5, 1e6], 5e5, ["0", "0.5×10⁶", "1.0×10⁶"]),
        ([-2.2e-16, 0.25], 0.25, ["0", "0.25"]),
        ([2.303], 0, ["0"]),
        ([], 1, []),
    ],
)
def test_that_all_ticks_have_one_form(
    values: list[float], spacing: float, texts: list[str]
) -> None:
    assert ticks(values, spacing) == texts


def test_that_powers_of_ten_are_written_as_such() -> None:
    assert [power_of_ten(n) for n in (-2, -1, 0, 1, 2)] == ["10⁻²", "10⁻¹", "1", "10", "10²"]


def test_that_sentences_have_numbers_as_everywhere() -> None:
    text = "The loss became {loss:.3g}, at {x:.4g}; above {most:.0e}, {step:,} steps, {kind}."
    values = {"loss": 1.234e12, "x": -0.5, "most": 1e30, "step": 12345, "kind": "all"}
    wanted = "The loss became 1.23×10¹², at −0.5; above 10³⁰, 12,345 steps, all."
    assert str(Text(text, values)) == sentence(Text(text, values)) == wanted
    assert str(Text("became {loss:.3g}", {"loss": float("nan")})) == "became nan"


def test_that_one_step_is_one() -> None:
    assert str(finished(Pause.STEPS, 1)) == "Finished: 1 step."
    assert str(finished(Pause.STEPS, 2)) == "Finished: 2 steps."
