"""Losses and what is read off them, without Qt."""

import numpy as np
import pytest

from tests.samples import started
from training.messages.announcements import Frame
from training.messages.readings import Curve, Series
from widgets.plots.loss_curves import (
    EMPTY,
    LossCurves,
    last_step,
    overlay_losses,
    training_losses_at,
    value_at,
)
from widgets.plots.overlay import Overlay


def curve(*steps: int) -> Curve:
    """A curve whose values are a tenth of its steps."""
    at = np.array(steps, dtype=np.int64)
    return Curve(at, (at / 10).astype(np.float32))


def frame(*restarted: Series, **series: Curve) -> Frame:
    named = {Series[name.upper()]: values for name, values in series.items()}
    return Frame(1, 0, 0.0, named, {}, restarted=frozenset(restarted))


def run(name: str, *steps: int, band: tuple[Overlay, Overlay] | None = None) -> Overlay:
    return Overlay(name, 1, started().setup, {Series.TRAIN_LOSS: curve(*steps)}, {}, band)


def test_that_curves_grow_and_one_that_restarts_begins_anew() -> None:
    losses = LossCurves()
    losses.take(frame(batch_loss=curve(*range(5)), test_loss=curve(0, 4)))
    losses.take(frame(batch_loss=curve(*range(5, 8)), test_loss=curve(7)))
    assert losses.measured(Series.TEST_LOSS).steps.tolist() == [0, 4, 7]
    assert losses.last_step == 8  # as many updates were made
    losses.take(frame(Series.TEST_LOSS, test_loss=curve(9)))
    assert losses.measured(Series.TEST_LOSS).steps.tolist() == [9]
    assert losses.last_step == 9
    losses.clear()
    assert losses.last_step == 0
    assert not len(losses.measured(Series.TEST_LOSS).steps)


@pytest.mark.parametrize("is_log", [False, True])
def test_that_an_envelope_has_few_points_and_all_extremes(is_log: bool) -> None:
    losses, count = LossCurves(), 40_000
    values = np.random.default_rng(0).random(count).astype(np.float32)
    values[31_111] = 7.0
    losses.take(frame(batch_loss=Curve(np.arange(count), values)))
    steps, seen = losses.envelope((0, count), 300, is_log=is_log)
    assert len(steps) == len(seen) < 3000
    assert seen.max() == 7.0
    assert (np.diff(steps) >= 0).all()


def test_that_a_logarithmic_envelope_shows_the_first_steps_one_by_one() -> None:
    losses = LossCurves()
    losses.take(frame(batch_loss=curve(*range(30_000))))
    steps, _ = losses.envelope((0, 30_000), 300, is_log=True)
    assert {*range(20)} <= {*steps.tolist()}


def test_that_a_value_is_that_of_the_step_or_the_last_one_before() -> None:
    assert value_at(EMPTY, 3) is None
    assert [value_at(curve(2, 4), step) for step in (0, 2, 3.9, 4, 99)] == pytest.approx(
        [0.2, 0.2, 0.2, 0.4, 0.4]
    )
    assert last_step([EMPTY, curve(2, 4), curve(3)]) == 4
    assert last_step([]) == 0


def test_that_other_runs_are_read_as_far_as_they_came_with_their_bands() -> None:
    edges = run("low", 0, 100), run("high", 0, 100)
    mean = run("mean", 0, 50, 100, band=edges)
    assert training_losses_at(mean, 60) == pytest.approx([5.0, 0.0, 0.0])
    assert training_losses_at(mean, 102) == pytest.approx([10.0, 10.0, 10.0])
    assert training_losses_at(mean, 110) == []
    assert len(overlay_losses([mean, run("one", 3), run("none")])) == 4
