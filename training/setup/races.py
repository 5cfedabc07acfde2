"""Experiments of the runs of a race; no torch."""

import math

from training.settings import Experiment
from training.settings.assign import assigned
from training.settings.race import MOST_VALUES, SEED, Race
from training.setup.prepare import prepare
from training.text import Problem


def experiments(race: Race, base: Experiment) -> tuple[Experiment, ...]:
    """Return the experiment of each run.

    With equal epochs, steps are scaled so that each run has as many epochs as ``base``.

    Raises
    ------
    Problem
        When a value is invalid or duplicate, or there are too many.
    """
    if race.path != SEED and len(race.values) > MOST_VALUES:
        raise Problem("A race has at most {count} values.", count=MOST_VALUES)
    raced: list[Experiment] = []
    for text in race.values:
        experiment = assigned(base, race.path, text)
        if experiment in raced:
            raise Problem("The value “{value}” is given twice.", value=text)
        raced.append(experiment)
    return tuple(raced) if race.pace == "steps" else _with_equal_epochs(base, raced)


def _with_equal_epochs(base: Experiment, raced: list[Experiment]) -> tuple[Experiment, ...]:
    epochs = base.trainer.steps / steps_per_epoch(base)

    def trained(experiment: Experiment) -> Experiment:
        steps = max(1, math.ceil(epochs * steps_per_epoch(experiment)))
        return assigned(experiment, "trainer.steps", str(steps))

    return tuple(map(trained, raced))


def steps_per_epoch(experiment: Experiment) -> int:
    """Return how many steps see each training point once."""
    size = experiment.trainer.batch_size
    return math.ceil(prepare(experiment).data.count("train") / size) if size else 1
