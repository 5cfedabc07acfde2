import random
from contextlib import suppress

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.harness.learners import learner_of
from tests.samples import small
from training.learner.checkpoint import CheckpointError, from_bytes, to_bytes
from training.learner.learner import Learner
from training.settings import Experiment

OPTIMIZERS = ("sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop", "rprop", "lbfgs")


def noisy(kind: str) -> Experiment:
    """Mini-batches and dropout: everything that draws numbers."""
    return small(
        trainer={"optimizer": {"kind": kind}, "batch_size": 4, "weight_decay": 1e-3},
        model={"dropout": 0.2},
    )


def parameters(learner: Learner) -> np.ndarray:
    return torch.cat([p.detach().ravel() for p in learner.model.parameters()]).numpy().copy()


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_that_a_run_goes_on_bit_for_bit_from_random_checkpoints(kind: str) -> None:
    whole = learner_of(noisy(kind))
    cut = sorted(random.Random(kind).sample(range(1, 60), 5))
    taken, losses = {}, []
    for step in range(60):
        if step in cut:
            taken[step] = to_bytes(whole.state())
        losses.append(float(whole.advance(1).losses[0]))
    end = parameters(whole)
    for step, checkpoint in taken.items():
        again = learner_of(noisy(kind))
        again.set_state(from_bytes(checkpoint))
        assert again.step == step
        progress = again.advance(60 - step)
        assert progress.losses.tolist() == losses[step:]
        assert np.array_equal(parameters(again), end), step


def test_that_taking_checkpoints_and_other_learners_change_nothing() -> None:
    alone, watched, other = (learner_of(noisy("adam")) for _ in range(3))
    for _ in range(20):
        alone.advance(1)
    for _ in range(20):
        to_bytes(watched.state())
        watched.advance(1)
        other.advance(1)  # draws from the same default generator
    assert np.array_equal(parameters(alone), parameters(watched))


def test_that_a_checkpoint_of_another_network_is_refused() -> None:
    with pytest.raises(CheckpointError, match="another architecture"):
        learner_of(small()).set_state(learner_of(small(model={"widths": (3,)})).state())


leaves = (
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=5)
    | st.lists(st.floats(width=32), max_size=4).map(lambda v: torch.tensor(v, dtype=torch.float32))
)  # fmt: skip
nested = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
)


def same(a: object, b: object) -> bool:
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        return bool(torch.equal(a.view(torch.int32), b.view(torch.int32)))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


@given(nested)
def test_that_states_come_back_as_they_were(state: object) -> None:
    assert same(from_bytes(to_bytes(state)), state)


@given(st.data())
def test_that_damaged_bytes_never_do_more_than_raise(data: st.DataObject) -> None:
    content = bytearray(to_bytes({"a": torch.zeros(3), "b": [1, {"c": None}]}))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    with suppress(CheckpointError):
        from_bytes(bytes(content[:cut]))
