"""Presets show what they say: one seed, against windows that were measured over five."""

import pytest

from tests.preset_figures import CASES, Case

pytestmark = pytest.mark.training


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_that_a_preset_shows_what_it_says(case: Case) -> None:
    for name, value in case.figures(seed=0).items():
        window = case.windows[name]
        assert window.low <= value <= window.high, (name, value)
