"""Sentences of presets and lessons are true of runs; slow ones: ``python -m tests.claims``."""

import pytest

from tests import cifar_figures, preset_figures
from tests.claims.claim import Claim, near, walked, words_of
from tests.claims.table import CLAIMS, COUNTS
from training.catalog.presets import PRESETS, preset

QUICK = [claim for claim in CLAIMS if not claim.is_slow]
UNMEASURED = {
    **dict.fromkeys(
        (f"{name}-full" for name in cifar_figures.PRESETS),
        "it needs all of CIFAR-10 and a GPU; test_published holds its settings to the figure",
    ),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.source}: {claim.says[:40]}")
def test_that_a_claim_is_what_is_said(claim: Claim) -> None:
    assert claim.says in words_of(claim.source)


@pytest.mark.parametrize(("name", "says", "count", "part"), COUNTS)
def test_that_networks_have_as_many_parameters_as_is_said(
    name: str, says: str, count: int, part: float
) -> None:
    assert says in preset(name).description
    assert near(preset(name).experiment.parameter_count, count, part)


@pytest.mark.training
@pytest.mark.parametrize("name", sorted({claim.source for claim in QUICK}))
def test_that_what_a_preset_says_is_so(name: str) -> None:
    claims = [claim for claim in QUICK if claim.source == name]
    failed = [(claim.says, seed) for claim, seed, holds in walked(claims) if not holds]
    assert not failed


def test_that_every_preset_is_measured_somewhere() -> None:
    measured = {case.preset for case in preset_figures.CASES} | {
        run.preset for claim in CLAIMS for run in claim.runs
    }
    measured |= {name for name, *_ in COUNTS}
    assert {*PRESETS} == measured | {*cifar_figures.PRESETS} | {*UNMEASURED}
    assert not measured & {*UNMEASURED}


def test_that_the_points_of_sin_vx_cannot_tell_frequencies_beyond_9_5_from_lower_ones() -> None:
    import numpy as np

    from training.setup.prepare import prepare

    assert "beyond 9.5" in preset("sin-vx").description
    data = prepare(preset("sin-vx").experiment).data
    spacing = float(np.diff(data.x_train).mean())
    assert np.pi / spacing == pytest.approx(9.5, abs=1e-6)
    assert np.sin(10 * data.x_train) == pytest.approx(np.sin(9 * data.x_train), abs=1e-6)
