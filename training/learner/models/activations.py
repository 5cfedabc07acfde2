"""Activation functions: one line each; formulas stand with their settings."""

import math
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.settings import Activation
from training.settings import model as settings

Function = Callable[[Tensor], Tensor]


def ricker(z: Tensor, a: float) -> Tensor:
    """Return the wavelet in the normalisation of the author's runs, 2/(30a) pi^(1/4) (...)."""
    square = (z / a).square()
    height = 2 / (30 * a) * math.pi**0.25
    wavelet: Tensor = torch.exp(-square / 2) * (1 - square) * height
    return wavelet


def hat(z: Tensor) -> Tensor:
    """Return z on [0, 1), 2 - z on [1, 2), else 0."""
    return torch.relu(1 - (z - 1).abs())


ACTIVATIONS: dict[type, Callable[..., Function]] = {
    settings.Tanh: lambda _: torch.tanh,
    settings.XTanh: lambda _: lambda z: z * torch.tanh(z),
    settings.Relu: lambda _: torch.relu,
    settings.LeakyRelu: lambda s: partial(functional.leaky_relu, negative_slope=s.slope),
    settings.Gelu: lambda _: functional.gelu,
    settings.Sigmoid: lambda _: torch.sigmoid,
    settings.Softplus: lambda _: functional.softplus,
    settings.Sine: lambda s: lambda z: torch.sin(s.scale * z),
    settings.Ricker: lambda s: partial(ricker, a=s.a),
    settings.Hat: lambda _: hat,
    settings.Linear: lambda _: lambda z: z,
}


class Pointwise(nn.Module):
    """A function of each element as a module."""

    def __init__(self, activation: Activation) -> None:
        super().__init__()
        self._function = ACTIVATIONS[type(activation)](activation)

    def forward(self, z: Tensor) -> Tensor:
        """Apply the function; any shape."""
        return self._function(z)
