"""Texts of others do nothing where they are shown or written."""

import ast
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import plain

COMPUTED = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\u200b=1")


@pytest.mark.parametrize("text", COMPUTED)
def test_that_no_cell_is_a_formula(text: str) -> None:
    assert plain.cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Run 3", "sin(x) = 1", "猫", "", "a-b", "1.5"])
def test_that_other_cells_stay_as_they_are(text: str) -> None:
    assert plain.cell(text) == text


@given(st.text())
def test_that_a_literal_is_the_text_and_can_be_read(text: str) -> None:
    literal = plain.python(text)
    assert ast.literal_eval(literal) == text
    assert literal.isprintable()


@given(st.text(st.characters()))
def test_that_nothing_on_a_terminal_moves_the_cursor(text: str) -> None:
    assert plain.printable(text).isprintable()


def test_that_a_letter_beyond_the_basic_plane_is_one() -> None:
    assert ast.literal_eval(plain.python("𝔽🦊")) == "𝔽🦊"
    assert csv.reader(io.StringIO(plain.cell("𝔽")))
