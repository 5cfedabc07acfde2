"""Small collections on the disk, in every format, made of the images that come with the app."""

import io
import pickle
import tarfile
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.collections import Collection, Subset, open_collection
from training.settings.labelled import CIFAR10

BATCHES = [*(f"data_batch_{n}" for n in range(1, 6)), "test_batch"]


@cache
def _whole() -> Collection:
    """Read all that come with the app: once, since tests forget what is open."""
    return open_collection("builtin:cifar10_subset.zip")


def parts(size: int) -> list[Subset]:
    """Five training batches and a test batch of so many images each."""
    whole = _whole()
    order = np.random.default_rng(0).permutation(len(whole.train))
    cuts = [order[n * size : (n + 1) * size] for n in range(5)]
    train = [Subset(whole.train.pixels[cut], whole.train.labels[cut]) for cut in cuts]
    return [*train, Subset(whole.test.pixels[:size], whole.test.labels[:size])]


def _colour_by_colour(part: Subset) -> np.ndarray:  # type: ignore[type-arg]
    return part.pixels.transpose(0, 3, 1, 2).reshape(len(part), -1)


def records(part: Subset) -> bytes:
    """The binary version."""
    return np.hstack([part.labels[:, None].astype(np.uint8), _colour_by_colour(part)]).tobytes()


def pickled(part: Subset) -> bytes:
    """The python version, with byte strings as keys as Python 2 wrote them."""
    batch = {
        b"batch_label": b"a batch",
        b"labels": part.labels.tolist(),
        b"data": _colour_by_colour(part),
        b"filenames": [b"a.png"] * len(part),
    }
    return pickle.dumps(batch, protocol=2)


def files(kind: str, size: int) -> dict[str, bytes]:
    """Names and contents of CIFAR-10 in its ``binary`` or ``python`` version."""
    write, ending = {"binary": (records, ".bin"), "python": (pickled, "")}[kind]
    found = {f"{n}{ending}": write(p) for n, p in zip(BATCHES, parts(size), strict=True)}
    if kind == "binary":
        found["batches.meta.txt"] = "\n".join(CIFAR10).encode()
    return found


def png(pixels: np.ndarray) -> bytes:  # type: ignore[type-arg]
    """An image file."""
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue()


def put(where: str, found: dict[str, bytes], folder: Path) -> Path:
    """Write files as a ``folder``, a ``zip`` or a ``tar.gz``; return its path."""
    target = folder / f"collection.{where}"
    if where == "folder":
        for name, content in found.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)
    elif where == "zip":
        with zipfile.ZipFile(target, "w") as zipped:
            for name, content in found.items():
                zipped.writestr(name, content)
    else:
        with tarfile.open(target, "w:gz") as archive:
            for name, content in found.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return target
