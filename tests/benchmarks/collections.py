"""What all of CIFAR-10 costs to read: ``python -m tests.benchmarks.collections ARCHIVE.zip``.

Writes the 60,000 images of an archive of JPEGs in the original formats, reads each in a process of
its own, and prints seconds, the highest memory of the process and how often it told its progress.
"""

import argparse
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.training.collections.samples import BATCHES, pickled, records
from training.data.collections import Subset, open_collection

BATCH = 10_000


def parts(archive: Path) -> Iterator[Subset]:
    """Yield the five training batches, in random order, and the test batch."""
    whole = open_collection(str(archive))
    order = np.random.default_rng(0).permutation(len(whole.train))
    for cut in np.split(order, range(BATCH, len(order), BATCH)):
        yield Subset(whole.train.pixels[cut], whole.train.labels[cut])
    yield whole.test


def write(archive: Path, folder: Path) -> list[Path]:
    """Write the binary version, the python version, and the latter as a tar.gz."""
    for name in ("binary", "python"):
        (folder / name).mkdir()
    for name, part in zip(BATCHES, parts(archive), strict=True):
        (folder / "binary" / f"{name}.bin").write_bytes(records(part))
        (folder / "python" / name).write_bytes(pickled(part))
    packed = folder / "python.tar.gz"
    with tarfile.open(packed, "w:gz", compresslevel=6) as archive_file:
        archive_file.add(folder / "python", "cifar-10-batches-py")
    return [folder / "binary", folder / "python", packed]


def read(path: str) -> None:
    """Read a collection and print what it cost; in a process of its own."""
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        told += 1
        assert done <= total

    start = time.perf_counter()
    collection = open_collection(path, progress)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    assert (len(collection.train), len(collection.test)) == (50_000, 10_000)
    print(f"{Path(path).name:<16}{seconds:6.2f} s {memory:6.0f} MB, progress told {told} times")


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path, help="a zip of train/CLASS/NAME.jpg ...")
    parser.add_argument("--read", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        read(options.read)
        return 0
    if options.archive is None:
        parser.error("name an archive of all 60,000 images as JPEG")
    with tempfile.TemporaryDirectory() as folder:
        for path in write(options.archive, Path(folder)):
            command = [sys.executable, "-m", "tests.benchmarks.collections", "--read", str(path)]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
