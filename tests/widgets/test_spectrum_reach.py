"""How far a spectrum is seen, without Qt."""

import math

import pytest

from tests.samples import small
from training.analysis.frequencies import SpectrumSetup
from training.setup.prepare import prepare
from widgets.plots.spectrum_reach import LEAST, aliasing_limit, reach


@pytest.fixture(scope="module")
def setup() -> SpectrumSetup:
    spectrum = prepare(small(dataset={"formula": "sin(x) + sin(30x)", "points": 201})).spectrum
    assert isinstance(spectrum, SpectrumSetup)
    return spectrum


def test_that_what_is_tracked_is_seen_and_as_much_again(setup: SpectrumSetup) -> None:
    assert setup.peaks.max() == pytest.approx(30)
    assert reach(setup) == pytest.approx(60)


def test_that_a_few_lines_are_seen_at_least(setup: SpectrumSetup) -> None:
    slow = prepare(small(dataset={"formula": "sin(x)", "points": 201})).spectrum
    assert reach(slow) == pytest.approx(slow.omega[LEAST])


def test_that_the_axis_ends_where_samples_cannot_tell_waves_apart(setup: SpectrumSetup) -> None:
    coarse = prepare(small(dataset={"formula": "sin(x) + sin(30x)", "points": 81})).spectrum
    assert reach(coarse) <= aliasing_limit(coarse) < math.inf
    assert aliasing_limit(None) == math.inf
