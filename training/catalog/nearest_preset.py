"""Which preset an experiment is, or was before some of its settings were changed."""

from training.catalog.presets import PRESETS, Preset, preset
from training.settings import Experiment
from training.settings.experiment import Difference, differences


def nearest(experiment: Experiment) -> tuple[Preset, tuple[Difference, ...]] | None:
    """Return the preset about the same subject with the fewest other settings, and those.

    None where no preset has such data: texts about one subject do not apply to another.
    """
    subject = experiment.dataset.subject
    alike = [
        found for name in PRESETS if (found := preset(name)).experiment.dataset.subject == subject
    ]
    changes = [tuple(differences(found.experiment, experiment)) for found in alike]
    number = min(range(len(alike)), key=lambda n: len(changes[n]), default=None)
    return None if number is None else (alike[number], changes[number])
