"""File formats of collections: CIFAR-10's binary and python versions, folders of images."""

import io
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from PIL import Image, UnidentifiedImageError

from training.data.collections.collection import CollectionError, Labels, Pixels, Progress, Subset
from training.data.collections.trees import Tree
from training.data.collections.unpickle import read_pickle
from training.settings.labelled import CIFAR10, SIDE
from training.text import Text

PIXELS = 3 * SIDE * SIDE
RECORD = 1 + PIXELS
IMAGES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp")
IMAGE_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP")
TEST_FOLDERS, TRAIN_FOLDERS = ("test", "val", "valid", "validation"), ("train", "training")
MOST_SIDE = 20_000
NAMED = 5
"""Unreadable files that a note lists by name at most."""
TEST_SHARE = 6
"""Every 6th image is a test image where a folder has no test set."""
EVERY = 200
"""Images between two calls of ``progress``."""


Read = Callable[[bytes, str], Subset]
"""Reads a batch of CIFAR-10; the name is for error messages."""


@dataclass(frozen=True, slots=True, eq=False)
class CollectionContents:
    """What was read: see ``Collection``."""

    names: tuple[str, ...]
    train: Subset
    test: Subset
    notes: tuple[Text, ...] = ()


def read_contents(tree: Tree, progress: Progress) -> CollectionContents:
    """Detect the format of a tree and read it.

    Raises
    ------
    CollectionError
        When it holds nothing known, or what it holds is damaged.
    """
    names = tree.names()
    by_name = {PurePosixPath(name).name: name for name in names}
    for ending, read in ((".bin", _records), ("", _pickled)):
        train = [by_name[f"data_batch_{n}{ending}"] for n in range(1, 6)
                 if f"data_batch_{n}{ending}" in by_name]  # fmt: skip
        test = by_name.get(f"test_batch{ending}")
        if train or test:
            return _batches(tree, train, test, read, progress)
    return _images(tree, names, progress)


# --- CIFAR-10 ----------------------------------------------------------------------------------


def _batches(
    tree: Tree, train: Sequence[str], test: str | None, read: Read, progress: Progress
) -> CollectionContents:
    if not train or test is None:
        raise CollectionError(
            "CIFAR-10 is not complete here: it needs data_batch_1 ... and test_batch."
        )
    parts, total = [], len(train) + 1
    for number, name in enumerate([*train, test]):
        progress(number, total)
        parts.append(read(tree.read(name), name))
    progress(total, total)
    notes: tuple[Text, ...] = ()
    if len(train) < 5:
        notes = (Text("Only {count} of 5 training batches are here.", {"count": len(train)}),)
    pixels = np.concatenate([part.pixels for part in parts[:-1]])
    return CollectionContents(
        CIFAR10, Subset(pixels, np.concatenate([p.labels for p in parts[:-1]])), parts[-1], notes
    )


def _records(content: bytes, name: str) -> Subset:
    """Read the binary version: records of a label and 3,072 pixels, colour by colour."""
    if not content or len(content) % RECORD:
        raise CollectionError(
            "“{name}” has {size:,} bytes, which is no whole number of CIFAR-10's records of "
            "{record:,}. It is cut off or of another kind.",
            name=name, size=len(content), record=RECORD,
        )  # fmt: skip
    records = np.frombuffer(content, dtype=np.uint8).reshape(-1, RECORD)
    return Subset(_by_pixel(records[:, 1:]), _checked(records[:, 0].astype(np.int64), name))


def _pickled(content: bytes, name: str) -> Subset:
    """Read the python version: a pickle of a dict with ``data`` and ``labels``."""
    batch = read_pickle(content, name)
    data, labels = batch.get(b"data"), batch.get(b"labels")
    if not isinstance(data, np.ndarray) or data.ndim != 2 or data.shape[1] != PIXELS:
        raise CollectionError("“{name}” has no images of CIFAR-10 in it.", name=name)
    if not isinstance(labels, list) or len(labels) != len(data) or not len(data):
        raise CollectionError("“{name}” does not have one label for each image.", name=name)
    if not all(isinstance(label, int) and abs(label) < 2**31 for label in labels):
        raise CollectionError("“{name}” has labels that are no numbers.", name=name)
    return Subset(_by_pixel(data), _checked(np.array(labels, dtype=np.int64), name))


def _by_pixel(rows: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Pixels:
    """Turn (n, 3072), colour by colour, to (n, 32, 32, 3)."""
    pixels = np.empty((len(rows), SIDE * SIDE, 3), dtype=np.uint8)
    for colour in range(3):  # twice as fast as a transposed copy
        pixels[:, :, colour] = rows[:, colour * SIDE**2 : (colour + 1) * SIDE**2]
    return pixels.reshape(-1, SIDE, SIDE, 3)


def _checked(labels: Labels, name: str) -> Labels:
    wrong = np.flatnonzero((labels < 0) | (labels >= len(CIFAR10)))
    if len(wrong):
        raise CollectionError(
            "“{name}” has the label {label} at image {image}; CIFAR-10 has 0 to 9.",
            name=name, label=int(labels[wrong[0]]), image=int(wrong[0]),
        )  # fmt: skip
    return labels


# --- images by class ---------------------------------------------------------------------------


def _images(tree: Tree, names: Sequence[str], progress: Progress) -> CollectionContents:
    """Read a folder for each class, with or without a train/test split above them."""
    files = [name for name in names if name.lower().endswith(IMAGES)]
    by_class: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in files:
        folders = [part.lower() for part in PurePosixPath(name).parts[:-1]]
        if not folders:
            continue
        is_test = any(folder in TEST_FOLDERS for folder in folders[:-1])
        by_class["test" if is_test else "train", PurePosixPath(name).parts[-2]].append(name)
    classes = tuple(sorted({label for _, label in by_class}))
    if len(classes) < 2:
        raise CollectionError(
            "There is no CIFAR-10 here, and there are no images in folders, one for each class."
        )
    has_test = any(part == "test" for part, _ in by_class)
    wanted = [
        (_part_of(part, number, has_test=has_test), classes.index(label), name)
        for (part, label), members in sorted(by_class.items())
        for number, name in enumerate(members)
    ]
    return _decoded(tree, classes, wanted, progress, has_test=has_test)


def _part_of(part: str, number: int, *, has_test: bool) -> str:
    if has_test:
        return part
    return "test" if number % TEST_SHARE == TEST_SHARE - 1 else "train"


def _decoded(
    tree: Tree,
    classes: tuple[str, ...],
    wanted: Sequence[tuple[str, int, str]],
    progress: Progress,
    *,
    has_test: bool,
) -> CollectionContents:
    pixels = np.empty((len(wanted), SIDE, SIDE, 3), dtype=np.uint8)
    good, bad = np.ones(len(wanted), dtype=bool), []
    for number, (_, _, name) in enumerate(wanted):
        if number % EVERY == 0:
            progress(number, len(wanted))
        try:
            pixels[number] = decode(tree.read(name), name)
        except CollectionError:
            good[number] = False
            bad.append(name)
    progress(len(wanted), len(wanted))
    labels = np.array([label for _, label, _ in wanted], dtype=np.int64)
    of_test = np.array([part == "test" for part, _, _ in wanted])
    train, test = (Subset(pixels[m], labels[m]) for m in (good & ~of_test, good & of_test))
    if not len(train):
        raise CollectionError("None of the {count} images can be read.", count=len(wanted))
    return CollectionContents(classes, train, test, (*_left_out(bad), *_drawn(has_test)))


def _left_out(bad: Sequence[str]) -> tuple[Text, ...]:
    if not bad:
        return ()
    names = ", ".join(bad[:NAMED]) + (" …" if len(bad) > NAMED else "")
    values = {"count": len(bad), "names": names}
    return (Text("{count} files cannot be read and are left out: {names}.", values),)


def _drawn(has_test: bool) -> tuple[Text, ...]:
    if has_test:
        return ()
    return (Text("Every {n}th image of a class is taken for the test.", {"n": TEST_SHARE}),)


def decode(content: bytes, name: str) -> Pixels:
    """Return an image as (32, 32, 3): its centre square, resized.

    Raises
    ------
    CollectionError
        When it is no image.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=IMAGE_FORMATS) as image:
                if max(image.size) > MOST_SIDE:
                    raise ValueError("too large")
                small = image.convert("RGB")
    except (
        UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError, OSError,
        MemoryError, EOFError, TypeError,
    ):  # fmt: skip
        raise CollectionError("“{path}” is not an image that can be read.", path=name) from None
    if small.size != (SIDE, SIDE):
        side = min(small.size)
        left, top = ((length - side) // 2 for length in small.size)
        box = (left, top, left + side, top + side)
        small = small.resize((SIDE, SIDE), Image.Resampling.LANCZOS, box)
    return np.asarray(small)
