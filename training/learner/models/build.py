"""One function a model: register it for its settings class."""

from copy import deepcopy
from functools import singledispatch

from torch import Tensor, nn

from training.learner.models.activations import Pointwise
from training.learner.models.initialisation import initialise, split
from training.settings import Mlp, Settings


@singledispatch
def build(settings: Settings, seed: int, inputs: int = 1, outputs: int = 1) -> nn.Module:
    """Make a module, (n, inputs) -> (n, outputs), with its parameters drawn from ``seed``.

    On the CPU, in float32.
    """
    raise TypeError(f"no model for {type(settings).__name__} of {inputs}, {outputs}, seed {seed}")


@build.register
def build_mlp(settings: Mlp, seed: int, inputs: int = 1, outputs: int = 1) -> nn.Module:
    """Make a fully connected network."""
    narrow = settings.narrow
    # skip_init: the numbers that torch would draw are thrown away.
    linears: list[nn.Linear] = [
        nn.utils.skip_init(nn.Linear, fan_in, fan_out, bias=bias)  # type: ignore[no-untyped-call]
        for fan_in, fan_out, bias in narrow.layers(inputs, outputs)
    ]
    initialise(linears, settings.initialisation, seed)
    if settings.split > 1:
        split(linears[0], linears[1], settings.split, settings.split_noise, seed)
    modules: list[nn.Module] = []
    for linear in linears[:-1]:
        modules += [linear, Pointwise(settings.activation), nn.Dropout(settings.dropout)]
    network = nn.Sequential(*modules, linears[-1])
    return AntiSymmetric(network, settings.output_factor) if settings.antisymmetric else network


class AntiSymmetric(nn.Module):
    """A factor times h(x, a) - h(x, b), with a = b at the start (Zhang et al. 2020).

    With sqrt(1/2) the tangent kernel is that of one network.
    """

    def __init__(self, network: nn.Module, factor: float) -> None:
        super().__init__()
        self.factor = factor
        self.plus, self.minus = network, deepcopy(network)

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, d) to (n, k)."""
        difference: Tensor = self.plus(x) - self.minus(x)
        return difference * self.factor


def set_dropout(model: nn.Module, probability: float) -> None:
    """Change the dropout probability of a model that may be training."""
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = probability
