"""Networks for images as code: the plans of ``training.settings.network_plans``."""

import math
from collections.abc import Callable
from string import Template
from typing import Any

from training.settings import network_plans
from training.settings.image_models import CHANNELS, ImageModel
from training.settings.network_plans import Layer, NetworkPlan, Shape

CodeLines = list[str]
"""Of an expression, each indented against the first."""

NETWORK = Template('''\
class Network(nn.Module):
    """$title."""

    def __init__(self):
        super().__init__()
        self.layers = $layers
        initialise(self.layers)
        self.to(memory_format=torch.channels_last)

    def forward(self, x):
        images = x.view(len(x), $side, $side, $channels).permute(0, 3, 1, 2)
        return self.layers(images)''')
DRAW = Template('''\
@torch.no_grad()
def initialise(network):
    """Draw the weights of each layer from a generator of its own."""
    layers = [m for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    for place, layer in enumerate(layers):
        random = generator(0 if layer is layers[-1] else place + 1)
        window = layer.weight[0, 0].numel() if layer.weight.dim() > 2 else 1
        fan_in = layer.weight.shape[1] * window
$draw''')
DRAWS = {
    "default": """\
        bound = 1 / math.sqrt(fan_in)
        layer.weight.uniform_(-bound, bound, generator=random)
        if layer.bias is not None:
            layer.bias.uniform_(-bound, bound, generator=random)""",
    "he": """\
        layer.weight.normal_(0, math.sqrt(2 / fan_in), generator=random)
        if layer.bias is not None:
            layer.bias.zero_()""",
    "xavier": """\
        fan_out = layer.weight.shape[0] * window
        layer.weight.normal_(0, math.sqrt(2 / (fan_in + fan_out)), generator=random)
        if layer.bias is not None:
            layer.bias.zero_()""",
}
TOGETHER = '''\
class Together(nn.Module):
    """Branches on the same input, their channels behind each other."""

    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, z):
        return torch.cat([branch(z) for branch in self.branches], dim=1)'''
RESIDUAL = '''\
class Residual(nn.Module):
    """max(0, body(z) + shortcut(z))."""

    def __init__(self, body, shortcut):
        super().__init__()
        self.body, self.shortcut = body, shortcut

    def forward(self, z):
        return torch.relu_(self.body(z) + self.shortcut(z))'''
MEAN = '''\
class Mean(nn.Module):
    """The mean of each channel."""

    def forward(self, z):
        return z.mean(dim=(2, 3))'''
CLASSES = {"Together(": TOGETHER, "Residual(": RESIDUAL, "Mean(": MEAN}


def _conv(layer: network_plans.Conv, shape: Shape) -> CodeLines:
    bias = "" if layer.bias else ", bias=False"
    numbers = f"{shape[0]}, {layer.out}, {layer.size}, {layer.stride}, {layer.padding}"
    return [f"nn.Conv2d({numbers}{bias})"]


def _norm(_: network_plans.Norm, shape: Shape) -> CodeLines:
    return [f"nn.BatchNorm{'2d' if len(shape) > 1 else '1d'}({shape[0]})"]


def _together(layer: network_plans.Together, shape: Shape) -> CodeLines:
    return _call("Together", [_sequential(branch, shape) for branch in layer.branches])


def _residual(layer: network_plans.Residual, shape: Shape) -> CodeLines:
    return _call("Residual", [_sequential(part, shape) for part in (layer.body, layer.shortcut)])


LAYERS: dict[type[Layer], Callable[[Any, Shape], CodeLines]] = {
    network_plans.Conv: _conv,
    network_plans.Dense: lambda layer, shape: [f"nn.Linear({shape[0]}, {layer.out})"],
    network_plans.Norm: _norm,
    network_plans.Relu: lambda *_: ["nn.ReLU(inplace=True)"],
    network_plans.Drop: lambda layer, _: [f"nn.Dropout({layer.probability!r})"],
    network_plans.MaxPool: lambda s, _: [f"nn.MaxPool2d({s.size}, {s.stride}, {s.pad})"],
    network_plans.LocalNorm: lambda *_: [
        "nn.LocalResponseNorm(4, alpha=0.001 / 9.0 * 4, beta=0.75)"
    ],
    network_plans.Mean: lambda *_: ["Mean()"],
    network_plans.Flatten: lambda *_: ["nn.Flatten()"],
    network_plans.Together: _together,
    network_plans.Residual: _residual,
}


def _call(name: str, arguments: list[CodeLines]) -> CodeLines:
    if not arguments:
        return [f"{name}()"]
    inner = []
    for lines in arguments:
        inner += [f"    {line}" for line in lines[:-1]] + [f"    {lines[-1]},"]
    return [f"{name}(", *inner, ")"]


def _sequential(plan: NetworkPlan, shape: Shape) -> CodeLines:
    arguments = []
    for layer in plan:
        arguments.append(LAYERS[type(layer)](layer, shape))
        shape = layer.cost(shape).shape
    return _call("nn.Sequential", arguments)


def layers_code(model: ImageModel, inputs: int, outputs: int) -> list[str]:
    """Write a class ``Network`` that takes images as rows of pixels of colours, flat."""
    side = math.isqrt(inputs // CHANNELS)
    lines = _sequential(model.plan(outputs), (CHANNELS, side, side))
    layers = "\n        ".join(lines)
    used = [code for name, code in CLASSES.items() if name in layers]
    network = NETWORK.substitute(title=model.title, layers=layers, side=side, channels=CHANNELS)
    return [*used, DRAW.substitute(draw=DRAWS[model.initialisation]), network]
