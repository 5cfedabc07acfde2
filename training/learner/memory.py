"""Estimates whether a batch of images fits into memory, and the largest that does."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from training.settings import Experiment
from training.settings.image_models import ImageModel
from training.text import Problem

NUMBER = 4
"""Bytes of a 32-bit number."""
COPIES = 2
"""Copies of a layer's output: one for the backward pass, and its gradient."""
OF_PARAMETER = 4
"""Numbers per parameter: itself, its gradient and two of optimizer state."""
SHARE = 0.9
"""Part of the free memory that may be used."""


def free_memory(device: torch.device) -> int | None:
    """Return the bytes that are free, None where that is not known."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    entries = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(entries["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in entries else None


def fitting_batch(experiment: Experiment, free: int) -> int:
    """Return the largest power of two of images that fits into free memory; 0 where none does."""
    model, dataset = experiment.model, experiment.dataset
    assert isinstance(model, ImageModel)
    cost = model.cost(dataset.inputs, dataset.outputs)
    left = SHARE * free - (cost.parameters + cost.norms) * OF_PARAMETER * NUMBER
    images = left / ((cost.values + dataset.inputs) * COPIES * NUMBER)
    return 2 ** int(math.log2(images)) if images >= 1 else 0


def too_large(experiment: Experiment, batch: int, free: int) -> Problem:
    """Return the Problem of a batch that does not fit, with one that would."""
    values = {"batch": f"{batch:,}", "free": f"{free / 1e9:.1f}"}
    fit = min(fitting_batch(experiment, free), 2 ** int(math.log2(max(1, batch - 1))))
    if not fit:
        return Problem(
            "There is not enough memory for this network: {free} GB are free. Make it narrower.",
            **values,
        )
    return Problem(
        "A batch of {batch} images does not fit into memory, of which {free} GB are free. A batch "
        "of {fit} would.",
        fit=f"{fit:,}", **values,
    )  # fmt: skip


def check_batch(experiment: Experiment, batch: int, device: torch.device) -> None:
    """Raise Problem where a batch of images cannot fit, before the system ends the process."""
    if not isinstance(experiment.model, ImageModel):
        return
    free = free_memory(device)
    if free is None:
        return
    model, dataset = experiment.model, experiment.dataset
    cost = model.cost(dataset.inputs, dataset.outputs)
    if batch * (cost.values + dataset.inputs) * COPIES * NUMBER > SHARE * free:
        raise too_large(experiment, batch, free)


@contextmanager
def explained(experiment: Experiment, batch: int, device: torch.device) -> Iterator[None]:
    """Raise Problem, with a batch that would fit, where images run a device out of memory."""
    try:
        yield
    except torch.OutOfMemoryError:
        free = free_memory(device)
        if free is None or not isinstance(experiment.model, ImageModel):
            raise
        raise too_large(experiment, batch, free) from None
