"""Labelled images: which are taken, and with which labels."""

import numpy as np

from training.data.collections import CollectionError, open_collection
from training.data.collections.collection import Labels, Subset
from training.data.collections.corruptions import balanced, noisy
from training.data.datasets.build import DataError, load
from training.data.kinds import LabelledData
from training.data.sources import SourceError
from training.settings import LabelledDataset
from training.text import Text

MOST_PROBED = 2000
"""Training images on which loss and accuracy are measured, at most."""


@load.register
def load_labelled(settings: LabelledDataset) -> LabelledData:
    """Choose images of a collection, and draw labels where they are to be noisy."""
    try:
        collection = open_collection(settings.path)
    except (SourceError, CollectionError) as error:
        raise DataError(error.text.template, **error.text.values) from None
    numbers = _numbers(settings.classes, collection.names)
    seeds = np.random.default_rng(settings.seed).spawn(2)
    train, true = _chosen(collection.train, numbers, settings.train_images, seeds[0])
    test, labels = _chosen(collection.test, numbers, settings.test_images, seeds[1])
    if not len(train):
        raise DataError("There is no training image of these classes.")
    given = noisy(true, settings)
    probe = np.arange(min(len(train), max(len(test), MOST_PROBED // 2), MOST_PROBED))
    notes = (*collection.notes, *_notes(train, test, collection.train, given != true, probe))
    return LabelledData(settings, collection, train, test, given, true, labels, probe, notes=notes)


def _numbers(wanted: tuple[str, ...], names: tuple[str, ...]) -> Labels:
    """Map each class of the collection to its place among the wanted ones, or to -1."""
    unknown = [name for name in wanted if name not in names]
    if unknown:
        raise DataError(
            "There is no class “{name}” here. There are: {names}.",
            name=unknown[0], names=", ".join(names),
        )  # fmt: skip
    return np.array([wanted.index(n) if n in wanted else -1 for n in names], dtype=np.int64)


def _chosen(
    part: Subset, numbers: Labels, count: int, random: np.random.Generator
) -> tuple[Labels, Labels]:
    """Return which images are taken, and their classes."""
    labels = numbers[part.labels]
    candidates = np.flatnonzero(labels >= 0)
    chosen = candidates[balanced(labels[candidates], count, random)]
    return chosen, labels[chosen]


def _notes(
    train: Labels,
    test: Labels,
    whole: Subset,
    is_wrong: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    probe: Labels,
) -> list[Text]:
    counts = {"train": f"{len(train):,}", "test": f"{len(test):,}", "all": f"{len(whole):,}"}
    notes = [Text("{train} training images of {all}, {test} test images.", counts)]
    if is_wrong.any():
        values = {"count": f"{int(is_wrong.sum()):,}"}
        notes.append(Text("{count} training labels are wrong.", values))
    if len(probe) < len(train):
        values = {"count": f"{len(probe):,}"}
        notes.append(Text("Training loss and accuracy are measured on {count} of them.", values))
    return notes
