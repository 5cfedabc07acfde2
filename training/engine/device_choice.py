"""Which device trains an experiment faster: both are tried for a moment."""

import time

from training.settings import Experiment
from training.settings.assign import assigned

SECONDS = 0.025
"""Of steps on each device."""
WARM_UP = 5
"""Steps before that: the first ones make what the others use."""
ADVANTAGE = 1.2
"""Times faster that a GPU must be, so that a choice near the border does not change by chance."""


_chosen: dict[tuple[object, ...], str] = {}


def faster(experiment: Experiment) -> str:
    """Return ``cuda`` or ``cpu``: small networks are faster on a processor beside any GPU.

    Measured once for experiments of the same work, so that runs of one session repeat.
    """
    dataset, trainer = experiment.dataset, experiment.trainer
    work = (experiment.model, dataset, trainer.batch_size, trainer.optimizer.kind)
    if work not in _chosen:
        rates = {
            device: steps_a_second(assigned(experiment, "trainer.device", device))
            for device in ("cpu", "cuda")
        }
        _chosen[work] = "cuda" if rates["cuda"] > ADVANTAGE * rates["cpu"] else "cpu"
    return _chosen[work]


def steps_a_second(experiment: Experiment) -> float:
    """Measure an experiment's steps on its device, for about ``SECONDS``."""
    from training.learner.learner import Learner  # noqa: PLC0415 - which chooses its device here

    learner = Learner(experiment)
    learner.advance(WARM_UP)
    count, passed, at_once = 0, 0.0, 1
    while passed < SECONDS:
        start = time.perf_counter()
        learner.advance(at_once)
        passed += time.perf_counter() - start
        count += at_once
        at_once *= 2  # on a GPU each call waits for its last step
    return count / passed
