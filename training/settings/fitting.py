"""Adapts network and loss to other data."""

from collections.abc import Callable

from pydantic import ValidationError

from training.settings.assign import evolved
from training.settings.dataset import Dataset
from training.settings.experiment import Experiment
from training.settings.model import Mlp

Adjustment = Callable[[Experiment], dict[str, object]]

ADJUSTMENTS: tuple[Adjustment, ...] = (
    lambda _: {},
    lambda e: {"trainer": e.trainer.evolve(loss="mse")},
    lambda _: {"model": Mlp()},
    lambda e: {"trainer": e.trainer.evolve(loss="mse"), "model": Mlp()},
)
"""Adjustments tried with other data, the smallest first."""


def with_data(experiment: Experiment, dataset: Dataset, **changes: object) -> Experiment:
    """Return an experiment with other data, and what has to change with them.

    Raises
    ------
    Problem
        When no adjustment helps; the sentence is about the experiment without any.
    """
    for adjustment in ADJUSTMENTS:
        try:
            return experiment.evolve(dataset=dataset, **changes, **adjustment(experiment))
        except ValidationError:
            continue
    return evolved(experiment, dataset=dataset, **changes)
