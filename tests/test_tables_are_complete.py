"""Walks every table: each entry builds, trains two steps, round-trips, and has its texts."""

from typing import Any, get_args

import numpy as np
import pytest
import torch
from pydantic.fields import FieldInfo

from app.window.actions import ACTIONS, MENUS, TRANSPORT
from app.window.menus import SUBMENUS
from tests.samples import curves, run, small
from training.catalog.presets import PRESETS, preset
from training.engine.readings import LIVE, SCHEDULED
from training.learner.models import build
from training.learner.models.activations import function
from training.learner.models.convolutional import MODULES
from training.messages.announcements import End
from training.messages.readings import Series
from training.settings import (
    ElephantDataset,
    Experiment,
    LabelledDataset,
    MatrixDataset,
    Mlp,
    Settings,
    SumDataset,
    Trainer,
)
from training.settings.assign import validated
from training.settings.base import union_members
from training.settings.choices.activations import Hat, Ricker
from training.settings.choices.losses import LOSSES, LossName
from training.settings.image_models import ImageModel
from training.settings.literature import TABLE_NAMES
from training.settings.literature_tables import TABLES
from training.settings.model import DefaultInit
from training.settings.network_plans import Layer
from training.settings.simple_models import FactoredModel, FilterModel, LinearModel, MatrixModel
from training.settings.stds import NORMAL
from training.settings.words import find_field
from training.setup.races import experiments
from training.text import Problem
from widgets.views import VIEWS


def kinds(model: type[Settings], field: str) -> dict[str, type[Settings]]:
    return union_members(model.model_fields[field])


CASES = [
    *(("trainer", "optimizer", kind) for kind in kinds(Trainer, "optimizer")),
    *(("model", "activation", kind) for kind in kinds(Mlp, "activation")),
    *(("model", "initialisation", kind) for kind in kinds(Mlp, "initialisation")),
    *(("trainer", "loss", loss) for loss in LOSSES if not LOSSES[loss].is_of_classes),
]
MODELS = (
    (LinearModel(), SumDataset(dimension=4, relevant=2)),
    (FactoredModel(std=0.1), SumDataset(dimension=4, relevant=2)),
    (MatrixModel(std=0.1), MatrixDataset()),
    (FilterModel(size=2), SumDataset(dimension=5)),
)


@pytest.mark.parametrize(("model", "dataset"), MODELS)
def test_that_each_model_trains_and_has_the_parameters_it_says(
    model: Settings, dataset: Settings
) -> None:
    experiment = Experiment(
        model=model,
        dataset=dataset,
        trainer=Trainer(steps=5, batch_size=3),  # type: ignore[arg-type]
    )
    assert Experiment.model_validate_json(experiment.model_dump_json()) == experiment
    messages = run(experiment)
    assert messages[-1].reason is End.FINISHED
    losses = curves(messages)[Series.TRAIN_LOSS].values
    assert np.isfinite(losses).all()
    assert losses[0] != losses[-1]
    module = build(model, 0, experiment.dataset.inputs, experiment.dataset.outputs)
    assert experiment.parameter_count == sum(p.numel() for p in module.parameters())


@pytest.mark.parametrize(
    ("model", "dataset", "words"),
    [
        (MatrixModel(), SumDataset(dimension=5), "square matrix"),
        (LinearModel(), ElephantDataset(), "one output"),
        (FilterModel(size=9), SumDataset(dimension=5), "looks at 9"),
    ],
)
def test_that_a_model_that_does_not_fit_the_data_has_a_sentence(
    model: Settings, dataset: Settings, words: str
) -> None:
    with pytest.raises(Problem, match=words):
        validated({"model": model.model_dump(), "dataset": dataset.model_dump()}, "test")


@pytest.mark.parametrize(("part", "field", "kind"), CASES)
@pytest.mark.parametrize("extra", [{}, {"weight_decay": 0.01, "batch_size": 5}])
def test_that_each_choice_trains_two_steps_and_survives_json(
    part: str, field: str, kind: str, extra: dict[str, Any]
) -> None:
    value = kind if field == "loss" else {"kind": kind}
    changes: dict[str, Any] = {"trainer": {"steps": 2, **extra}}
    changes[part] = {**changes.get(part, {}), field: value}
    experiment = small(**changes)
    assert Experiment.model_validate_json(experiment.model_dump_json()) == experiment
    messages = run(experiment)
    assert messages[-1].reason is End.FINISHED
    losses = curves(messages)[Series.TRAIN_LOSS].values
    assert np.isfinite(losses).all()
    if kind != "normal_gamma":
        assert losses[0] != losses[-1]


def shortened(experiment: Experiment) -> Experiment:
    """Two steps; of images a narrow network and a small batch."""
    trainer = experiment.trainer.evolve(steps=2)
    if isinstance(experiment.dataset, LabelledDataset):
        trainer = trainer.evolve(batch_size=16)
        few = {"train_images": 100, "test_images": 100}
        dataset = experiment.dataset.evolve(**few)
        experiment = experiment.evolve(dataset=dataset)
    if isinstance(experiment.model, ImageModel):
        narrow = experiment.model.evolve(width=0.0625)
        experiment = experiment.evolve(model=narrow)
    return experiment.evolve(trainer=trainer)


@pytest.mark.usefixtures("downloaded")
@pytest.mark.parametrize("name", PRESETS)
def test_that_each_preset_trains_two_steps_and_says_what_it_is(name: str) -> None:
    entry = preset(name)
    assert entry.title
    assert entry.description.endswith(".")
    if entry.origin == "ours":
        assert "ours" in entry.description
    assert entry.race is None or len(experiments(entry.race, entry.experiment)) > 1
    messages = run(shortened(entry.experiment))
    assert messages[-1].reason is End.FINISHED


def test_that_published_tables_can_be_chosen_and_name_settings_that_exist() -> None:
    assert {*TABLES, "none"} == set(TABLE_NAMES)
    for table in TABLES.values():
        for entry in table.entries:
            assert 0 < entry.test <= 1
            assert len(entry.traits) == len(table.traits)
            assert all(find_field(path) for path in {**entry.where, **table.where})


def test_that_plans_and_modules_name_the_same_layers() -> None:
    assert {kind.__name__ for kind in MODULES} == {k.__name__ for k in Layer.__subclasses__()}


def test_that_settings_and_builders_name_the_same_choices() -> None:
    assert {*NORMAL, DefaultInit} == set(kinds(Mlp, "initialisation").values())
    assert set(LOSSES) == set(get_args(LossName))


def all_fields(model: type[Settings], seen: set[type]) -> list[tuple[str, FieldInfo]]:
    if model in seen:
        return []
    seen.add(model)
    found = []
    for name, field in model.model_fields.items():
        members = [*union_members(field).values()]
        if isinstance(field.annotation, type) and issubclass(field.annotation, Settings):
            members.append(field.annotation)
        if name != "kind" and model.__name__ != "Scale":
            found.append((f"{model.__name__}.{name}", field))
        for member in members:
            found += all_fields(member, seen)
    return found


@pytest.mark.parametrize(("name", "field"), all_fields(Experiment, set()))
def test_that_each_setting_has_a_label_a_help_text_and_knows_if_it_is_live(
    name: str, field: FieldInfo
) -> None:
    assert field.title, name
    assert field.description, name
    assert field.description.endswith((".", "...")), name
    extra: Any = field.json_schema_extra
    assert isinstance(extra["live"], bool), name


def test_that_each_view_watches_readings_that_exist() -> None:
    from training.messages.readings import BestFit, PeakReading

    for view in VIEWS:
        assert view.needs <= {*LIVE, PeakReading, BestFit}
    assert set(SCHEDULED) == set(Series) - {Series.BATCH_LOSS, Series.SECONDS}
    assert len({(view.key, view.draws) for view in VIEWS}) == len(VIEWS)


def test_that_each_action_has_texts_and_shortcuts_are_unique() -> None:
    shortcuts = [shortcut for info in ACTIONS.values() for shortcut in info.shortcuts]
    assert len(shortcuts) == len(set(shortcuts))
    assert all(info.text and info.tip.endswith(".") for info in ACTIONS.values())
    special = {"-", "views", *SUBMENUS}
    in_menus = {key for keys in MENUS.values() for key in keys} - special
    assert in_menus == set(ACTIONS)
    assert set(TRANSPORT) <= set(ACTIONS)


def test_that_the_wavelet_is_the_one_of_the_author() -> None:
    z = torch.linspace(-1, 1, 101)
    a = 0.3
    expected = 2 / (30 * a) * np.pi**0.25 * (1 - (z / a) ** 2) * torch.exp(-0.5 * (z / a) ** 2)
    assert torch.allclose(function(Ricker(a=a))(z), expected)
    assert function(Hat())(torch.tensor([-1.0, 0.5, 1.0, 1.5, 3.0])).tolist() == [0, 0.5, 1, 0.5, 0]
