"""Collections in every format, and those that are damaged or mean no good."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.training.collections.samples import files, parts, pickled, png, put, records
from training.data.collections import (
    Cancelled,
    CollectionError,
    forget_collections,
    open_collection,
)
from training.data.collections.unpickle import read_pickle
from training.settings import LabelledDataset
from training.settings.labelled import CIFAR10


@pytest.fixture(autouse=True)
def nothing_open() -> Iterator[None]:
    yield
    forget_collections()


@pytest.mark.parametrize("where", ["folder", "zip", "tar.gz"])
@pytest.mark.parametrize("kind", ["binary", "python"])
def test_that_both_versions_of_cifar_are_read_wherever_they_lie(
    tmp_path: Path, kind: str, where: str
) -> None:
    found = {f"cifar-10/{name}": content for name, content in files(kind, 7).items()}
    collection = open_collection(str(put(where, found, tmp_path)))
    expected = parts(7)
    assert collection.names == CIFAR10
    assert len(collection.train) == 35
    for n in range(5):
        mine = slice(7 * n, 7 * n + 7)
        assert np.array_equal(collection.train.pixels[mine], expected[n].pixels)
        assert np.array_equal(collection.train.labels[mine], expected[n].labels)
    assert np.array_equal(collection.test.pixels, expected[5].pixels)


@pytest.mark.parametrize("where", ["folder", "zip", "tar.gz"])
def test_that_images_in_folders_are_read_and_bad_ones_are_named(tmp_path: Path, where: str) -> None:
    pixels = np.zeros((20, 40, 3), dtype=np.uint8)
    found = {f"猫/{n}.png": png(pixels + n) for n in range(12)}
    found |= {f"dog/{n}.png": png(pixels + 100) for n in range(12)}
    found |= {"dog/broken.png": b"no image", "dog/note.txt": b"hello"}
    collection = open_collection(str(put(where, found, tmp_path)))
    assert collection.names == ("dog", "猫")
    assert (len(collection.train), len(collection.test)) == (20, 4)
    assert collection.train.pixels.shape == (20, 32, 32, 3)
    notes = " ".join(map(str, collection.notes))
    assert "1 files cannot be read" in notes
    assert "dog/broken.png" in notes
    assert "Every 6th image" in notes


def test_that_folders_of_training_and_test_are_kept_apart(tmp_path: Path) -> None:
    image = png(np.zeros((32, 32, 3), dtype=np.uint8))
    found = {f"data/{part}/{label}/0.png": image for part in ("train", "test") for label in "ab"}
    collection = open_collection(str(put("folder", found, tmp_path)))
    assert (len(collection.train), len(collection.test)) == (2, 2)
    assert not collection.notes


class Evil:
    """Unpickled by Python itself, it would make a file."""

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path("evil"),)


def _wrong_label() -> bytes:
    content = bytearray(records(parts(3)[0]))
    content[3073] = 10
    return bytes(content)


DAMAGED = {
    "a size that is wrong": ("binary", lambda c: c[:-1], "cut off or of another kind"),
    "nothing": ("binary", lambda _: b"", "cut off or of another kind"),
    "a wrong label": ("binary", lambda _: _wrong_label(), "label 10 at image 1"),
    "a pickle that is cut off": ("python", lambda c: c[: len(c) // 2], "is not a readable batch"),
    "a program": ("python", lambda _: pickle.dumps({b"data": Evil()}), "It is not read"),
    "another pickle": ("python", lambda _: pickle.dumps([1, 2]), "is not a readable batch"),
    "no images": ("python", lambda _: pickle.dumps({b"labels": [1]}), "has no images"),
    "too few labels": (
        "python",
        lambda _: pickle.dumps({b"labels": [1], b"data": np.zeros((2, 3072), np.uint8)}, 2),
        "does not have one label",
    ),
    "numbers of another kind": (
        "python",
        lambda _: pickle.dumps({b"labels": [1], b"data": np.zeros((1, 3072))}, 2),
        "is not a readable batch",
    ),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_that_a_damaged_batch_ends_in_a_sentence(
    tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kind, damage, words = DAMAGED[case]
    found = files(kind, 3)
    name = next(name for name in found if name.startswith("data_batch_3"))
    found[name] = damage(found[name])
    with pytest.raises(CollectionError, match=words):
        open_collection(str(put("folder", found, tmp_path)))
    assert not Path("evil").exists()


def test_that_every_truncation_of_a_pickle_ends_in_a_sentence() -> None:
    content = pickled(parts(1)[0])
    whole = read_pickle(content, "batch")
    assert whole[b"data"].shape == (1, 3072)
    for end in range(0, len(content), 37):
        with pytest.raises(CollectionError):
            read_pickle(content[:end], "batch")


@pytest.mark.parametrize("where", ["zip", "tar.gz"])
@pytest.mark.parametrize("name", ["../evil.bin", "/evil.bin", "a/../../evil.bin"])
def test_that_an_archive_that_leads_out_of_itself_is_refused(
    tmp_path: Path, where: str, name: str
) -> None:
    found = {**files("binary", 2), name: b"x"}
    with pytest.raises(CollectionError, match="leads out of it"):
        open_collection(str(put(where, found, tmp_path)))
    assert not (tmp_path.parent / "evil.bin").exists()


@pytest.mark.parametrize("where", ["zip", "tar.gz"])
def test_that_an_archive_that_is_cut_off_ends_in_a_sentence(tmp_path: Path, where: str) -> None:
    path = put(where, files("binary", 20), tmp_path)
    content = path.read_bytes()
    for part in (0.1, 0.5, 0.9):
        path.write_bytes(content[: int(part * len(content))])
        forget_collections()
        with pytest.raises(CollectionError):
            open_collection(str(path))


def test_that_what_is_no_collection_ends_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="does not exist"):
        open_collection(str(tmp_path / "missing"))
    text = tmp_path / "text.txt"
    text.write_text("hello")
    with pytest.raises(CollectionError, match="neither a folder nor"):
        open_collection(str(text))
    with pytest.raises(CollectionError, match="There is no CIFAR-10 here"):
        open_collection(str(tmp_path))
    found = files("binary", 2)
    del found["test_batch.bin"]
    with pytest.raises(CollectionError, match="not complete"):
        open_collection(str(put("folder", found, tmp_path)))


def test_that_reading_can_be_cancelled_and_leaves_nothing_half_read() -> None:
    forget_collections()

    def cancel(done: int, total: int) -> None:
        assert 0 <= done <= total
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_collection("builtin:cifar10_subset.zip", cancel)
    assert len(open_collection("builtin:cifar10_subset.zip").train) == 5000


def test_that_a_collection_is_pickled_as_its_path() -> None:
    collection = open_collection("builtin:cifar10_subset.zip")
    content = pickle.dumps(collection)
    assert len(content) < 1000
    assert pickle.loads(content) is collection


def test_that_the_images_that_come_with_the_app_are_balanced() -> None:
    collection = open_collection(LabelledDataset().path)
    assert np.bincount(collection.train.labels).tolist() == [500] * 10
    assert np.bincount(collection.test.labels).tolist() == [100] * 10
