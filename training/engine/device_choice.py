"""On which device an experiment is trained: the one that was asked for, or the faster one."""

import time
from collections.abc import Callable

import torch

from training import machine
from training.learner.devices import has_images
from training.learner.learner import Learner
from training.settings import Experiment
from training.text import Problem

SECONDS = 0.025
"""Duration of the measurement on each device."""
WARM_UP = 5
"""Unmeasured steps before it: the first ones allocate and compile."""
ADVANTAGE = 1.2
"""Speed-up that a GPU must reach: near the break-even the choice must not change by chance."""


class DeviceError(Problem):
    """The requested device is not available."""


def _usable() -> list[str]:
    checks: dict[str, Callable[[], bool]] = {
        "cpu": lambda: True,
        "cuda": torch.cuda.is_available,
        "mps": torch.backends.mps.is_available,
    }
    return [name for name, is_there in checks.items() if is_there()]


def choose(experiment: Experiment) -> torch.device:
    """Return the device of an experiment; raise DeviceError when it is not there."""
    wanted: str = experiment.trainer.device
    if wanted == "auto" and machine.preferred_device() in _usable():
        wanted = machine.preferred_device()
    if wanted == "auto":
        if not torch.cuda.is_available():
            return torch.device("cpu")
        return torch.device("cuda" if has_images(experiment) else faster(experiment))
    if wanted not in _usable():
        raise DeviceError(
            "This computer has no usable {device} device. Choose the device “automatic” or “CPU”.",
            device=wanted.upper(),
        )
    return torch.device(wanted)


_chosen: dict[tuple[object, ...], str] = {}


def faster(experiment: Experiment) -> str:
    """Return ``cuda`` or ``cpu``, whichever trains faster: small networks do on the CPU.

    Measured once per session for experiments of the same cost, so that runs repeat.
    """
    dataset, trainer = experiment.dataset, experiment.trainer
    work = (experiment.model, dataset, trainer.batch_size, trainer.optimizer.kind)
    if work not in _chosen:
        rates = {
            device: steps_a_second(experiment, torch.device(device)) for device in ("cpu", "cuda")
        }
        _chosen[work] = "cuda" if rates["cuda"] > ADVANTAGE * rates["cpu"] else "cpu"
    return _chosen[work]


def steps_a_second(experiment: Experiment, device: torch.device) -> float:
    """Measure an experiment's steps on a device, for about ``SECONDS``."""
    learner = Learner(experiment, device)
    learner.advance(WARM_UP)
    count, passed, at_once = 0, 0.0, 1
    while passed < SECONDS:
        start = time.perf_counter()
        learner.advance(at_once)
        passed += time.perf_counter() - start
        count += at_once
        at_once *= 2  # on a GPU each call waits for its last step
    return count / passed
