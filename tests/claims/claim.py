"""A sentence, the runs that it speaks of, and whether they bear it out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

from app.command_line.headless import run_headless
from app.command_line.summary import summary
from tests.preset_figures import at, with_more
from training.catalog.lessons import ShowNote, lesson
from training.catalog.presets import PRESETS, preset
from training.settings.assign import assigned
from training.setup.races import steps_per_epoch

Changes = dict[str, str]
Figures = dict[str, Any]
ONE = {"trainer.steps": "1"}


@dataclass(frozen=True, slots=True)
class Run:
    """A preset with changed settings."""

    preset: str
    changes: tuple[tuple[str, str], ...] = ()

    def figures(self, seed: int, path: str) -> Figures:
        """Train, with a seed at a path, and return the summary and figures made of it."""
        every = {**dict(self.changes), path: str(seed)}
        start = preset(self.preset).experiment
        experiment = reduce(lambda e, change: assigned(e, *change), every.items(), start)
        found = with_more(summary(run_headless(experiment)))
        found["per_epoch"] = steps_per_epoch(experiment)
        return found


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of a preset's description or of a lesson's notes, and what must hold of some runs.

    ``seed`` is what differs between repetitions; of what no seed can change, there is one.
    """

    source: str
    says: str
    holds: Callable[[list[Figures]], bool]
    runs: tuple[Run, ...]
    seed: str = "trainer.seed"
    seeds: int = 5
    is_slow: bool = False


def words_of(source: str) -> str:
    """Return what a preset, or a lesson, says."""
    if source in PRESETS:
        return preset(source).description
    cues = lesson(source).cues
    captions = [cue.act.text for cue in cues if isinstance(cue.act, ShowNote)]
    return "\n".join([*captions, *(cue.note for cue in cues)])


def run(name: str, **changes: str) -> Run:
    """Return a preset with changes; ``__`` in their names is a dot."""
    return Run(name, tuple((path.replace("__", "."), value) for path, value in changes.items()))


def each(name: str, path: str, *values: str, **others: str) -> tuple[Run, ...]:
    """Return a run of a preset for each value of a setting, all with some other changes."""
    field = path.replace(".", "__")
    return tuple(run(name, **{field: value}, **others) for value in values)


def figures(runs: list[Figures], path: str) -> list[float]:
    """Return a figure of each run."""
    return [float(at(found, path)) for found in runs]


def grows(values: list[float]) -> bool:
    """Tell whether each value is above the one before."""
    return all(a < b for a, b in pairwise(values))


def falls(values: list[float]) -> bool:
    """Tell whether each value is below the one before."""
    return grows(values[::-1])


def near(value: float, expected: float, part: float = 0.01) -> bool:
    """Tell whether a value is what is written, but for its rounding."""
    return abs(value - expected) <= part * abs(expected)


def fell_at(found: Figures, loss: float) -> float:
    """Return the first step at which the training loss is below a value."""
    steps = [int(step) for step, (train, _) in found["losses"].items() if train < loss]
    return min(steps, default=float("inf"))


def fitted_epochs(runs: list[Figures]) -> list[float]:
    """Return after how many epochs nearly all labels are known; of those that never are, inf."""
    return [
        float("inf")
        if (step := found["accuracy"]["fitted_at"]) is None
        else step / found["per_epoch"]
        for found in runs
    ]


def guesses(found: Figures) -> bool:
    """Tell whether an accuracy on test images is that of guessing, within 3 points."""
    return abs(found["accuracy"]["final"][1] - found["accuracy"]["chance"]) < 0.03


def walked(claims: list[Claim], seeds: int | None = None) -> Iterator[tuple[Claim, int, bool]]:
    """Train, and yield of each claim and seed whether it holds; equal runs are done once."""
    done: dict[tuple[Run, str, int], Figures] = {}
    for claim in claims:
        for seed in range(min(claim.seeds, seeds or claim.seeds)):
            for wanted in claim.runs:
                key = (wanted, claim.seed, seed)
                if key not in done:
                    done[key] = wanted.figures(seed, claim.seed)
            found = [done[wanted, claim.seed, seed] for wanted in claim.runs]
            yield claim, seed, claim.holds(found)
