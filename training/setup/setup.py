"""All that is known of an experiment before it is trained."""

from dataclasses import dataclass

from training.analysis.frequencies import Frequencies
from training.analysis.results import Compared, Truth
from training.data.kinds import Data


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """All that is known of an experiment before it is trained."""

    data: Data
    spectrum: Frequencies
    comparisons: tuple[Compared, ...] = ()
    truths: tuple[Truth, ...] = ()
    published: str = "none"
    """Which table of ``training.settings.published_tables`` stands beside it."""
    filter_delta: float = 0.0
    """Of ``training.learner.filtering``; 0 where there is nothing to filter."""
    made_of: tuple[object, ...] = ()
    """The settings that it was made of, see ``training.setup.prepare.data_settings``."""
