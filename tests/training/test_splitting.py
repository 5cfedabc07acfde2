"""Neurons split into equal parts: the same function, the same loss, and more directions to go."""

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from tests.harness.learners import learner_of
from tests.samples import curves, run, small
from training.learner.models import build
from training.messages.readings import Series
from training.settings import Mlp


@pytest.mark.parametrize("antisymmetric", [False, True])
def test_that_the_function_is_that_of_the_narrow_network(antisymmetric: bool) -> None:
    x = torch.linspace(-2, 2, 50)[:, None]
    outputs = [
        build(Mlp(widths=widths, split=parts, antisymmetric=antisymmetric), 3)(x)
        for widths, parts in (((4, 6), 1), ((20, 6), 5))
    ]
    assert (outputs[0] - outputs[1]).abs().max() < 1e-6
    assert Mlp(widths=(20, 6), split=5).count_parameters() == Mlp(widths=(20, 6)).count_parameters()


def test_that_equal_parts_stay_equal_and_unequal_ones_part() -> None:
    experiment = small(
        model={"widths": (8,), "split": 4}, trainer={"optimizer": {"kind": "sgd"}, "steps": 50}
    )
    for noise, are_equal in ((0.0, True), (1e-2, False)):
        model = experiment.model.evolve(split_noise=noise)
        learner = learner_of(experiment.evolve(model=model))
        learner.advance(50)
        parts = next(learner.model.parameters()).detach().reshape(2, 4)
        assert bool((parts == parts[:, :1]).all()) is are_equal


def test_that_a_stationary_point_stays_one() -> None:
    """The gradient at a minimum of the narrow network is no larger in the wide one."""
    narrow = small(model={"widths": (1,)}, trainer={"optimizer": {"kind": "lbfgs"}, "steps": 200})
    learner = learner_of(narrow)
    learner.advance(200)
    weights, biases, out, offset = (p.detach().clone() for p in learner.model.parameters())
    wide = build(Mlp(widths=(3,), split=3), 0)
    with torch.no_grad():
        values = (weights.repeat(3, 1), biases.repeat(3), out.repeat(1, 3) / 3, offset)
        for parameter, value in zip(wide.parameters(), values, strict=True):
            parameter.copy_(value)
    x, y = learner.data.on_device.batch(None, torch.Generator())
    sizes = []
    for model in (learner.model, wide):
        model.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        sizes.append(max(float(p.grad.abs().max()) for p in model.parameters()))
    assert sizes[1] < 2 * sizes[0] + 1e-6


def test_that_the_loss_begins_as_that_of_the_narrow_network() -> None:
    first = [
        curves(run(small(model=model, trainer={"steps": 2})))[Series.TRAIN_LOSS].values[0]
        for model in ({"widths": (4, 6)}, {"widths": (12, 6), "split": 3})
    ]
    assert np.isclose(*first, rtol=1e-5)


def test_that_a_width_that_cannot_be_split_is_refused() -> None:
    with pytest.raises(ValidationError, match="multiple"):
        Mlp(widths=(10,), split=3)
