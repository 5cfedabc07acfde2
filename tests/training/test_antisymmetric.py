"""Anti-symmetric networks, in both forms, against a loop that shares no code with the engine."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from tests.harness.learners import learner_of
from tests.samples import small
from training.catalog.presets import PRESETS, preset
from training.learner.learner import Learner
from training.settings import Experiment, Mlp
from training.setup.prepare import prepare

OLD = Path(__file__).parents[1] / "data"
STEPS = 60


def experiment(form: str, **optimizer: Any) -> Experiment:
    model = {"antisymmetric": True, "antisymmetric_form": form, "widths": [40, 30]}
    trainer = {"steps": STEPS, "learning_rate": 1e-3, "device": "cpu", "optimizer": optimizer}
    # Where all is symmetric some gradients are 0 but for rounding, which Adam makes whole steps of.
    dataset = {"points": 41, "formula": "sin(3x) + 0.4cos(2x) + 0.3x"}
    return small(model=model, trainer=trainer, dataset=dataset)


def author_s_losses(learner: Learner, form: str) -> list[float]:
    """Train two copies of the network by hand; the author negates the second output layer."""
    linears = [module for module in learner.model.modules() if isinstance(module, nn.Linear)]
    layers = [[p.detach().clone() for p in (m.weight, m.bias)] for m in linears]
    assert all(torch.equal(a[0], b[0]) for a, b in zip(layers[:3], layers[3:], strict=True))
    sign = -1.0 if form == "sum" else 1.0
    layers[-1] = [sign * values for values in layers[-1]]
    own = [values.requires_grad_() for layer in layers for values in layer]
    kind = learner.experiment.trainer.optimizer.kind
    make = torch.optim.Adam if kind == "adam" else torch.optim.SGD
    optimizer = make(own, lr=learner.experiment.trainer.learning_rate)
    data = prepare(learner.experiment).data
    x, y = (torch.tensor(v, dtype=torch.float32)[:, None] for v in (data.x_train, data.y_train))

    def one(x: Tensor, layers: list[list[Tensor]]) -> Tensor:
        *hidden, (weight, bias) = layers
        for w, b in hidden:
            x = torch.tanh(x @ w.T + b)
        return x @ weight.T + bias

    found = []
    for _ in range(STEPS):
        first, second = one(x, layers[:3]), one(x, layers[3:])
        out = first + second if form == "sum" else (first - second) / math.sqrt(2)
        loss = torch.mean((out - y) ** 2)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        found.append(loss.item())
    return found


@pytest.mark.parametrize("form", ["halved", "sum"])
@pytest.mark.parametrize("kind", ["adam", "sgd"])
@pytest.mark.parametrize("is_compiled", [True, False])
def test_that_both_forms_are_what_they_say(form: str, kind: str, is_compiled: bool) -> None:
    learner = learner_of(experiment(form, kind=kind))
    if is_compiled:
        assert learner.uses_kernel
    else:
        learner.compiled.is_there = False
    expected = author_s_losses(learner, form)
    assert learner.advance(STEPS).losses == pytest.approx(expected, rel=2e-5)


def test_that_the_forms_differ_by_the_root_of_2() -> None:
    outputs = []
    for form in ("halved", "sum"):
        learner = learner_of(experiment(form, kind="sgd"))
        learner.compiled.is_there = False
        with torch.no_grad():
            next(iter(learner.model.parameters())).mul_(1.5)
            outputs.append(learner.model(torch.linspace(-1, 1, 8)[:, None]).numpy())
    assert outputs[1] == pytest.approx(math.sqrt(2) * outputs[0], rel=1e-5)


@pytest.mark.parametrize("version", [1, 2])
def test_that_older_experiments_keep_the_halved_difference(version: int) -> None:
    values = json.loads((OLD / f"experiment-v{version}.json").read_text("utf-8"))
    values["model"]["antisymmetric"] = True
    model = Experiment.model_validate(values).model
    assert isinstance(model, Mlp)
    assert model.output_factor == math.sqrt(0.5)


def test_that_the_book_s_presets_take_the_author_s_form() -> None:
    models = [(preset(name).origin, preset(name).experiment.model) for name in PRESETS]
    forms = [m.antisymmetric_form for origin, m in models
             if origin == "book" and isinstance(m, Mlp) and m.antisymmetric]  # fmt: skip
    assert forms
    assert set(forms) == {"sum"}


def test_that_one_network_has_no_factor() -> None:
    assert Mlp().output_factor == Mlp(antisymmetric_form="sum").output_factor == 1
    assert np.isclose(Mlp(antisymmetric=True).output_factor ** 2, 0.5)
