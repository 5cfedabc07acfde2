"""Compiled steps against the plain autograd loop."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from tests.harness.learners import learner_of
from tests.samples import small
from training.learner.kernel import cache
from training.learner.kernel.step_batch import do_all
from training.learner.kernel.stepper import KernelStepper
from training.learner.kernel.thread_count import ThreadCount
from training.learner.learner import Learner, StepResults
from training.learner.models import build
from training.settings import Experiment, LabelledDataset
from training.settings.assign import assigned
from training.settings.choices import activations, optimizers

ACTIVATIONS = [str(each().kind) for each in activations.ACTIVATIONS if each.kernel is not None]
OPTIMIZERS = [str(each().kind) for each in optimizers.OPTIMIZERS if each.kernel is not None]
INITIALISATIONS = ("default", "lecun", "xavier", "he", "normal", "normal_gamma")


def experiment(**settings: Any) -> Experiment:
    """Return a network of two odd widths, with the settings at dotted paths, ``.`` as ``__``."""
    found = assigned(Experiment(), "model.widths", "[37, 21]")
    found = assigned(found, "trainer.device", "cpu")  # compiled steps are a processor's
    # Where all is symmetric some gradients are 0 but for rounding, which Adam makes whole steps of.
    values = {"dataset__formula": "sin(3*x) + 0.4*cos(2*x) + 0.3*x", "dataset__points": 41}
    for path, value in {**values, **settings}.items():
        found = assigned(found, path.replace("__", "."), str(value))
    return found


ORDERS = range(5)
"""In which the first neurons stand: rounding makes a point cross a kink in some of them only."""


def plain_learner(found: Experiment, *, order_seed: int | None = None) -> Learner:
    """Make one that autograd trains; its first neurons may stand in another order."""
    learner = learner_of(found)
    learner.compiled.is_there = False
    if order_seed is not None:
        first, second, *_ = (m for m in learner.model.modules() if isinstance(m, nn.Linear))
        order = torch.randperm(
            first.out_features, generator=torch.Generator().manual_seed(order_seed)
        )
        with torch.no_grad():
            for parameter in (first.weight, first.bias):
                parameter.copy_(parameter[order])
            second.weight.copy_(second.weight[:, order])
    return learner


def distance(ours: StepResults, theirs: StepResults) -> float:
    """Return how far losses are apart, relative; those of a batch may be near 0."""
    return float((np.abs(ours.losses - theirs.losses) / (theirs.losses + 0.1)).max())


SOME = 300
"""Steps where a long memory is not what is looked at: of Adam the longest is a thousand steps."""


def both(found: Experiment, count: int = 1000) -> tuple[Learner, Learner]:
    """Train in both ways, which must not part by more than 1e-5.

    Where rounding grows on the way, by not more than autograd from itself, with its neurons in
    another order: that is the same sum, rounded otherwise.
    """
    compiled, plain = learner_of(found), plain_learner(found)
    assert compiled.uses_kernel
    ours, theirs = compiled.advance(count), plain.advance(count)
    assert ours.peak_steps.tolist() == theirs.peak_steps.tolist()
    apart = distance(ours, theirs)
    if apart < 1e-5:
        assert np.abs(ours.peaks - theirs.peaks).max(initial=0) < 1e-4
    else:
        others = (plain_learner(found, order_seed=seed).advance(count) for seed in ORDERS)
        assert any(apart < 3 * distance(other, theirs) for other in others)
        assert distance_early(ours, theirs) < 1e-5
    return compiled, plain


def distance_early(ours: StepResults, theirs: StepResults, steps: int = 30) -> float:
    """Return how far the first losses are apart, before rounding has grown."""
    pairs = np.stack([ours.losses, theirs.losses])[:, :steps]
    return float((np.abs(pairs[0] - pairs[1]) / (pairs[1] + 0.1)).max())


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_that_each_activation_goes_the_same_way(kind: str) -> None:
    found = experiment(model__activation__kind=kind, model__initialisation__kind="default")
    both(found)


@pytest.mark.parametrize("kind", INITIALISATIONS)
def test_that_each_initialisation_goes_the_same_way(kind: str) -> None:
    both(experiment(model__initialisation__kind=kind), SOME)


@pytest.mark.training
@pytest.mark.parametrize("batch", [0, 8, 16])
@pytest.mark.parametrize("decay", [0.0, 0.01])
@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_that_each_optimizer_goes_the_same_way(kind: str, decay: float, batch: int) -> None:
    found = experiment(
        trainer__optimizer__kind=kind, trainer__weight_decay=decay, trainer__batch_size=batch,
        trainer__learning_rate=1e-3, model__initialisation__kind="default",
    )  # fmt: skip
    both(found, SOME if batch else 1000)


@pytest.mark.parametrize("kind", ["mse", "mae", "huber"])
def test_that_each_loss_goes_the_same_way(kind: str) -> None:
    both(experiment(trainer__loss=kind))


@pytest.mark.parametrize(
    "settings",
    [
        {"model__bias": False},
        {"model__output_bias": False},
        {"model__antisymmetric": True},
        {"model__antisymmetric": True, "model__antisymmetric_form": '"sum"'},
        {"model__split": 37},
        {"model__dropout": 0.3},
        {"model__dropout": 0.3, "trainer__batch_size": 16},
        {"model__dropout": 0.1, "model__antisymmetric": True},
        {"trainer__schedule__kind": "cosine"},
        {"model__widths": "[5]"},
        {"model__widths": "[16, 16, 16, 16, 16, 16, 16, 16]"},
        {"model__widths": "[300, 300]", "dataset__points": 100},
        {"model__widths": "[260, 256]", "dataset__points": 5},
    ],
)
def test_that_each_shape_goes_the_same_way(settings: dict[str, Any]) -> None:
    both(experiment(**settings), 200)


def test_that_memories_go_to_pytorch_and_back() -> None:
    for kind in OPTIMIZERS:
        found = experiment(trainer__optimizer__kind=kind, trainer__learning_rate=1e-3)
        whole, first, second = learner_of(found), learner_of(found), learner_of(found)
        losses = whole.advance(60).losses
        first.advance(25)
        second.set_state(first.state())
        assert np.array_equal(second.advance(35).losses, losses[25:]), kind
        first.compiled.is_there = False  # autograd goes on with what the compiled steps remember
        assert first.advance(15).losses == pytest.approx(losses[25:40], rel=1e-5), kind


def test_that_what_is_measured_is_of_the_newest_step() -> None:
    compiled, plain = both(experiment(), 50)
    assert compiled.evaluation.loss("train") == pytest.approx(
        plain.evaluation.loss("train"), rel=1e-5
    )
    assert compiled.evaluation.values("grid") == pytest.approx(
        plain.evaluation.values("grid"), abs=1e-5
    )
    changed = assigned(compiled.experiment, "trainer.learning_rate", "0.001")
    compiled.change(changed)
    plain.change(changed)
    assert compiled.advance(20).losses == pytest.approx(plain.advance(20).losses, rel=1e-5)


def test_that_others_are_left_to_autograd() -> None:
    assert not cache.supports(experiment(trainer__optimizer__kind="lbfgs"))
    assert not cache.supports(Experiment(dataset=LabelledDataset()))


def test_that_a_loss_that_is_no_number_is_told() -> None:
    found = small(trainer={"learning_rate": 1e12, "optimizer": {"kind": "sgd"}})
    assert not np.isfinite(learner_of(found).advance(50).losses[-1])


def test_that_any_number_of_threads_computes_the_same_bits() -> None:
    found = experiment(model__widths="[150, 90, 70]", dataset__points=120)
    one, more = learner_of(found), learner_of(found)
    for learner, threads in ((one, 1), (more, 3)):
        stepper = learner.compiled.take()
        thread_count = ThreadCount(threads)
        thread_count._choices, thread_count._trials = (threads,), []
        scratch = [stepper._network.scratch[0].copy() for _ in range(threads)]
        stepper._network = replace(stepper._network, thread_count=thread_count, scratch=scratch)
    assert np.array_equal(one.advance(100).losses, more.advance(100).losses)
    assert np.array_equal(one.compiled.take()._params, more.compiled.take()._params)
    assert torch.equal(one.evaluation.outputs("grid"), more.evaluation.outputs("grid"))


def test_that_threads_are_those_that_were_faster_lately() -> None:
    thread_count = ThreadCount(2)
    for _ in range(10):
        threads = thread_count.threads()
        thread_count.took(threads, 10, 0.1 if threads == 2 else 0.06)
    assert thread_count.threads() == 1
    for _ in range(500):  # the other core is free again
        threads = thread_count.threads()
        thread_count.took(threads, 10, 0.04 if threads == 2 else 0.06)
    assert thread_count.threads() == 2
    assert ThreadCount(1).threads() == 1


def test_that_classes_are_learned_in_the_same_way() -> None:
    found = experiment(
        dataset__kind="labelled", dataset__train_images=40, trainer__loss="cross_entropy"
    )
    random = torch.Generator().manual_seed(0)
    x = torch.randn(40, 6, generator=random)
    y = functional.one_hot(torch.randint(10, (40,), generator=random), 10).float()
    model = build(found.model, 0, 6, 10)
    twin = deepcopy(model)
    stepper = KernelStepper(found, x, y, 40)
    stepper.load(model, torch.optim.Adam(model.parameters()), 1e-3)
    batch = stepper.begin(found, np.full(300, 1e-3), None, torch.Generator(), wants_outputs=False)
    batch.do()
    optimizer = torch.optim.Adam(twin.parameters(), lr=1e-3)
    for loss in batch.losses:
        optimizer.zero_grad()
        expected = functional.cross_entropy(twin(x), y)
        expected.backward()
        optimizer.step()
        assert loss == pytest.approx(float(expected.detach()), rel=1e-5)


def test_that_networks_trained_at_once_are_what_each_is_alone(monkeypatch: Any) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    settings: list[dict[str, Any]] = [
        {},
        {"model__widths": "[200, 80]", "trainer__optimizer__kind": "rprop"},
        {"trainer__batch_size": 7, "model__dropout": 0.2},
        {"trainer__learning_rate": 1e12, "trainer__optimizer__kind": "sgd"},
        {"model__activation__kind": "relu", "trainer__seed": 5},
    ]
    found = [experiment(**values) for values in settings]
    together, alone = [learner_of(each) for each in found], [learner_of(each) for each in found]
    running = [learner.steps(90) for learner in together]
    waiting = {steps: next(steps) for steps in running}
    progress: dict[Any, StepResults] = {}
    while waiting:
        do_all(list(waiting.values()))
        for steps in list(waiting):
            try:
                waiting[steps] = next(steps)
            except StopIteration as done:
                del waiting[steps]
                progress[steps] = done.value
    assert not np.isfinite(progress[running[3]].losses[-1])
    for steps, learner in zip(running, alone, strict=True):
        expected = learner.advance(90)
        assert np.array_equal(progress[steps].losses, expected.losses, equal_nan=True)
        assert np.array_equal(progress[steps].peaks, expected.peaks, equal_nan=True)


@pytest.mark.parametrize(
    "settings",
    [
        {"model__widths": "[37, 21]"},
        {
            "model__widths": "[150]",
            "model__activation__kind": "sin",
            "model__antisymmetric": "true",
        },
        {"model__widths": "[20, 300, 20]", "model__dropout": 0.3},
    ],
)
def test_that_compiled_looks_are_those_of_the_network(settings: dict[str, Any]) -> None:
    learner = learner_of(experiment(**settings))
    learner.advance(20)
    network = learner.model.eval()
    for points in ("train", "grid"):
        seen = learner.evaluation.outputs(points)
        with torch.no_grad():
            direct = torch.cat([network(x) for x in learner.data.on_device.chunks(points)])
        assert torch.allclose(seen, direct, rtol=1e-5, atol=2e-6)
