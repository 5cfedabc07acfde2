"""The phase diagram: known places, and that the distance grows or falls with the width."""

import math

import pytest

from tests.samples import run
from training.analysis import phase
from training.catalog.presets import preset
from training.messages.announcements import Frame
from training.messages.readings import Neurons
from training.settings import Experiment, Mlp
from training.settings.model import (
    DefaultInit,
    Initialisation,
    LecunInit,
    NormalGammaInit,
    PhaseInit,
    XavierInit,
)

WIDTH = 10**6


def placed(initialisation: Initialisation) -> tuple[float, float]:
    # A width that no network here has: the places are limits.
    model = Mlp.model_construct(widths=(WIDTH,), initialisation=initialisation)
    found = phase.place(model)
    assert found is not None
    return found


def test_that_known_initialisations_lie_where_the_paper_has_them() -> None:
    assert placed(LecunInit()) == pytest.approx((0.5, 0.5))
    assert placed(XavierInit()) == pytest.approx((1.0, 0.0), abs=0.06)
    assert placed(NormalGammaInit(gamma=0.75)) == pytest.approx((1.5, 0.0))
    assert placed(PhaseInit(gamma=1.7, gamma_prime=-0.4)) == pytest.approx((1.7, -0.4))
    # Uniform in 1 and 1/sqrt(m): as LeCun, but for a factor.
    assert placed(DefaultInit()) == pytest.approx((0.5, 0.5), abs=0.1)


def test_that_only_networks_of_one_hidden_layer_have_a_place() -> None:
    assert phase.place(Mlp(widths=(10, 10))) is None
    assert phase.place(Mlp(widths=(1,))) is None
    model = Mlp(widths=(100,), initialisation=NormalGammaInit(gamma=20))
    assert phase.place(model) == pytest.approx((40.0, 0.0))


def test_that_the_boundary_is_that_of_the_paper() -> None:
    assert [phase.regime(gamma, 0.0) for gamma in (0.5, 1.0, 1.75)] == [
        "linear", "critical", "condensed",
    ]  # fmt: skip
    assert phase.regime(1.5, -1.0) == "condensed"
    assert phase.regime(1.5, 0.5) == "critical"
    assert phase.regime(1.5, 1.0) == "linear"


def distance(gamma: float, width: int, learning_rate: float) -> float:
    values = preset("phase-diagram").experiment.model_dump()
    values["model"] |= {"widths": (width,)}
    values["model"]["initialisation"]["gamma"] = gamma
    values["trainer"]["learning_rate"] = learning_rate
    messages = run(Experiment.model_validate(values), watch=frozenset({Neurons}))
    reading = [m for m in messages if isinstance(m, Frame)][-1].readings[Neurons]
    return reading.distance


@pytest.mark.parametrize(
    ("gamma", "rate", "low", "high"),
    [(0.5, 0.01, -2.0, -0.2), (1.0, 0.05, -0.15, 0.15), (1.75, 0.05, 0.15, 1.0)],
)
def test_that_the_distance_changes_with_the_width_as_the_regime_says(
    gamma: float, rate: float, low: float, high: float
) -> None:
    """The slope of log RD over log m: the paper's very definition of the regimes."""
    narrow, wide = (distance(gamma, width, rate) for width in (500, 2000))
    slope = math.log(wide / narrow) / math.log(4)
    assert low < slope < high
