"""Randomised images and labels, after Zhang et al. 2017."""

from collections.abc import Callable

import numpy as np

from training.data.collections.collection import Labels, Pixels
from training.settings.labelled import LabelledDataset

Random = np.random.Generator


def _shuffled(pixels: Pixels, random: Random, _: Random) -> Pixels:
    """Apply one permutation of pixels to all images; channels stay together."""
    order = random.permutation(pixels.shape[1] * pixels.shape[2])
    return pixels.reshape(len(pixels), -1, 3)[:, order].reshape(pixels.shape)


def _shuffled_each(pixels: Pixels, _: Random, random: Random) -> Pixels:
    """Apply a permutation of its own to each image."""
    flat = pixels.reshape(len(pixels), -1, 3)
    order = random.random(flat.shape[:2], dtype=np.float32).argsort(axis=1)
    return np.take_along_axis(flat, order[:, :, None], axis=1).reshape(pixels.shape)


def _noise(pixels: Pixels, _: Random, random: Random) -> Pixels:
    """Draw normal noise with each channel's mean and standard deviation, clipped to 0 to 255."""
    mean, std = (f(pixels, axis=(0, 1, 2), dtype=np.float64) for f in (np.mean, np.std))
    drawn = random.standard_normal(pixels.shape, dtype=np.float32)
    drawn *= std.astype(np.float32)
    drawn += mean.astype(np.float32)
    return np.clip(np.rint(drawn), 0, 255).astype(np.uint8)


CHANGES: dict[str, Callable[[Pixels, Random, Random], Pixels]] = {
    "true": lambda pixels, *_: pixels,
    "shuffled": _shuffled,
    "random": _shuffled_each,
    "gaussian": _noise,
}


def changed(pixels: Pixels, dataset: LabelledDataset, *, is_test: bool) -> Pixels:
    """Return images as the dataset wants them; training and test images are shuffled alike."""
    if dataset.contents == "true" or not len(pixels):
        return pixels
    common, train, test = np.random.default_rng([dataset.seed, 1]).spawn(3)
    return CHANGES[dataset.contents](pixels, common, test if is_test else train)


def noisy(labels: Labels, dataset: LabelledDataset) -> Labels:
    """Replace each label with probability p by one drawn from all classes, fixed by the seed.

    Labels replaced at a small p are replaced at any larger p too.
    """
    random = np.random.default_rng([dataset.seed, 2])
    is_replaced = random.random(len(labels)) < dataset.label_noise
    drawn = random.integers(len(dataset.classes), size=len(labels))
    return np.where(is_replaced, drawn, labels)


def balanced(labels: Labels, count: int, random: Random) -> Labels:
    """Draw images in equal parts of each class, in random order; 0 takes all.

    Classes that have too few give what they have.
    """
    order = random.permutation(len(labels))
    if not count or count >= len(labels):
        return order
    shuffled = labels[order]
    # Rank of each image within its class, in the drawn order.
    place = np.empty(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        members = np.flatnonzero(shuffled == label)
        place[members] = np.arange(len(members))
    first = np.lexsort((np.arange(len(labels)), place))[:count]
    return order[np.sort(first)]
