"""What a few experiments are trained on: made once, however often they are looked at."""

from collections import OrderedDict
from collections.abc import Callable

from training.settings import Experiment
from training.settings.dataset import Dataset
from training.setup.prepare import data_settings, prepare
from training.setup.setup import Setup
from training.text import Problem

MOST = 4
"""Setups that are kept: one of images takes hundreds of megabytes."""

DataSettings = tuple[object, ...]


def measured_on(experiment: Experiment) -> DataSettings:
    """Return the settings on which it depends what a recorded number or curve means."""
    return experiment.dataset, experiment.spectrum


class Setups:
    """Keeps the newest.

    Parameters
    ----------
    is_there
        Whether the data of a dataset can be had without waiting.
    """

    def __init__(self, is_there: Callable[[Dataset], bool]) -> None:
        self._is_there = is_there
        self._known: OrderedDict[DataSettings, Setup] = OrderedDict()

    def keep(self, experiment: Experiment, setup: Setup) -> None:
        """Keep what was made; it replaces what was made of the same settings before."""
        self._known[data_settings(experiment)] = setup
        self._known.move_to_end(data_settings(experiment))
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def of(self, experiment: Experiment) -> Setup | None:
        """Return the setup of an experiment; None where its data cannot be had now."""
        if data_settings(experiment) not in self._known:
            try:
                if not self._is_there(experiment.dataset):
                    return None
                self.keep(experiment, prepare(experiment))
            except Problem:  # said where the data are asked for
                return None
        return self._known.get(data_settings(experiment))
