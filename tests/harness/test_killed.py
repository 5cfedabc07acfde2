"""Sessions killed at random moments: what was promised is on the disk.

A few in each run of the tests; ``FANHUA_KILLS=200`` for all of them.
"""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.recording.journal import left_over
from app.recording.recordings import found_steps
from training.store import Reader

KILLS = int(os.environ.get("FANHUA_KILLS", "3"))
START = 60.0
"""Seconds that a session has to open its window, on a busy machine."""
WORK = 6.0
"""Seconds that it works at most before it is killed."""
LOST = 1.0
"""Seconds of work that may be missing."""
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.programs


@dataclass
class Promises:
    """What a session had said long enough before it was killed; saves count at once."""

    began: bool = False
    steps: dict[str, int] = field(default_factory=dict)
    saved: set[Path] = field(default_factory=set)


def kill_session(seed: int, folder: Path) -> Promises:
    """Let a session work for a while and kill it."""
    output = folder / "said"
    with output.open("wb") as said:
        session = subprocess.Popen(
            [sys.executable, "-m", "tests.harness.victim", str(folder), str(seed)],
            cwd=ROOT, stdout=said, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        _wait_for_the_beginning(output)
        time.sleep(random.Random(seed).uniform(0, WORK))
        os.killpg(session.pid, signal.SIGKILL)
        killed = time.time()
        session.wait()
    promises = Promises()
    for line in output.read_text().splitlines():
        moment, kind, *words = line.split()
        is_old = float(moment) < killed - LOST
        match kind:
            case "saved":
                promises.saved.add(Path(words[0]))
            case "session":
                promises.began = is_old
            case "step" if is_old:
                promises.steps[words[0]] = int(words[1])
    return promises


def _wait_for_the_beginning(output: Path) -> None:
    last = time.monotonic() + START
    while b"session" not in output.read_bytes():
        assert time.monotonic() < last, "the session did not begin"
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("seed", range(KILLS))
def test_that_a_killed_session_has_lost_at_most_a_second(seed: int, tmp_path: Path) -> None:
    promises = kill_session(seed, tmp_path)
    for path in promises.saved:
        reader = Reader.open(path)
        runs, damaged = reader.runs()
        assert not damaged
        assert all(found_steps(reader, run.key)[0] or not run.step for run in runs)
        reader.close()
    journals = [left.path for left in left_over(tmp_path / "sessions")]
    assert len(journals) == 1 if promises.began else len(journals) <= 1
    for journal in journals:
        check_journal(journal, promises)


def check_journal(journal: Path, promises: Promises) -> None:
    """Look whether all that was promised is in it."""
    reader = Reader.open(journal, immutable=False)
    runs, damaged = reader.runs()
    assert not damaged
    assert reader.meta("experiment")
    known = {run.key for run in runs}
    for key, step in promises.steps.items():
        if step:
            assert key in known
            assert found_steps(reader, key)[0] >= step, (key, step)
    reader.close()
