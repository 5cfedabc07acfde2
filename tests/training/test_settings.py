import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from pydantic import ValidationError

from tests.harness.experiments import experiments
from training.data.datasets import load
from training.settings import (
    Experiment,
    FormulaDataset,
    Mlp,
    PointsDataset,
    Trainer,
    differences,
    is_live,
    problems,
)
from training.settings.assign import assigned
from training.settings.image_models import Vgg11
from training.settings.model import NormalGammaInit, NormalInit
from training.settings.stds import warning
from training.settings.words import difference_text, value_text


@given(experiments)
def test_that_an_experiment_survives_json(experiment: Experiment) -> None:
    assert Experiment.model_validate_json(experiment.model_dump_json()) == experiment


@pytest.mark.parametrize(
    ("values", "path", "words"),
    [
        ({"dataset": {"kind": "formula", "formula": "sin(x"}}, "dataset.formula", "not a complete"),
        ({"dataset": {"kind": "formula", "low": 3, "high": 1}}, "dataset.high", "to the right"),
        ({"dataset": {"kind": "nope"}}, "dataset.kind", "not known"),
        ({"model": {"widths": [0]}}, "model.widths.0", "at least 1"),
        ({"model": {"widths": []}}, "model.widths", "at least 1"),
        ({"trainer": {"learning_rate": 0}}, "trainer.learning_rate", "greater than 0"),
        (
            {"trainer": {"optimizer": {"kind": "adam", "beta1": 1}}},
            "trainer.optimizer.beta1",
            "less",
        ),
        ({"trainer": {"bogus": 1}}, "trainer.bogus", "no setting"),
        ({"trainer": {"steps": 1.5}}, "trainer.steps", "whole number"),
        ({"nonsense": 1}, "nonsense", "no setting"),
    ],
)
def test_that_what_is_wrong_is_named_with_its_path(
    values: dict[str, Any], path: str, words: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Experiment.model_validate(values)
    found = {".".join(p): str(text) for p, text in problems(caught.value, Experiment)}
    assert words in found[path]


def test_that_the_schema_names_units_and_what_is_live() -> None:
    schema = Experiment.model_json_schema()
    trainer = schema["$defs"]["Trainer"]["properties"]
    assert trainer["learning_rate"]["live"] is True
    assert trainer["seed"]["live"] is False
    assert schema["$defs"]["Mlp"]["properties"]["widths"]["unit"] == "neurons"
    json.dumps(schema)


def test_that_changes_tell_what_needs_a_restart() -> None:
    old = Experiment()
    live = Experiment(trainer=Trainer(learning_rate=1e-3, batch_size=10))
    assert {d.path for d in differences(old, live)} == {
        "trainer.learning_rate", "trainer.batch_size",
    }  # fmt: skip
    assert is_live(old, live)
    assert is_live(old, Experiment(dataset=PointsDataset()))
    assert not is_live(old, Experiment(model=Mlp(widths=(3,))))
    assert not is_live(old, Experiment(trainer=Trainer(seed=1)))


def test_that_differences_are_told_in_words() -> None:
    new = Experiment(
        dataset=PointsDataset(),
        model=Mlp(widths=(3,), bias=False),
        trainer=Trainer(learning_rate=1e-3, batch_size=10, loss="huber"),
    )
    assert [str(difference_text(d)) for d in differences(Experiment(), new)] == [
        "Dataset Formula → Own points",
        "Hidden widths 200, 200, 200, 100 → 3",
        "Hidden biases on → off",
        "Learning rate 2×10⁻⁴ → 0.001",
        "Batch size all points → 10",
        "Loss mean squared error → Huber",
    ]


@given(experiments, experiments)
def test_that_any_difference_can_be_told(old: Experiment, new: Experiment) -> None:
    for difference in differences(old, new):
        assert str(difference_text(difference))


@pytest.mark.parametrize("antisymmetric", [False, True])
@pytest.mark.parametrize("bias", [False, True])
def test_that_parameters_are_counted_as_torch_counts_them(antisymmetric: bool, bias: bool) -> None:
    from training.learner.models import build

    settings = Mlp(widths=(7, 5, 3), antisymmetric=antisymmetric, bias=bias)
    module = build(settings, 0)
    assert settings.count_parameters() == sum(p.numel() for p in module.parameters())


def test_that_the_known_networks_have_the_known_counts() -> None:
    assert Mlp().count_parameters() == 101_001
    assert Mlp(widths=(500,) * 4).count_parameters() == 753_001


def test_that_weights_too_small_for_32_bits_are_warned_of() -> None:
    assert warning(Mlp()) is None
    tiny = Mlp(widths=(1000,), initialisation=NormalGammaInit(gamma=20.0))
    assert "0 in 32-bit" in str(warning(tiny))
    assert warning(Mlp(widths=(50,), initialisation=NormalGammaInit(gamma=4.0))) is None
    assert "1.0e-40" in str(warning(Mlp(initialisation=NormalInit(std=1e-40))))


def test_that_a_frequency_beyond_the_aliasing_limit_is_named() -> None:
    dataset = FormulaDataset(formula="sin(v x)", v=16.0, points=21, low=-math.pi, high=math.pi)
    (note,) = load(dataset).notes
    assert note.values == {"omega": "16", "limit": "10", "alias": "4"}
    x = np.linspace(-math.pi, math.pi, 21)
    assert np.allclose(np.sin(16 * x), -np.sin(4 * x))  # they are the same points indeed
    assert load(dataset.evolve(v=9.0)).notes == ()
    assert load(dataset.evolve(formula="sin(x)")).notes == ()


def test_that_another_kind_keeps_what_both_share() -> None:
    images = {"kind": "labelled"}
    narrow = {"kind": "resnet18", "width": 0.25, "stem": "7x7"}
    experiment = Experiment.model_validate({"dataset": images, "model": narrow})
    other = assigned(experiment, "model.kind", "vgg11")
    assert other.model.model_dump() == {**Vgg11(width=0.25).model_dump()}
    assert assigned(other, "model.kind", "mlp").model.kind == "mlp"


def test_that_a_seed_is_told_with_all_its_digits() -> None:
    assert str(value_text("trainer.seed", 123456789)) == "123,456,789"
    assert str(value_text("trainer.learning_rate", 1e-5)) == "10⁻⁵"
    assert str(value_text("trainer.batch_size", 0)) == "all points"
