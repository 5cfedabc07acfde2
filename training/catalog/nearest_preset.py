"""Which preset an experiment is, or was before some of its settings were changed."""

from training.catalog.presets import PRESETS, Preset, preset
from training.settings import Dataset, Experiment
from training.settings.experiment import Difference, differences


def _is_same(one: Dataset, other: Dataset) -> bool:
    """Whether two datasets are about the same; points and corners are what data are about."""
    if one.subject != other.subject or type(one) is not type(other):
        return False
    return not any(isinstance(difference.new, tuple) for difference in differences(one, other))


def nearest(experiment: Experiment) -> tuple[Preset, tuple[Difference, ...]] | None:
    """Return the preset about the same subject with the fewest other settings, and those.

    None where no preset has such data: texts about one subject do not apply to another.
    """
    dataset = experiment.dataset
    alike = [
        found for name in PRESETS if _is_same(dataset, (found := preset(name)).experiment.dataset)
    ]
    changes = [tuple(differences(found.experiment, experiment)) for found in alike]
    number = min(range(len(alike)), key=lambda n: len(changes[n]), default=None)
    return None if number is None else (alike[number], changes[number])
