"""The elephant against what was computed elsewhere, and outlines that are drawn."""

import math

import numpy as np
import pytest

from app.session.point_edits import outlined
from tests.samples import run, small
from training.analysis.baselines import make_functions
from training.data.closed_curves import along, box_of, elephant, is_trunk, wiggled
from training.data.datasets import DataError, load
from training.data.kinds import OutlineData
from training.messages.announcements import Frame
from training.messages.readings import Fit, Series
from training.settings import ElephantDataset, OutlineDataset, PointsDataset
from training.settings.baselines import Fourier
from training.setup.prepare import prepare
from training.text import Problem

SQUARE = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])


def loaded(settings: ElephantDataset | OutlineDataset) -> OutlineData:
    data = load(settings)
    assert isinstance(data, OutlineData)
    return data


def test_that_the_elephant_is_the_published_one() -> None:
    """Section 7.3 of the reference: box, four points, area."""
    box = loaded(ElephantDataset()).box
    found = (box.left, box.right, box.bottom, box.top, box.area)
    assert found == pytest.approx((-70.59, 83.93, -61.30, 82.99, math.pi * 2640), abs=1e-2)
    points = elephant(ElephantDataset(), np.array([0, 0.5, 1, 1.5]) * math.pi)
    assert points.ravel() == pytest.approx([-60, 2, -20, -50, 60, -2, 20, 50])


def test_that_only_the_trunk_wiggles() -> None:
    data = loaded(ElephantDataset())
    swung = wiggled(data.target, data.trunk, data.wiggle, math.pi / 2)
    assert np.array_equal(swung[~data.trunk], data.target[~data.trunk])
    assert np.array_equal(swung[:, 0], data.target[:, 0])
    assert 1 < np.abs(swung - data.target).max() < 40
    assert np.array_equal(wiggled(data.target, data.trunk, data.wiggle, 0.0), data.target)
    assert data.target[data.trunk][:, 0].max() == pytest.approx(83.9, abs=0.1)  # the trunk's tip
    assert is_trunk(np.array([0.9, 1.0, 1.3]) * math.pi + 2 * math.pi).all()
    assert not is_trunk(np.array([0.0, 0.8, 1.5]) * math.pi).any()


def test_that_five_terms_draw_the_elephant_and_four_do_not() -> None:
    data = loaded(ElephantDataset(points=50))
    errors = {}
    for terms in (4, 5):
        (curve,) = make_functions(Fourier(terms=terms), data)
        errors[terms] = np.abs(curve(data.grid) - data.target).max()
    assert errors[5] < 1e-10
    assert errors[4] > 10
    (few,) = make_functions(Fourier(terms=30), loaded(ElephantDataset(points=7)))
    assert "3 terms at most" in str(few.notes[0])


def test_that_a_drawn_outline_is_walked_evenly() -> None:
    assert box_of(SQUARE).area == 4
    t = np.arange(8) * math.pi / 4
    assert np.allclose(along(SQUARE, t)[:4], [[0, 0], [1, 0], [2, 0], [2, 1]])
    drawn = outlined(PointsDataset(), loaded(ElephantDataset()), SQUARE)
    assert len(drawn.corners) == 200
    assert loaded(drawn).box.area == pytest.approx(4)
    setup = prepare(small(dataset=drawn.model_dump()))
    assert setup.spectrum.target_magnitude[1] == pytest.approx(0.8106, rel=1e-2)  # 8 / pi^2


@pytest.mark.parametrize(
    "points",
    [[], [[0, 0]], [[0, 0], [1, 1]], [[0, 0], [1, 1], [2, 2]], [[0, 0], [1, math.nan], [0, 1]]],
)
def test_that_what_encloses_nothing_is_refused(points: list[list[float]]) -> None:
    with pytest.raises(Problem, match="three corners"):
        outlined(PointsDataset(), loaded(ElephantDataset()), np.array(points).reshape(-1, 2))


def test_that_an_outline_of_one_point_has_a_sentence() -> None:
    with pytest.raises(DataError, match="All points"):
        load(OutlineDataset(corners=((1.0, 1.0),) * 3))
    with pytest.raises(ValueError, match="at least 3"):
        OutlineDataset(corners=((0.0, 0.0), (1.0, 1.0)))


def test_that_a_network_learns_the_outline() -> None:
    experiment = small(
        dataset=ElephantDataset(points=40).model_dump(),
        model={"widths": (40, 40), "initialisation": {"kind": "lecun"}},
        trainer={"steps": 600, "learning_rate": 5e-3},
    )
    last = [m for m in run(experiment) if isinstance(m, Frame)][-1]
    fit = last.readings[Fit]
    assert fit.values.shape == (361, 2)
    assert np.abs(fit.values - loaded(ElephantDataset()).target).max() < 8
    assert last.series[Series.SPECTRUM_ERROR].values[-1, 1] < 0.1
    assert experiment.parameter_count == 3 * 40 + 41 * 40 + 41 * 2
