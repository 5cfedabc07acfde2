"""One row of the page of benchmarks: both sides in turns, their ratio, and what was aimed at."""

import argparse
import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

HEAD = """| work | against | ours | theirs | ratio | worst | goal |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """Figures of some pairs of turns.

    Steps a second are to be many, so that the goal is the least ratio; seconds are to be few, and
    the goal is the largest one (``is_least``).
    """

    work: str
    against: str
    goal: float
    pairs: Sequence[tuple[float, float]]
    is_least: bool = False
    has_agreed: bool = True
    """Whether both sides computed the same; else the row is void."""
    unit: str = ""

    def __str__(self) -> str:
        sign = "at most" if self.is_least else "at least"
        goal = f"{sign} {self.goal:g}"
        if not self.pairs:
            return f"| {self.work} | {self.against} | not installed | | | | {goal} |"
        mine, theirs = (statistics.median(side) for side in zip(*self.pairs, strict=True))
        ratios = [ours / others for ours, others in self.pairs]
        worst = max(ratios) if self.is_least else min(ratios)
        shown = f"{statistics.median(ratios):.3g} | {worst:.3g}"
        shown = shown if self.has_agreed else "void | void"
        sides = f"{_figure(mine, self.unit)} | {_figure(theirs, self.unit)}"
        return f"| {self.work} | {self.against} | {sides} | {shown} | {goal} |"


def _figure(value: float, unit: str) -> str:
    if unit == "ms":
        return f"{1000 * value:,.1f} ms"
    return f"{value:,.0f}"


def in_turns(
    ours: Callable[[], float], theirs: Callable[[], float], pairs: int
) -> list[tuple[float, float]]:
    """Measure both sides, one after the other, so many times."""
    return [(ours(), theirs()) for _ in range(pairs)]


def _measure(module: str, pairs: int, pipe: "Connection[Any, Any]") -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pipe.send(import_module(f"tests.benchmarks.{module}").rows(pairs))


def measured_apart(module: str, pairs: int) -> list[Row]:
    """Measure a module's rows in a process of its own: what one brings is no burden for the next.

    It is here since a process that is started from a package's ``__main__`` does not find it there.
    """
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_measure, args=(module, pairs, there))
    process.start()
    there.close()
    found: list[Row] = here.recv()
    process.join()
    return found


def print_rows(rows: Callable[[int], list[Row]], description: str | None) -> int:
    """Be the main function of a module: measure and print."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--pairs", type=int, default=5)
    print("\n".join(map(str, rows(parser.parse_args().pairs))))
    return 0
