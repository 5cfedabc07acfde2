"""A state of training as bytes that anyone may read: safetensors, never a pickle.

Tensors keep their bits; what is not a tensor (counters, lists of tensors) is kept as JSON in
the tensor ``structure``.
"""

import json
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from training.text import Problem

STRUCTURE = "structure"


class CheckpointError(Problem):
    """A checkpoint that cannot be used; the message says why."""


def to_bytes(state: Any) -> bytes:
    """Write nested dicts and lists of tensors, numbers, texts and None."""
    tensors: dict[str, Tensor] = {}
    text = json.dumps(_packed(state, tensors)).encode()
    tensors[STRUCTURE] = torch.from_numpy(np.frombuffer(text, dtype=np.uint8).copy())
    return save(tensors)


def from_bytes(content: bytes) -> Any:
    """Read what ``to_bytes`` wrote; raise CheckpointError for anything else."""
    try:
        tensors = load(content)
        structure = json.loads(tensors.pop(STRUCTURE).numpy().tobytes())
        return _unpacked(structure, tensors)
    except (SafetensorError, KeyError, ValueError, TypeError, RecursionError):
        raise CheckpointError("The checkpoint is damaged.") from None


def _packed(value: Any, tensors: dict[str, Tensor]) -> Any:
    match value:
        case Tensor():
            name = f"{len(tensors)}"
            tensors[name] = value.detach().cpu().contiguous()
            return {"tensor": name}
        case dict():
            return {"dict": [[key, _packed(inner, tensors)] for key, inner in value.items()]}
        case list() | tuple():
            return {"list": [_packed(inner, tensors) for inner in value]}
    return value


def _unpacked(value: Any, tensors: dict[str, Tensor]) -> Any:
    match value:
        case {"tensor": name}:
            return tensors[name]
        case {"dict": pairs}:
            return {key: _unpacked(inner, tensors) for key, inner in pairs}
        case {"list": values}:
            return [_unpacked(inner, tensors) for inner in values]
    return value


def check_parameters(loaded: list[Tensor], expected: list[Tensor]) -> None:
    """Raise CheckpointError where parameters do not fit a network."""
    if [p.shape for p in loaded] != [p.shape for p in expected]:
        raise CheckpointError("The checkpoint belongs to another architecture.")
