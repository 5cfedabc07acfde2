"""The weights of a run at a checkpoint, as safetensors: ``model.load_state_dict`` takes them."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save_file

from app.export.networks import names
from app.export.source import Source
from app.export.targets import fresh
from training.data.collections import Progress
from training.settings import Experiment
from training.text import Problem

Tensors = dict[str, NDArray[Any]]
STRUCTURE = "structure"
"""See ``training.learner.checkpoint``, which writes them; here they are read without torch."""


def write_weights(source: Source, target: Path, progress: Progress) -> None:
    """Write the weights of the run at the last checkpoint up to the step that is shown."""
    run = source.only
    with source.reader(run) as reader:
        steps = reader.checkpoint_steps(run.key)
        if source.step is not None:
            steps = steps[steps <= source.step]
        if not len(steps):
            raise Problem("No weights were recorded up to this step.")
        step = int(steps[-1])
        content = reader.checkpoint(run.key, step)
    tensors, experiment = _read(content)
    metadata = {
        "step": str(step),
        "run": source.say(run.title),
        "experiment": experiment.model_dump_json(),
        "fanhua": version("fanhua"),
        "format": "pt",
    }
    with fresh(target) as new:
        try:
            save_file(tensors, new, metadata)
        except SafetensorError as error:  # it has no error of its own for a disk that is full
            raise OSError(0, _reason(error)) from None
    progress(1, 1)


def _reason(error: SafetensorError) -> str:
    """Return what the system said, without what surrounds it."""
    return str(error).rpartition("I/O error: ")[2] or str(error)


def _read(content: bytes) -> tuple[Tensors, Experiment]:
    """Return the named parameters of a checkpoint, and the experiment as it was then."""
    try:
        arrays = load(content)
        structure = _dict(json.loads(arrays.pop(STRUCTURE).tobytes()))
        learner = _dict(structure["learner"])
        kept = [_list(learner[name], arrays) for name in ("parameters", "buffers")]
        experiment = Experiment.model_validate_json(structure["experiment"])
        tensors: Tensors = {}
        for values, called in zip(kept, names(experiment), strict=True):
            tensors |= dict(zip(called, values, strict=True))
    except (SafetensorError, KeyError, TypeError, ValueError, IndexError, RecursionError):
        raise Problem("The checkpoint is damaged.") from None
    return tensors, experiment


def _dict(packed: Any) -> dict[str, Any]:
    return dict(packed["dict"])


def _list(packed: Any, arrays: Tensors) -> list[NDArray[Any]]:
    return [np.ascontiguousarray(arrays[entry["tensor"]]) for entry in packed["list"]]
