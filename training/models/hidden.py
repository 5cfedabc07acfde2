"""The hidden neurons of a network, as the readings want them."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.models.build import AntiSymmetric


@dataclass(frozen=True, slots=True, eq=False)
class FirstLayer:
    """What goes into and out of the first hidden layer of a network of one input.

    ``weights``, ``biases``, ``outgoing``: shape (m,) each; the last is signed where the next layer
    has one output, else the length of each neuron's outgoing weights.
    """

    weights: Tensor
    biases: Tensor
    outgoing: Tensor


@torch.no_grad()
def first_layer(model: nn.Module) -> FirstLayer:
    """Copy the first layer; of two anti-symmetric networks both, one behind the other."""
    networks = (model.plus, model.minus) if isinstance(model, AntiSymmetric) else (model,)
    parts = [_of_network(network) for network in networks]
    weights, biases, outgoing = (torch.cat(tensors) for tensors in zip(*parts, strict=True))
    return FirstLayer(weights, biases, outgoing)


def _of_network(network: nn.Module) -> tuple[Tensor, Tensor, Tensor]:
    first, second, *_ = (module for module in network.modules() if isinstance(module, nn.Linear))
    weights = first.weight.squeeze(1).clone()
    biases = torch.zeros_like(weights) if first.bias is None else first.bias.clone()
    out = second.weight
    outgoing = out.squeeze(0).clone() if out.shape[0] == 1 else out.norm(dim=0)
    return weights, biases, outgoing
