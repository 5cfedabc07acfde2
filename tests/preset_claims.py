"""What sentences of presets claim - an order, a growth, a factor, a count - held against runs.

The words are looked for in the preset's description, so that a sentence cannot change without
its claim. ``python -m tests.preset_claims [--seeds N] [--only NAME ...]`` walks all of them, also
those that take minutes; the tests walk the quick ones.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

from app.headless import run_headless
from app.summary import summary
from tests.preset_figures import at, with_more
from training.catalog import preset
from training.race import steps_per_epoch
from training.settings.assign import assigned

Runs = list[dict[str, Any]]
Changes = dict[str, str]
ONE = {"trainer.steps": "1"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a preset's description, and whether runs with some changes bear it out.

    ``seed`` is what differs between repetitions; of what no seed can change, there is one.
    """

    preset: str
    says: str
    holds: Callable[[Runs], bool]
    runs: tuple[Changes, ...] = (ONE,)
    seed: str = "trainer.seed"
    seeds: int = 5
    is_slow: bool = False

    def measured(self, seed: int) -> Runs:
        """Train with one seed."""
        return [self._run(changes, seed) for changes in self.runs]

    def _run(self, changes: Changes, seed: int) -> dict[str, Any]:
        start = preset(self.preset).experiment
        every = {**changes, self.seed: str(seed)}
        experiment = reduce(lambda e, change: assigned(e, *change), every.items(), start)
        found = with_more(summary(run_headless(experiment)))
        found["per_epoch"] = steps_per_epoch(experiment)
        return found


def each(path: str, *values: str, **others: str) -> tuple[Changes, ...]:
    """Return a run for each value of a setting; ``__`` in the others' names is a dot."""
    more = {name.replace("__", "."): value for name, value in others.items()}
    return tuple({path: value, **more} for value in values)


def figures(runs: Runs, path: str) -> list[float]:
    """Return a figure of each run."""
    return [float(at(run, path)) for run in runs]


def grows(values: list[float]) -> bool:
    """Tell whether each value is above the one before."""
    return all(a < b for a, b in pairwise(values))


def near(value: float, expected: float, part: float = 0.01) -> bool:
    """Tell whether a value is what is written, but for its rounding."""
    return abs(value - expected) <= part * abs(expected)


def fell_at(run: dict[str, Any], loss: float) -> float:
    """Return the first step at which the training loss is below a value."""
    found = [int(step) for step, (train, _) in run["losses"].items() if train < loss]
    return min(found, default=float("inf"))


def fitted_epochs(runs: Runs) -> list[float]:
    """Return after how many epochs nearly all labels are known; of those that never are, inf."""
    return [
        float("inf") if (step := run["accuracy"]["fitted_at"]) is None else step / run["per_epoch"]
        for run in runs
    ]


def _finds_it(runs: Runs) -> list[bool]:
    return [run["final_loss"][1] < 1e-6 for run in runs]


def _two_blocks(run: dict[str, Any]) -> bool:
    return run["neurons"]["directions"] == 2 and run["neurons"]["alignment"] > 0.99


_DEGREES = each("comparison.degree", "3", "19", "27", "60", trainer__steps="1")
_MODELS = tuple(
    {"model.kind": kind, "dataset.points": points}
    for points in ("1", "2", "3")
    for kind in ("linear_model", "factored_model")
)

COUNTS = (
    ("five-points", "150,000 parameters for each point", 5 * 150_000, 0.01),
    ("runge", "20,501 parameters", 20_501, 0.0),
    ("over-fitting", "40,801 parameters", 40_801, 0.0),
    ("elephant", "4,000 parameters", 4_000, 0.1),
    ("double-descent", "10,000 parameters", 10_000, 0.1),
    ("matrix-completion", "32 parameters", 32, 0.0),
)
"""Preset, words, parameters and how far their number may be from that: no run is needed."""

CLAIMS = (
    Claim(
        "runge",
        "with 21 points it is 59.8 away",
        lambda r: near(figures(r, "comparisons.0.largest_error")[0], 59.8),
        each("dataset.points", "21", trainer__steps="1"),
        seeds=1,
    ),
    Claim(
        "runge",
        "On Chebyshev points (Placement) the error falls instead",
        lambda r: grows(figures(r[::-1], "comparisons.0.largest_error")),
        each(
            "dataset.points", "11", "21", "31", dataset__placement="chebyshev", trainer__steps="1"
        ),
        seeds=1,
    ),
    Claim(
        "over-fitting",
        "falls to 0.05 at degree 3, rises to thousands at degree 19",
        lambda r: (
            near(r[0]["comparisons"][0]["test_error"], 0.05, 0.1)
            and 1_000 < r[1]["comparisons"][0]["test_error"] < 10_000
        ),
        _DEGREES,
        seeds=1,
    ),
    Claim(
        "over-fitting",
        "falls to 0.07 at degree 27",
        lambda r: (
            near(r[2]["comparisons"][0]["test_error"], 0.07, 0.1)
            and near(r[3]["comparisons"][0]["test_error"], 0.4, 0.1)
        ),
        _DEGREES,
        seeds=1,
    ),
    Claim(
        "factored-linear",
        "From two points the factored model finds it and the linear one does not; with three "
        "points both do, with one neither.",
        lambda r: _finds_it(r) == [False, False, False, True, True, True],
        _MODELS,
        is_slow=True,
    ),
    Claim(
        "initial-condensation",
        "By step 40, when the loss has fallen by less than 4 %, all of them lie on one line",
        lambda r: _two_blocks(r[0]) and 0.96 < r[0]["loss_left"] < 0.97,
        each("trainer.steps", "40"),
    ),
    Claim(
        "initial-condensation",
        "They are still there at step 100, where it has fallen by 7 %",
        lambda r: _two_blocks(r[0]) and near(1 - r[0]["loss_left"], 0.07, 0.05),
        ({},),
    ),
    Claim(
        "sin-vx-race",
        "The higher the frequency, the later the loss falls",
        lambda r: grows([fell_at(run, 0.3) for run in r]),
        each("dataset.v", "1", "2", "4", "8"),
        is_slow=True,
    ),
    Claim(
        "sin-vx-race",
        "the larger the test error that is left",
        lambda r: grows(figures(r, "final_loss.1")),
        each("dataset.v", "1", "2", "4", "8"),
        is_slow=True,
    ),
    Claim(
        "amplitude-sweep",
        "The stronger the fast wave, the sooner it is learned",
        lambda r: grows(figures(r[::-1], "learned.1")),
        each("dataset.v", "1", "1.5", "2", "3"),
        is_slow=True,
    ),
    Claim(
        "frequency-sweep",
        "the weak wave takes longer with every v",
        lambda r: grows(figures(r, "learned.1")),
        each("dataset.v", "3", "4", "5"),
        is_slow=True,
    ),
    Claim(
        "ricker-narrow",
        "within a factor of 2.5 of each other",
        lambda r: r[0]["spread"] < 2.5,
        is_slow=True,
        runs=({},),
    ),
    Claim(
        "ricker-narrow",
        "more than a thousand times the training loss",
        lambda r: r[0]["final_loss"][1] > 1_000 * r[0]["final_loss"][0],
        each("dataset.margin", "0"),
        is_slow=True,
    ),
)


def walked(claims: list[Claim], seeds: int | None = None) -> Iterator[tuple[Claim, int, bool]]:
    """Train, and yield of each claim and seed whether it holds; equal runs are done once."""
    done: dict[tuple[object, ...], Runs] = {}
    for claim in claims:
        for seed in range(min(claim.seeds, seeds or claim.seeds)):
            key = (claim.preset, str(claim.runs), claim.seed, seed)
            if key not in done:
                done[key] = claim.measured(seed)
            yield claim, seed, claim.holds(done[key])


def main() -> int:
    """Walk the claims, and say which do not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    claims = [c for c in CLAIMS if not options.only or c.preset in options.only]
    failed = 0
    for claim, seed, holds in walked(claims, options.seeds):
        print(
            f"{'holds' if holds else 'FAILS'} {claim.preset} seed {seed}: {claim.says}", flush=True
        )
        failed += not holds
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
