"""The Setup of an experiment."""

from dataclasses import dataclass

from training.analysis.frequencies import Frequencies
from training.analysis.results import Baseline, TrueFunction
from training.data.kinds import Data


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """All that is known of an experiment before it is trained."""

    data: Data
    spectrum: Frequencies
    baselines: tuple[Baseline, ...] = ()
    true_functions: tuple[TrueFunction, ...] = ()
    literature: str = "none"
    """Key in ``literature_tables.TABLES``, or ``none``."""
    filter_delta: float = 0.0
    """Of ``training.learner.filtering``; 0 where there is nothing to filter."""
    made_of: tuple[object, ...] = ()
    """The settings that it was made of, see ``training.setup.prepare.data_settings``."""
