"""Sessions killed at random moments: what was promised is on the disk.

A few in each run of the tests; ``FANHUA_KILLS=200`` for all of them.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.journal import left_over
from app.recordings import recorded_steps
from training.store import Reader

KILLS = int(os.environ.get("FANHUA_KILLS", "3"))
START = 4.0
"""Seconds that a session needs before it trains."""
LOST = 1.0
"""Seconds of work that may be missing."""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("seed", range(KILLS))
def test_that_a_killed_session_has_lost_at_most_a_second(seed: int, tmp_path: Path) -> None:
    output = tmp_path / "said"
    with output.open("wb") as said:
        session = subprocess.Popen(
            [sys.executable, "-m", "tests.harness.victim", str(tmp_path), str(seed)],
            cwd=ROOT, stdout=said, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(START + random.Random(seed).uniform(0, 6))
        os.killpg(session.pid, signal.SIGKILL)
        killed = time.time()
        session.wait()
    promised: dict[str, int] = {}
    saved: list[Path] = []
    for line in output.read_text().splitlines():
        moment, kind, *words = line.split()
        if kind == "saved":
            saved.append(Path(words[0]))
        elif float(moment) < killed - LOST:
            promised[words[0]] = int(words[1])
    for path in set(saved):
        reader = Reader.open(path)
        runs, damaged = reader.runs()
        assert not damaged
        for run in runs:
            assert recorded_steps(reader, run.key) or not run.step
        reader.close()
    (journal,) = left_over(tmp_path / "sessions")
    reader = Reader.open(journal, immutable=False)
    runs, damaged = reader.runs()
    assert not damaged
    assert reader.meta("experiment")
    known = {run.key for run in runs}
    for key, step in promised.items():
        if step:
            assert key in known
            assert recorded_steps(reader, key) >= step, (key, step)
    reader.close()
