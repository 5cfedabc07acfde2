"""The loss on a plane of parameters: what it shows, and that nobody notices it was looked at."""

import math
from queue import SimpleQueue

import numpy as np
import pytest
import torch

from tests.harness.learners import learner_of
from tests.samples import curves, small
from training.engine.engine import train
from training.learner.learner import Learner
from training.messages.announcements import Frame, RunPaused
from training.messages.readings import Fit, LandscapeReading, Series
from training.messages.requests import RunRequest
from training.settings.landscape import Landscape

SMALL = Landscape(resolution=7)


def looked_at(settings: Landscape = SMALL, steps: int = 40) -> tuple[Learner, LandscapeReading]:
    learner = learner_of(small().evolve(landscape=settings))
    for _ in range(4):  # positions of the trajectory
        learner.evaluation._landscapes._record_position()
        learner.advance(steps // 4)
    reading = learner.evaluation.landscape()
    assert reading is not None
    return learner, reading


def test_that_the_middle_is_the_present_loss() -> None:
    learner, reading = looked_at()
    assert reading.losses.shape == (7, 7)
    assert reading.losses[3, 3] == pytest.approx(learner.evaluation.loss("train"), rel=1e-5)
    assert reading.losses.min() > 0
    assert np.abs(reading.path[-1]).max() < 1e-6
    assert reading.step == 40


@pytest.mark.parametrize("batch", [0, 4])
def test_that_looking_leaves_every_bit_as_it_was(batch: int) -> None:
    ends = []
    for watch in (frozenset({Fit}), frozenset({Fit, LandscapeReading})):
        experiment = small(trainer={"steps": 60, "batch_size": batch})
        experiment = experiment.evolve(landscape=SMALL)
        request = RunRequest(1, experiment, watch, frame_interval=0.0)
        ends.append(curves(list(train(request, SimpleQueue())))[Series.BATCH_LOSS].values)
    assert np.array_equal(*ends)


def test_that_the_way_of_the_run_lies_on_its_own_plane() -> None:
    learner, reading = looked_at(SMALL.evolve(directions="principal"))
    assert np.abs(reading.path).max() == pytest.approx(1.0, rel=1e-3)
    ends = np.linspace(-1, 1, 7)
    column, row = (int(np.argmin(np.abs(ends - at))) for at in reading.path[0])
    # Where the run began the loss is larger than where it is.
    assert reading.losses[row, column] > learner.evaluation.loss("train")


def test_that_a_plane_is_given_in_lengths_of_the_weights() -> None:
    learner, _ = looked_at()
    direction = learner.evaluation._landscapes._random_direction(torch.Generator().manual_seed(0))
    weight = next(learner.model.parameters()).detach()
    part = direction[: weight.numel()].reshape(weight.shape)
    assert torch.allclose(part.norm(dim=1), weight.norm(dim=1), rtol=1e-4)


def test_that_a_large_network_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.learner.landscape.MOST_PARAMETERS", 10)
    assert learner_of(small()).evaluation.landscape() is None


def test_that_the_next_one_waits_until_it_is_due() -> None:
    learner, first = looked_at()
    learner.advance(1)
    learner.evaluation._landscapes._next = math.inf
    assert learner.evaluation.landscape() is first
    learner.evaluation._landscapes._next = -math.inf
    later = learner.evaluation.landscape()
    assert later is not None
    assert later.step == 41


def test_that_it_is_computed_only_where_it_is_watched() -> None:
    request = RunRequest(1, small(trainer={"steps": 5}), frozenset({Fit}))
    messages = list(train(request, SimpleQueue()))
    assert not any(LandscapeReading in m.readings for m in messages if isinstance(m, Frame))


@pytest.mark.parametrize("hold", [False, True])
def test_that_the_last_landscape_is_that_of_the_last_step(hold: bool) -> None:
    """Whether the run ends or waits, and however long a landscape takes."""
    experiment = small(trainer={"steps": 60}).evolve(landscape=SMALL)
    watch = frozenset({Fit, LandscapeReading})
    request = RunRequest(1, experiment, watch, frame_interval=0.0, hold=hold)
    last: Frame | None = None
    for message in train(request, SimpleQueue()):
        if isinstance(message, RunPaused):
            break
        last = message if isinstance(message, Frame) else last
    assert last is not None
    reading = last.readings[LandscapeReading]
    assert reading.step == 60
    assert len(reading.path) > 3
    assert np.abs(np.diff(reading.path, axis=0)).sum() > 0


def test_that_the_plane_of_the_way_holds_most_of_it() -> None:
    _, reading = looked_at(SMALL.evolve(directions="principal"))
    assert 0.9 < reading.share <= 1.0 + 1e-6
    assert min(reading.lengths) > 0
    assert math.isnan(looked_at()[1].share)
