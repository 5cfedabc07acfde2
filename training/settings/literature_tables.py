"""Literature values: final accuracies that others have published of the same experiments.

Those of the chapter's figures were read off them (+-0.01); the learning rates behind them are
unknown. The table of random labels is table 1 of Zhang et al. 2017, whose first five rows are the
chapter's figure 1.3. How a run is matched to a row: ``training.settings.literature_match``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from training.number_format import readable
from training.settings.labelled import CIFAR10
from training.text import Text


@dataclass(frozen=True, slots=True)
class Positive:
    """Any value above 0: that one was there is published, its size is not."""


SettingValues = Mapping[str, Any]
"""Values at dotted paths of an experiment, or ``Positive``; paths of ``kind`` come first."""


@dataclass(frozen=True, slots=True)
class LiteratureRun:
    """One published run: accuracies at its end, from 0 to 1, and the settings that it has.

    ``where`` tells it from the other runs of its table. ``traits`` stand under the headings of
    the table's.
    """

    name: Text
    train: float | None
    test: float
    where: SettingValues = field(default_factory=dict)
    traits: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class LiteratureValues:
    """Runs of one figure or table.

    ``conditions`` says on which data and for how long, ``where`` and the numbers of images and of
    epochs are the same as settings; of no epochs, nothing is known.
    """

    title: Text
    conditions: Text
    entries: tuple[LiteratureRun, ...]
    where: SettingValues = field(default_factory=dict)
    epochs: int | None = None
    images: int = 50_000
    traits: tuple[Text, ...] = ()


_DATA = {"dataset.classes": CIFAR10, "dataset.contents": "true"}
_TRUE = _DATA | {"dataset.label_noise": 0.0}
_RESNET = {"model.kind": "resnet18", "model.width": 1.0}


def _batch(size: int, train: float, test: float) -> LiteratureRun:
    return LiteratureRun(
        Text("batch {size}", {"size": size}), train, test, {"trainer.batch_size": size}
    )


def _dropout(probability: float, test: float) -> LiteratureRun:
    return LiteratureRun(
        Text("dropout {p}", {"p": readable(probability, 6)}),
        0.893,
        test,
        {"model.dropout": probability},
    )


def _model(name: Text, kind: str, train: float, test: float) -> LiteratureRun:
    return LiteratureRun(name, train, test, {"model.kind": kind})


def _optimizer(name: Text, kind: str, train: float, test: float) -> LiteratureRun:
    return LiteratureRun(name, train, test, {"trainer.optimizer.kind": kind})


# --- table 1 of Zhang et al. 2017 --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Network:
    """A network of the table, with its parameters: those of batch norm are not counted."""

    name: Text
    parameters: int
    where: SettingValues


_INCEPTION = _Network(
    Text("Inception"),
    1_649_402,
    {"model.kind": "small_inception", "model.width": 1.0, "model.batch_norm": True}
    | {"trainer.learning_rate": 0.1},
)
_PLAIN = _Network(
    Text("Inception without batch norm"),
    1_649_402,
    {**_INCEPTION.where, "model.batch_norm": False},
)
_ALEXNET = _Network(
    Text("AlexNet"),
    1_387_786,
    {"model.kind": "small_alexnet", "model.width": 1.0, "model.dropout": 0.0}
    | {"trainer.learning_rate": 0.01},
)


def _mlp(name: Text, parameters: int, *widths: int) -> _Network:
    where = {
        "model.kind": "mlp",
        "model.widths": widths,
        "model.activation.kind": "relu",
        "model.antisymmetric": False,
        "model.dropout": 0.0,
        "model.split": 1,
        "trainer.learning_rate": 0.01,
    }
    return _Network(name, parameters, where)


_THREE = _mlp(Text("MLP 3x512"), 1_735_178, 512, 512, 512)
_ONE = _mlp(Text("MLP 1x512"), 1_209_866, 512)
_LABELS = {0.0: Text("{model}, true labels"), 1.0: Text("{model}, random labels")}


@dataclass(frozen=True, slots=True)
class _Row:
    """Accuracies of a network in percent, with or without crop and weight decay."""

    train: float
    test: float
    crop: bool = False
    decay: bool = False
    noise: float = 0.0


def _rows(network: _Network, *rows: _Row) -> tuple[LiteratureRun, ...]:
    return tuple(_entry(network, row) for row in rows)


def _entry(network: _Network, row: _Row) -> LiteratureRun:
    where = {
        **network.where,
        "dataset.label_noise": row.noise,
        "dataset.crop": "random" if row.crop else "centre",
        "trainer.weight_decay": Positive() if row.decay else 0.0,
    }
    said = tuple(Text("yes") if value else Text("no") for value in (row.crop, row.decay))
    traits = (Text("{value}", {"value": f"{network.parameters:,}"}), *said)
    name = Text(_LABELS[row.noise].template, {"model": network.name})
    return LiteratureRun(name, row.train / 100, row.test / 100, where, traits)


# --- all of them -------------------------------------------------------------------------------

TABLES: dict[str, LiteratureValues] = {
    "random_labels": LiteratureValues(
        Text("Zhang et al. 2017, table 1 (the first five rows: figure 1.3)"),
        Text(
            "all 50,000 images, each whitened; momentum 0.9, learning rate 0.1 (Inception) or "
            "0.01, a twentieth less in each epoch"
        ),
        (
            *_rows(
                _INCEPTION,
                _Row(100, 89.05, crop=True, decay=True),
                _Row(100, 89.31, crop=True),
                _Row(100, 86.03, decay=True),
                _Row(100, 85.75),
                _Row(100, 9.78, noise=1.0),
            ),
            *_rows(_PLAIN, _Row(100, 83.00, decay=True), _Row(100, 82.00)),
            *_rows(_PLAIN, _Row(100, 10.12, noise=1.0)),
            *_rows(
                _ALEXNET,
                _Row(99.90, 81.22, crop=True, decay=True),
                _Row(99.82, 79.66, crop=True),
                _Row(100, 77.36, decay=True),
                _Row(100, 76.07),
                _Row(99.82, 9.86, noise=1.0),
            ),
            *_rows(_THREE, _Row(100, 53.35, decay=True), _Row(100, 52.39)),
            *_rows(_THREE, _Row(100, 10.48, noise=1.0)),
            *_rows(_ONE, _Row(99.80, 50.39, decay=True), _Row(100, 50.51)),
            *_rows(_ONE, _Row(99.34, 10.61, noise=1.0)),
        ),
        {
            **_DATA,
            "dataset.flip": False,
            "dataset.normalise": "image",
            "trainer.loss": "cross_entropy",
            "trainer.optimizer.kind": "momentum",
            "trainer.optimizer.momentum": 0.9,
            "trainer.schedule.kind": "epoch_decay",
            "trainer.schedule.decay": 0.95,
        },
        traits=(Text("parameters"), Text("random crop"), Text("weight decay")),
    ),
    "batch_size": LiteratureValues(
        Text("the book, figure 1.5"),
        Text("ResNet-18, all 50,000 images, 100 epochs"),
        (_batch(8, 0.977, 0.739), _batch(64, 0.780, 0.738), _batch(1024, 0.520, 0.538)),
        _RESNET | _TRUE,
        epochs=100,
    ),
    "dropout": LiteratureValues(
        Text("the book, figure 1.6"),
        Text("VGG16 without batch norm, all 50,000 images, 500 epochs; the three curves coincide"),
        (_dropout(0.001, 0.851), _dropout(0.01, 0.851), _dropout(0.1, 0.851)),
        {"model.kind": "vgg16", "model.width": 1.0, "model.batch_norm": False} | _TRUE,
        epochs=500,
    ),
    "architecture": LiteratureValues(
        Text("the book, figure 1.7"),
        Text("all 50,000 images, 100 epochs"),
        (
            _model(Text("Two-layer CNN"), "two_layer_cnn", 0.525, 0.557),
            _model(Text("ResNet-18"), "resnet18", 0.778, 0.728),
            _model(Text("VGG11"), "vgg11", 0.801, 0.776),
        ),
        {"model.width": 1.0} | _TRUE,
        epochs=100,
    ),
    "optimizer": LiteratureValues(
        Text("the book, figure 1.8"),
        Text("ResNet-18, all 50,000 images, 100 epochs"),
        (
            _optimizer(Text("Adam"), "adam", 0.970, 0.845),
            _optimizer(Text("SGD"), "sgd", 0.781, 0.744),
            _optimizer(Text("Rprop"), "rprop", 0.595, 0.607),
        ),
        _RESNET | _TRUE,
        epochs=100,
    ),
}
