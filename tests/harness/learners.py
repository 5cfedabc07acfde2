"""Learners as runs have them."""

from training.engine.device_choice import choose
from training.learner.learner import Learner
from training.settings import Experiment


def learner_of(experiment: Experiment) -> Learner:
    """Return a learner on the device that a run would have."""
    return Learner(experiment, choose(experiment))
