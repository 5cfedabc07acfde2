"""The first hidden layer of a network, for readings."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.learner.models.build import AntiSymmetric

MOST_INPUTS = 100


@dataclass(frozen=True, slots=True, eq=False)
class FirstLayer:
    """Weights into and out of the first hidden layer.

    ``incoming``: shape (m, d + 1), weights and bias of each neuron. ``outgoing``: shape (m,),
    signed where the next layer has one output, else the length of each neuron's outgoing weights.
    """

    incoming: Tensor
    outgoing: Tensor


@torch.no_grad()
def first_layer(model: nn.Module) -> FirstLayer | None:
    """Copy the first layer; of two anti-symmetric networks both, one behind the other.

    None for a model without neurons, or with too many inputs.
    """
    linears = [module for module in model.modules() if isinstance(module, nn.Linear)]
    has_convolutions = any(isinstance(module, nn.Conv2d) for module in model.modules())
    if not linears or has_convolutions or linears[0].in_features > MOST_INPUTS:
        return None
    networks = (model.plus, model.minus) if isinstance(model, AntiSymmetric) else (model,)
    parts = [_of_network(network) for network in networks]
    incoming, outgoing = (torch.cat(tensors) for tensors in zip(*parts, strict=True))
    return FirstLayer(incoming, outgoing)


def _of_network(network: nn.Module) -> tuple[Tensor, Tensor]:
    first, second, *_ = (module for module in network.modules() if isinstance(module, nn.Linear))
    weights, out = first.weight, second.weight
    biases = weights.new_zeros(len(weights)) if first.bias is None else first.bias
    outgoing = out.squeeze(0).clone() if out.shape[0] == 1 else out.norm(dim=0)
    return torch.cat([weights, biases[:, None]], dim=1), outgoing
