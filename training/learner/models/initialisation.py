"""How weights and biases are drawn: each layer from a generator of its own.

A layer's numbers depend on the seed and its place alone, so that another width or depth
elsewhere leaves them as they were.
"""

import math

import numpy as np
import torch
from torch import nn

from training.settings import Initialisation
from training.settings import model as settings
from training.settings.stds import NORMAL

SPLIT = 1000
"""Place of the generator that tells the parts of split neurons apart."""


def layer_generator(seed: int, place: int) -> torch.Generator:
    """Make the generator of one layer; the last layer has place 0."""
    state = np.random.SeedSequence([seed, place]).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(state[0]) >> 1)


@torch.no_grad()
def initialise(layers: list[nn.Linear], initialisation: Initialisation, seed: int) -> None:
    """Draw the parameters of all layers in place."""
    first_width = layers[0].out_features
    for index, layer in enumerate(layers):
        is_last = index == len(layers) - 1
        random = layer_generator(seed, 0 if is_last else index + 1)
        if isinstance(initialisation, settings.DefaultInit):
            _draw_default(layer, random)
            continue
        fans = layer.in_features, layer.out_features
        draw = NORMAL[type(initialisation)]
        std, with_bias = draw(initialisation, *fans, first_width, is_last)
        layer.weight.normal_(0, 1, generator=random).mul_(std)
        if layer.bias is not None:
            layer.bias.normal_(0, 1, generator=random).mul_(std if with_bias else 0.0)


def _draw_default(layer: nn.Linear, random: torch.Generator) -> None:
    bound = 1 / math.sqrt(layer.in_features)
    layer.weight.uniform_(-bound, bound, generator=random)
    if layer.bias is not None:
        layer.bias.uniform_(-bound, bound, generator=random)


@torch.no_grad()
def split(first: nn.Linear, second: nn.Linear, parts: int, noise: float, seed: int) -> None:
    """Replace each neuron between two layers by equal parts, with the outputs shared out.

    The function stays what it was (the embedding principle, Zhang et al. 2021). ``noise`` then
    multiplies what goes into each part by normal numbers round 1.
    """
    random = layer_generator(seed, SPLIT)
    first.weight = nn.Parameter(first.weight.repeat_interleave(parts, dim=0))
    if first.bias is not None:
        first.bias = nn.Parameter(first.bias.repeat_interleave(parts))
    second.weight = nn.Parameter(second.weight.repeat_interleave(parts, dim=1) / parts)
    first.out_features = second.in_features = len(first.weight)
    if noise > 0:
        drawn = torch.randn(first.weight.shape, generator=random)
        first.weight.mul_(1 + noise * drawn)
