"""All ratios that speed is claimed by: ``python -m tests.benchmarks [--pairs N]``.

Writes ``docs/benchmarks.md``. What needs more than a number has a benchmark of its own beside this
one: ``images``, ``project``, ``collections``, ``endurance``, and ``card`` for a GPU.
"""

import argparse
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks import steps
from tests.benchmarks.ratios import HEAD as TABLE
from tests.benchmarks.ratios import measured_apart

TARGET = Path(__file__).resolve().parent.parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python -m tests.benchmarks --pairs {pairs}` on {machine}.
Both sides of a row take turns in one process tree, {pairs} times; figures are medians, and "worst"
is the worst ratio of a pair. A row is void unless both sides computed the same.
"""
SECTIONS = {
    "steps": (
        "Steps a second",
        f"""tanh networks; full batches and Adam unless said; turns of {steps.SECONDS:g} s.
`jax` is `jit` of a `scan` over as many steps as take a twentieth of a second; `eager` is a plain
PyTorch loop with the default Adam; `node` is the arithmetic of TensorFlow Playground. Ours are the
steps of the app, with its spectrum's peaks looked at in each of them (but for 2-4-2-1, whose
batches go round in order). Both sides' first {steps.COMPARED} losses agree, from the same weights
on the same batches.""",
    ),
    "ensembles": (
        "Many networks at once",
        "Steps a second of all of them, as in a race. The same bits as one after the other.",
    ),
    "live": (
        "What the window costs",
        "Steps a second with the window (1920 x 1040, drawn on the same cores) and without.",
    ),
    "drawing": ("Drawing", "From a Frame of 30 more steps to the painted view of 900 x 480."),
    "start": (
        "Start",
        "From the start of the process to the end of the paint; Python's compiled files are there.",
    ),
}
"""Titles and words for the modules of this package."""


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
    page = HEAD.format(pairs=pairs, machine=_machine())
    for module, (title, words) in SECTIONS.items():
        found = "\n".join(map(str, measured_apart(module, pairs)))
        print(found, flush=True)
        page += f"\n## {title}\n\n{words}\n\n{TABLE}{found}\n"
    TARGET.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
