"""The orders that the presets of images show: one seed, on a part of their epochs.

``docs/cifar.md`` has whole runs over several seeds.
"""

import pytest

from tests.cifar_figures import figures
from training.catalog.presets import preset
from training.settings.assign import assigned
from training.setup.races import experiments, steps_per_epoch

pytestmark = pytest.mark.training
FEW = 4
"""Epochs: enough for the order to stand, few enough for a test."""


def finals(name: str, epochs: int = FEW, **settings: str) -> list[tuple[float, float]]:
    """Train each run of a preset's race; return its final training and test accuracy in %."""
    entry = preset(name)
    assert entry.race is not None
    found = []
    for member in experiments(entry.race, entry.experiment):
        steps = epochs * steps_per_epoch(member)
        changed = assigned(member, "trainer.steps", str(steps))
        for path, value in settings.items():
            changed = assigned(changed, path.replace("__", "."), value)
        result = figures(changed)
        found.append((result["train"], result["test"]))
    return found


def test_that_smaller_batches_learn_more_in_as_many_epochs() -> None:
    small, middle, large = (train for train, _ in finals("batch-size"))
    assert small > middle > large


def test_that_adam_is_before_sgd_and_both_before_rprop_on_batches() -> None:
    adam, sgd, rprop = (train for train, _ in finals("optimizer", epochs=9))
    assert adam > sgd > rprop


def test_that_dropout_narrows_the_gap_of_training_and_test() -> None:
    none, little, much = (train - test for train, test in finals("dropout", epochs=5))
    assert none > little > much


@pytest.mark.parametrize("p", ["0", "1"])
def test_that_random_labels_are_fitted_and_only_true_ones_generalise(p: str) -> None:
    entry = preset("random-labels").experiment
    per_epoch = steps_per_epoch(entry)
    setting = assigned(entry, "dataset.label_noise", p)
    result = figures(assigned(setting, "trainer.steps", str(40 * per_epoch)))
    assert result["train"] >= 99
    assert result["test"] > 30 if p == "0" else 6 < result["test"] < 14
    assert result["fitted"] > 26 if p == "1" else result["fitted"] < 27
