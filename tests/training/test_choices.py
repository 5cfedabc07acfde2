"""Of each activation, optimizer and loss: PyTorch, the compiled kernel and the script agree."""

import contextlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numba import njit
from torch import nn
from torch.nn import functional

from app.export.script.network import network_code
from app.export.script.write import script
from tests.harness.learners import learner_of
from tests.samples import small
from training.learner.autograd import loss_function
from training.learner.kernel import cache, choosers
from training.learner.kernel.simd import LANES
from training.learner.kernel.tiles import address
from training.learner.models.activations import function
from training.settings import Experiment, Mlp, Trainer, choices
from training.settings.assign import assigned
from training.settings.base import union_members
from training.settings.choices.activations import ACTIVATIONS, ActivationSettings, Tanh
from training.settings.choices.losses import LOSSES, LossName
from training.settings.choices.optimizer_base import OptimizerSettings
from training.settings.choices.optimizers import OPTIMIZERS

COUNT = 64 * LANES
POINTS = np.linspace(-6, 6, COUNT, dtype=np.float32)
"""None of them where a derivative jumps."""


@njit
def compiled(kind: Any, values: Any, slopes: Any, number: Any, count: Any) -> None:
    z = address(values)
    choosers.activate(kind, z, address(slopes), z, z, address(number), count)


@njit
def compiled_loss(kind: Any, z: Any, y: Any, errors: Any, factor: Any, found: Any) -> None:
    points, outputs = z.shape
    choosers.compare_points(
        kind, address(z), address(errors), outputs, address(y), outputs, factor, 0, points,
        address(found),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_that_an_activation_is_the_same_to_pytorch_kernel_and_script(
    kind: type[ActivationSettings],
) -> None:
    chosen: Any = kind()
    z = torch.from_numpy(POINTS.copy()).requires_grad_()
    value = function(chosen)(z)
    value.sum().backward()
    assert z.grad is not None
    names: dict[str, Any] = {"torch": torch, "nn": nn, "np": np}
    exec("import math\n\n" + "\n".join(network_code(Mlp(activation=chosen), 1, 1)), names)
    assert torch.equal(names["activation"](z), value)
    if kind.kernel is not None:
        number, *_ = choosers.numbers_of(chosen, Trainer())
        values, slopes = POINTS.copy(), np.empty_like(POINTS)
        given = np.full(1, chosen.kernel_number, dtype=np.float32)
        compiled(number, values, slopes, given, COUNT // LANES)
        assert values == pytest.approx(value.detach().numpy(), rel=2e-6, abs=1e-6)
        assert slopes == pytest.approx(z.grad.numpy(), rel=2e-6, abs=2e-6)


def of_optimizer(kind: type[OptimizerSettings]) -> Experiment:
    trainer = {"optimizer": {"kind": kind().kind}, "weight_decay": 1e-3, "learning_rate": 1e-3}
    return small(trainer={**trainer, "batch_size": 8, "device": "cpu"})


def by_script(experiment: Experiment, steps: int) -> list[float]:
    """Run the script, and return the training losses that it prints."""
    text = script("test", steps, [(0, experiment)], "test.py")
    names: dict[str, Any] = {"__name__": "test"}
    exec(text, names)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        names["main"]()
    return [float(row.split(",")[1]) for row in printed.getvalue().splitlines()[1:]]


def by_learner(experiment: Experiment, steps: int) -> list[float]:
    learner = learner_of(experiment)
    losses = [learner.evaluation.loss("train")]
    for _ in range(steps):
        learner.advance(1)
        losses.append(learner.evaluation.loss("train"))
    return losses


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_that_an_optimizer_goes_the_same_way_in_pytorch_kernel_and_script(
    kind: type[OptimizerSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = of_optimizer(kind)
    assert cache.supports(experiment) == (kind.kernel is not None)
    ours = by_learner(experiment, 40)
    with monkeypatch.context() as patched:
        patched.setattr(kind, "kernel", None)  # then PyTorch trains
        plain = by_learner(experiment, 40)
    assert ours == pytest.approx(plain, rel=1e-5)
    assert by_script(experiment, 40) == pytest.approx(plain, rel=1e-5)
    assert plain[-1] != plain[0]


@pytest.mark.parametrize("name", LOSSES)
def test_that_a_loss_is_the_same_to_pytorch_and_kernel(name: LossName) -> None:
    random = torch.Generator().manual_seed(0)
    z, y = 3 * torch.randn(20, 4, generator=random), torch.randn(20, 4, generator=random)
    if LOSSES[name].is_of_classes:
        y = functional.one_hot(y.argmax(dim=1), 4).float()
    z.requires_grad_()
    trainer = Trainer(loss=name)
    expected = loss_function(trainer)(z, y)
    expected.backward()
    assert z.grad is not None
    if LOSSES[name].kernel is None:
        return
    *_, number = choosers.numbers_of(Tanh(), trainer)
    count = len(z) if LOSSES[name].is_of_classes else z.numel()
    errors, each = np.empty((20, 4), dtype=np.float32), np.empty(20, dtype=np.float32)
    compiled_loss(number, z.detach().numpy(), y.numpy(), errors, np.float32(1 / count), each)
    assert each.sum() / count == pytest.approx(float(expected.detach()), rel=1e-6)
    assert errors == pytest.approx(z.grad.numpy(), rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("name", [name for name in LOSSES if not LOSSES[name].is_of_classes])
def test_that_a_script_has_the_loss_that_was_trained_with(name: LossName) -> None:
    experiment = small(trainer={"loss": name, "device": "cpu"})
    assert by_script(experiment, 20) == pytest.approx(by_learner(experiment, 20), rel=1e-5)


@pytest.mark.parametrize("kind", [*ACTIVATIONS, *OPTIMIZERS])
def test_that_what_has_no_formula_for_the_kernel_is_left_to_pytorch(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "model.activation.kind" if issubclass(kind, ActivationSettings) else (
        "trainer.optimizer.kind"
    )  # fmt: skip
    experiment = assigned(small(trainer={"device": "cpu"}), path, kind().kind)
    monkeypatch.setattr(kind, "kernel", None)
    learner = learner_of(experiment)
    assert not learner.uses_kernel
    assert np.isfinite(learner.advance(3).losses).all()


def test_that_formulas_stand_where_the_kernel_notices_their_changes() -> None:
    """It is compiled anew where a source of its own package or of this one is another."""
    formulas: list[Any] = [
        each.kernel.formula for each in (*ACTIVATIONS, *OPTIMIZERS) if each.kernel is not None
    ]
    formulas += [loss.kernel for loss in LOSSES.values() if loss.kernel is not None]
    folder = Path(choices.__file__).parent
    assert all(Path(each.__code__.co_filename).parent == folder for each in formulas)


def test_that_a_form_offers_all_that_there_is() -> None:
    assert (*union_members(Mlp.model_fields["activation"]).values(),) == ACTIVATIONS
    assert (*union_members(Trainer.model_fields["optimizer"]).values(),) == OPTIMIZERS
