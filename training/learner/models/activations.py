"""Activations as PyTorch computes them: by the code that stands with their settings."""

import math
import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any

import torch
from torch import Tensor, nn

from training.settings import Activation

TensorFunction = Callable[[Tensor], Tensor]


@cache
def function(activation: Activation) -> TensorFunction:
    """Make the function of its code, which an exported script has too.

    The code is ours, and the values in it are numbers that were checked.
    """
    names: dict[str, Any] = {"torch": torch, "nn": nn, "math": math}
    exec(f"def activation(z):\n{textwrap.indent(activation.body, '    ')}", names)
    made: TensorFunction = names["activation"]
    return made


class Pointwise(nn.Module):
    """A function of each element as a module."""

    def __init__(self, activation: Activation) -> None:
        super().__init__()
        self._function = function(activation)

    def forward(self, z: Tensor) -> Tensor:
        """Apply the function; any shape."""
        return self._function(z)
