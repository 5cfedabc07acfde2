"""Mutated project files: a typed error or a project with the damaged run left out, nothing else.

``FANHUA_MUTATIONS`` sets how many; 10,000 take some minutes.
"""

import os
import random
import resource
import time
from contextlib import suppress
from pathlib import Path

from tests.training.store.samples import write_project
from training.store import Reader, StoreError

COUNT = int(os.environ.get("FANHUA_MUTATIONS", "400"))
SECONDS = 2.0
"""Of a processor: a busy machine is no damage."""
BYTES = 200_000_000


def mutated(content: bytes, random: random.Random) -> bytes:
    """Flip, overwrite, insert, cut or double some bytes."""
    damaged = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        at = random.randrange(len(damaged))
        match random.randrange(6):
            case 0:
                damaged[at] ^= 1 << random.randrange(8)
            case 1:
                damaged[at] = random.choice((0, 1, 127, 128, 255))
            case 2:
                damaged[at : at + 8] = random.randbytes(8)
            case 3:
                del damaged[at:]
                damaged = damaged or bytearray(b"\0")
            case 4:  # a page in another's place
                other = random.randrange(len(damaged)) // 8192 * 8192
                page = damaged[other : other + 8192]
                damaged[at // 8192 * 8192 : at // 8192 * 8192 + len(page)] = page
            case 5:  # headers of file and pages are where a lie does most
                head = random.randrange(max(1, len(damaged) // 8192)) * 8192
                where = min(len(damaged) - 1, head + random.randrange(108))
                damaged[where] = random.randrange(256)
    return bytes(damaged)


def read_everything(path: Path) -> None:
    reader = Reader.open(path)
    try:
        runs, _ = reader.runs()
        reader.meta("experiment")
        reader.files()
        for run in runs:
            for step in reader.snapshot_steps(run.key).tolist():
                with suppress(StoreError):
                    reader.snapshot(run.key, step)
            for step in reader.checkpoint_steps(run.key).tolist():
                with suppress(StoreError):
                    reader.checkpoint(run.key, step)
            for losses in reader.losses(run.key, 0, reader.steps(run.key), 1000):
                assert len(losses.curve.steps) == len(losses.curve.values)
            reader.events(run.key)
            reader.curves(run.key)
    finally:
        reader.close()


def test_that_no_mutated_file_does_more_than_raise(tmp_path: Path) -> None:
    original, path = tmp_path / "original.fanhua", tmp_path / "mutated.fanhua"
    write_project(original, steps=200)
    content, draw = original.read_bytes(), random.Random(1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    refused = 0
    for number in range(COUNT):
        damaged = mutated(content, draw)
        path.write_bytes(damaged)
        start = time.process_time()
        try:
            read_everything(path)
        except StoreError:
            refused += 1
        assert time.process_time() - start < SECONDS, number
        assert path.read_bytes() == damaged, number
    assert 0 < refused < COUNT
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before < BYTES
