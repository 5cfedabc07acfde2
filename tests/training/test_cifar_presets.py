"""The orders that the presets of images show: one seed, on a part of their epochs.

``docs/cifar.md`` has whole runs over several seeds.
"""

import pytest

from tests.harness.learners import learner_of
from training.catalog.presets import preset
from training.learner.learner import Learner
from training.settings.assign import assigned
from training.setup.races import experiments, steps_per_epoch

pytestmark = pytest.mark.training


def percent(learner: Learner, points: str) -> float:
    return 100 * learner.evaluation.accuracy(points)


def finals(name: str, epochs: int) -> list[tuple[float, float]]:
    """Train each run of a preset's race; return its final training and test accuracy in %.

    Without what a run measures on the way, which takes a third of its time and changes no step.
    """
    entry = preset(name)
    assert entry.race is not None
    found = []
    for member in experiments(entry.race, entry.experiment):
        learner = learner_of(member)
        learner.advance(epochs * steps_per_epoch(member))
        found.append((percent(learner, "train"), percent(learner, "test")))
    return found


def test_that_smaller_batches_learn_more_in_as_many_epochs() -> None:
    small, middle, large = (train for train, _ in finals("batch-size", epochs=3))
    assert small > middle > large


def test_that_adam_is_before_sgd_and_both_before_rprop_on_batches() -> None:
    adam, sgd, rprop = (train for train, _ in finals("optimizer", epochs=7))
    assert adam > sgd > rprop


def test_that_dropout_narrows_the_gap_of_training_and_test() -> None:
    none, little, much = (train - test for train, test in finals("dropout", epochs=3))
    assert none > little > much


@pytest.mark.parametrize("p", ["0", "1"])
def test_that_random_labels_are_fitted_and_only_true_ones_generalise(p: str) -> None:
    entry = preset("random-labels").experiment
    learner = learner_of(assigned(entry, "dataset.label_noise", p))
    trained = []
    for _ in range(34):
        learner.advance(steps_per_epoch(entry))
        trained.append(percent(learner, "train"))
    test = percent(learner, "test")
    fitted = next(epoch for epoch, train in enumerate(trained, 1) if train >= 99)
    assert trained[-1] >= 99
    assert test > 30 if p == "0" else 6 < test < 14
    assert fitted > 26 if p == "1" else fitted < 27
