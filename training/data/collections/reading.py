"""Each collection is read once in a process; the two that were used last are kept."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.data.collections.collection import CollectionError, Progress, Subset
from training.data.collections.download import PREFIX, file_of
from training.data.collections.formats import read_contents
from training.data.collections.trees import open_tree
from training.data.sources import place
from training.text import Text


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A collection of images, read from ``path``.

    Pickled by its path alone: each process reads the images once for itself.

    Attributes
    ----------
    names
        Of the classes, in the order of the labels.
    notes
        What the user should know, for example which files were left out.
    """

    path: str
    names: tuple[str, ...]
    train: Subset
    test: Subset
    notes: tuple[Text, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as a call of ``open_collection``."""
        return open_collection, (self.path,)


KEPT = 2

_kept: OrderedDict[tuple[str, int], Collection] = OrderedDict()
_lock = threading.Lock()
"""Threads that want the same collection wait for one to read it."""


def _ignored(done: int, total: int) -> None:
    pass


def _key(path: str) -> tuple[str, int]:
    """Return path and modification time: another file at the same path has another key."""
    try:
        return path, locate(path).stat().st_mtime_ns
    except (OSError, ValueError):
        return path, 0


def locate(path: str) -> Path:
    """Return where a collection lies: a path, ``builtin:NAME`` or ``download:NAME``."""
    return file_of(path) if path.startswith(PREFIX) else place(path)


def _existing(path: str) -> Path:
    file = locate(path)
    if path.startswith(PREFIX) and not file.exists():
        raise CollectionError(
            "CIFAR-10 is not on this computer yet. Download it with File › Download CIFAR-10, or "
            "choose your own copy under Images."
        )
    return file


def is_open(path: str) -> bool:
    """Whether a collection was read already, so that opening it takes no time."""
    return _key(path) in _kept


def open_collection(path: str, progress: Progress = _ignored) -> Collection:
    """Read a collection, or return it where it was read before.

    Raises
    ------
    SourceError
        When it may not be read.
    CollectionError
        With a sentence for the user.
    Cancelled
        When ``progress`` raises it.
    """
    key = _key(path)
    with _lock:
        if key not in _kept:
            with open_tree(_existing(path)) as tree:
                contents = read_contents(tree, progress)
            _kept[key] = Collection(
                path, contents.names, contents.train, contents.test, contents.notes
            )
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return _kept[key]


def forget_collections() -> None:
    """Empty the cache."""
    with _lock:
        _kept.clear()
