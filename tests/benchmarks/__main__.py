"""All ratios that speed is claimed by: ``python -m tests.benchmarks [--pairs N]``.

Writes ``docs/benchmarks.md``. What needs more than a number has a benchmark of its own beside this
one: ``live``, ``images``, ``project``, ``collections``, ``endurance``.
"""

import argparse
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks import steps

TARGET = Path(__file__).resolve().parent.parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python -m tests.benchmarks --pairs {pairs}` on {machine}.
Both sides of a row take turns in one process tree, {pairs} times for {seconds:g} s each; "worst" is
the smallest ratio of a pair. A row is void unless both sides' first {compared} losses agree,
from the same weights on the same batches.

## Steps a second

tanh networks; full batches and Adam unless said. `jax` is `jit` of a `scan` over as many steps as
take a twentieth of a second; `eager` is a plain PyTorch loop with the default Adam; `node` is the
arithmetic of TensorFlow Playground. Ours are the steps of the app, with its spectrum's peaks looked
at in each of them (but for 2-4-2-1, whose batches go round in order).

| work | against | ours | theirs | ratio | worst | goal |
|---|---|---|---|---|---|---|
"""


def _machine() -> str:
    parts = [f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"]
    for name in ("torch", "numba", "jax"):
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(f"no {name}")
    return ", ".join(parts)


def main() -> int:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    pairs = parser.parse_args().pairs
    head = HEAD.format(
        pairs=pairs, machine=_machine(), seconds=steps.SECONDS, compared=steps.COMPARED
    )
    TARGET.write_text(head + "\n".join(steps.rows(pairs)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
