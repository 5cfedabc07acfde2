"""Modules of plans: see ``training.settings.network_plans``."""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from training.learner.models.build import build
from training.learner.models.initialisation import layer_generator
from training.settings import network_plans
from training.settings.image_models import CHANNELS, ImageModel
from training.settings.network_plans import Layer, NetworkPlan, Shape


class Together(nn.Module):
    """Branches on the same input, their channels behind each other."""

    def __init__(self, branches: list[nn.Module]) -> None:
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, z: Tensor) -> Tensor:
        """Map (n, c, h, w) to (n, c', h', w')."""
        return torch.cat([branch(z) for branch in self.branches], dim=1)


class Residual(nn.Module):
    """max(0, body(z) + shortcut(z))."""

    def __init__(self, body: nn.Module, shortcut: nn.Module) -> None:
        super().__init__()
        self.body, self.shortcut = body, shortcut

    def forward(self, z: Tensor) -> Tensor:
        """Map (n, c, h, w) to (n, c', h', w')."""
        return torch.relu_(self.body(z) + self.shortcut(z))


class Mean(nn.Module):
    """The mean of each channel."""

    def forward(self, z: Tensor) -> Tensor:
        """Map (n, c, h, w) to (n, c)."""
        return z.mean(dim=(2, 3))


class ImageNetwork(nn.Module):
    """A network that takes square images as rows of pixels of colours, flat."""

    def __init__(self, side: int, layers: nn.Module) -> None:
        super().__init__()
        self._side, self.layers = side, layers

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, side * side * 3) to (n, k); images lie in memory as convolutions want them."""
        images = x.view(len(x), self._side, self._side, CHANNELS).permute(0, 3, 1, 2)
        outputs: Tensor = self.layers(images)
        return outputs


def _norm(_: network_plans.Norm, shape: Shape) -> nn.Module:
    return nn.BatchNorm2d(shape[0]) if len(shape) > 1 else nn.BatchNorm1d(shape[0])


def _conv(layer: network_plans.Conv, shape: Shape) -> nn.Module:
    module: nn.Module = nn.utils.skip_init(  # type: ignore[no-untyped-call]
        nn.Conv2d, shape[0], layer.out, layer.size, layer.stride, layer.padding, bias=layer.bias
    )
    return module


def _dense(layer: network_plans.Dense, shape: Shape) -> nn.Module:
    module: nn.Module = nn.utils.skip_init(nn.Linear, shape[0], layer.out)  # type: ignore[no-untyped-call]
    return module


MODULES: dict[type[Layer], Callable[[Any, Shape], nn.Module]] = {
    network_plans.Conv: _conv,
    network_plans.Dense: _dense,
    network_plans.Norm: _norm,
    network_plans.Relu: lambda *_: nn.ReLU(inplace=True),
    network_plans.Drop: lambda layer, _: nn.Dropout(layer.probability),
    network_plans.MaxPool: lambda layer, _: nn.MaxPool2d(layer.size, layer.stride, layer.pad),
    network_plans.LocalNorm: lambda *_: nn.LocalResponseNorm(4, alpha=0.001 / 9.0 * 4, beta=0.75),
    network_plans.Mean: lambda *_: Mean(),
    network_plans.Flatten: lambda *_: nn.Flatten(),
    network_plans.Together: lambda layer, shape: Together(
        [module(b, shape) for b in layer.branches]
    ),
    network_plans.Residual: lambda layer, shape: Residual(
        module(layer.body, shape), module(layer.shortcut, shape)
    ),
}


def module(plan: NetworkPlan, shape: Shape) -> nn.Sequential:
    """Make a module of a plan for images of a shape; its weights are not drawn yet."""
    layers = []
    for layer in plan:
        layers.append(MODULES[type(layer)](layer, shape))
        shape = layer.cost(shape).shape
    return nn.Sequential(*layers)


def _bounds(weight: Tensor) -> tuple[int, int]:
    """Return fan in and fan out."""
    window = weight[0, 0].numel() if weight.dim() > 2 else 1
    return weight.shape[1] * window, weight.shape[0] * window


STDS: dict[str, Callable[[int, int], float]] = {
    "he": lambda fan_in, _: math.sqrt(2 / fan_in),
    "xavier": lambda fan_in, fan_out: math.sqrt(2 / (fan_in + fan_out)),
}


@torch.no_grad()
def draw(network: nn.Module, initialisation: str, seed: int) -> None:
    """Draw weights and biases of all layers, each from a generator of its own."""
    layers = [m for m in network.modules() if isinstance(m, nn.Conv2d | nn.Linear)]
    for place, layer in enumerate(layers):
        random = layer_generator(seed, 0 if layer is layers[-1] else place + 1)
        fans = _bounds(layer.weight)
        if initialisation == "default":
            bound = 1 / math.sqrt(fans[0])
            layer.weight.uniform_(-bound, bound, generator=random)
            if layer.bias is not None:
                layer.bias.uniform_(-bound, bound, generator=random)
        else:
            layer.weight.normal_(0, STDS[initialisation](*fans), generator=random)
            if layer.bias is not None:
                layer.bias.zero_()


@build.register
def build_image_model(
    settings: ImageModel, seed: int, inputs: int = 1, outputs: int = 1
) -> nn.Module:
    """Make a convolutional network."""
    side = math.isqrt(inputs // CHANNELS)
    layers = module(settings.plan(outputs), (CHANNELS, side, side))
    draw(layers, settings.initialisation, seed)
    layers = layers.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return ImageNetwork(side, layers)
