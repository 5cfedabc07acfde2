"""Numbers that others have published of the same experiments, to stand beside one's own.

Those of the chapter's figures were read off them (+-0.01); the learning rates behind them are
unknown. The table of random labels is table 1 of Zhang et al. 2017, the chapter's figure 1.3.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from training.number_format import readable
from training.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One published run: accuracies at its end, from 0 to 1, and the settings that it has.

    ``where``: dotted paths of an experiment, and values; a run of ours that has them is of the
    same kind.
    """

    name: Text
    train: float | None
    test: float
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """Runs of one figure or table."""

    title: Text
    conditions: Text
    """On which data, for how long."""
    entries: tuple[Entry, ...]


def _batch(size: int, train: float, test: float) -> Entry:
    return Entry(Text("batch {size}", {"size": size}), train, test, {"trainer.batch_size": size})


def _dropout(probability: float, test: float) -> Entry:
    return Entry(
        Text("dropout {p}", {"p": readable(probability, 6)}),
        0.893,
        test,
        {"model.dropout": probability},
    )


def _model(name: Text, kind: str, train: float, test: float) -> Entry:
    return Entry(name, train, test, {"model.kind": kind})


def _optimizer(name: Text, kind: str, train: float, test: float) -> Entry:
    return Entry(name, train, test, {"trainer.optimizer.kind": kind})


def _table(name: Text, model: Mapping[str, Any], noise: float, train: float, test: float) -> Entry:
    where = {**model, "dataset.label_noise": noise, "dataset.crop": "centre"}
    named = {"model": name}
    true, random = Text("{model}, true labels", named), Text("{model}, random labels", named)
    return Entry(random if noise else true, train / 100, test / 100, where)


_INCEPTION = {"model.kind": "small_inception", "model.batch_norm": True}
_PLAIN = {"model.kind": "small_inception", "model.batch_norm": False}
_ALEXNET = {"model.kind": "small_alexnet"}
_THREE = {"model.kind": "mlp", "model.widths": (512, 512, 512)}
_ONE = {"model.kind": "mlp", "model.widths": (512,)}
_TRUE, _RANDOM = 0.0, 1.0

TABLES: dict[str, Published] = {
    "random_labels": Published(
        Text("Zhang et al. 2017, table 1 (figure 1.3)"),
        Text("all 50,000 images, no augmentation, no weight decay"),
        (
            _table(Text("Inception"), _INCEPTION, _TRUE, 100, 85.75),
            _table(Text("Inception"), _INCEPTION, _RANDOM, 100, 9.78),
            _table(Text("Inception without batch norm"), _PLAIN, _TRUE, 100, 82.00),
            _table(Text("Inception without batch norm"), _PLAIN, _RANDOM, 100, 10.12),
            _table(Text("AlexNet"), _ALEXNET, _TRUE, 100, 76.07),
            _table(Text("AlexNet"), _ALEXNET, _RANDOM, 99.82, 9.86),
            _table(Text("MLP 3x512"), _THREE, _TRUE, 100, 52.39),
            _table(Text("MLP 3x512"), _THREE, _RANDOM, 100, 10.48),
            _table(Text("MLP 1x512"), _ONE, _TRUE, 100, 50.51),
            _table(Text("MLP 1x512"), _ONE, _RANDOM, 99.34, 10.61),
        ),
    ),
    "batch_size": Published(
        Text("the book, figure 1.5"),
        Text("ResNet-18, all 50,000 images, 100 epochs"),
        (_batch(8, 0.977, 0.739), _batch(64, 0.780, 0.738), _batch(1024, 0.520, 0.538)),
    ),
    "dropout": Published(
        Text("the book, figure 1.6"),
        Text("VGG16, all 50,000 images, 500 epochs; the three curves coincide"),
        (_dropout(0.001, 0.851), _dropout(0.01, 0.851), _dropout(0.1, 0.851)),
    ),
    "architecture": Published(
        Text("the book, figure 1.7"),
        Text("all 50,000 images, 100 epochs"),
        (
            _model(Text("Two-layer CNN"), "two_layer_cnn", 0.525, 0.557),
            _model(Text("ResNet-18"), "resnet18", 0.778, 0.728),
            _model(Text("VGG11"), "vgg11", 0.801, 0.776),
        ),
    ),
    "optimizer": Published(
        Text("the book, figure 1.8"),
        Text("ResNet-18, all 50,000 images, 100 epochs"),
        (
            _optimizer(Text("Adam"), "adam", 0.970, 0.845),
            _optimizer(Text("SGD"), "sgd", 0.781, 0.744),
            _optimizer(Text("Rprop"), "rprop", 0.595, 0.607),
        ),
    ),
}
