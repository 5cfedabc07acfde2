"""What devices are fast at, and how many CPU threads to use."""

import torch
from torch import Tensor

from training import machine
from training.settings import Experiment, LabelledDataset
from training.text import Text

THREADED = 300_000
"""Parameters from which more than one thread is faster on a CPU (measured, full batches)."""


def has_images(experiment: Experiment) -> bool:
    """Whether the data are images: a step is costly even with few parameters."""
    return isinstance(experiment.dataset, LabelledDataset)


def prefers_16_bits(device: torch.device) -> bool:
    """Whether convolutions are faster, and as good, in bfloat16.

    On a CPU that has instructions for it a step of ResNet-18 takes little more than half as long.
    """
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    asks = getattr(torch.cpu, "_is_avx512_bf16_supported", None)  # there is no public function
    return device.type == "cpu" and asks is not None and bool(asks())


def set_threads(experiment: Experiment) -> int:
    """Choose the number of CPU threads by the experiment alone, so that runs repeat.

    Small networks are faster on one, which also leaves the others to the window.
    """
    is_small = experiment.parameter_count < THREADED and not has_images(experiment)
    threads = 1 if is_small else machine.cores()
    torch.set_num_threads(threads)
    return threads


def random_state(device: torch.device) -> Tensor:
    """Return the state of the default generator of a device."""
    states = {"cuda": torch.cuda.get_rng_state, "mps": torch.mps.get_rng_state}
    return states.get(device.type, torch.get_rng_state)()


def set_random_state(device: torch.device, state: Tensor) -> None:
    """Set the state of the default generator of a device."""
    setters = {"cuda": torch.cuda.set_rng_state, "mps": torch.mps.set_rng_state}
    setters.get(device.type, torch.set_rng_state)(state)


def describe(
    device: torch.device, threads: int, *, is_mixed: bool = False, is_compiled: bool = False
) -> Text:
    """Return the device's name for the status line, with how steps are done on it.

    ``is_mixed``: convolutions are taken in 16 bits.
    """
    name = _name(device, threads)
    if is_mixed:
        return Text("{device}, bfloat16", {"device": name})
    return Text("{device}, compiled", {"device": name}) if is_compiled else name


def _name(device: torch.device, threads: int) -> Text:
    if device.type == "cuda":
        return Text("CUDA ({name})", {"name": torch.cuda.get_device_name(device)})
    if device.type == "mps":
        return Text("MPS")
    if threads == 1:
        return Text("CPU, 1 thread")
    return Text("CPU, {threads} threads", {"threads": threads})
