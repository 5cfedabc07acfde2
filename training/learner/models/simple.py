"""Models that are no networks of neurons; formulas stand with their settings."""

import torch
from torch import Tensor, nn

from training.learner.models.build import build
from training.learner.models.initialisation import layer_generator
from training.settings.simple_models import (
    FactoredModel,
    FilterModel,
    LinearModel,
    MatrixModel,
    SimpleModel,
)


def _drawn(settings: SimpleModel, seed: int, place: int, *shape: int) -> nn.Parameter:
    generator = layer_generator(seed, place)
    return nn.Parameter(torch.randn(*shape, generator=generator) * settings.std)


class Factored(nn.Module):
    """theta_0 + theta_1 x_1 + ... with the last coefficient, or none, as a product."""

    def __init__(self, offset: nn.Parameter, weights: nn.Parameter, last: nn.Parameter | None):
        super().__init__()
        self.offset, self.weights, self.last = offset, weights, last

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, d) to (n, 1)."""
        weights = self.weights
        if self.last is not None:
            factored = torch.cat([weights[:-1], weights[-1:] * self.last])
            return (x @ factored + self.offset)[:, None]
        return (x @ weights + self.offset)[:, None]


class MatrixProduct(nn.Module):
    """Elements of A B, for one-hot rows and columns."""

    def __init__(self, a: nn.Parameter, b: nn.Parameter) -> None:
        super().__init__()
        self.a, self.b = a, b

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, 2 d) to (n, 1)."""
        rows, columns = x.chunk(2, dim=1)
        product: Tensor = ((rows @ self.a) * (columns @ self.b.T)).sum(dim=1, keepdim=True)
        return product


class Filter(nn.Module):
    """One filter with bias, and a linear layer on its outputs."""

    def __init__(self, filter_: nn.Parameter, bias: nn.Parameter, behind: Factored) -> None:
        super().__init__()
        self.filter, self.bias, self.behind = filter_, bias, behind

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, d) to (n, 1)."""
        size = len(self.filter)
        count = x.shape[1] // size
        parts = x[:, : count * size].reshape(len(x), count, size)
        outputs: Tensor = self.behind(parts @ self.filter + self.bias)
        return outputs


@build.register
def build_linear(settings: LinearModel, seed: int, inputs: int = 1, outputs: int = 1) -> nn.Module:  # noqa: ARG001
    """Make a linear function."""
    return Factored(_drawn(settings, seed, 0, 1), _drawn(settings, seed, 1, inputs), None)


@build.register
def build_factored(
    settings: FactoredModel,
    seed: int,
    inputs: int = 1,
    outputs: int = 1,  # noqa: ARG001
) -> nn.Module:
    """Make a linear function with a product in it."""
    return Factored(
        _drawn(settings, seed, 0, 1),
        _drawn(settings, seed, 1, inputs),
        _drawn(settings, seed, 2, 1),
    )


@build.register
def build_matrix(settings: MatrixModel, seed: int, inputs: int = 1, outputs: int = 1) -> nn.Module:  # noqa: ARG001
    """Make a product of two matrices."""
    side = inputs // 2
    return MatrixProduct(
        _drawn(settings, seed, 1, side, settings.inner),
        _drawn(settings, seed, 0, settings.inner, side),
    )


@build.register
def build_filter(settings: FilterModel, seed: int, inputs: int = 1, outputs: int = 1) -> nn.Module:  # noqa: ARG001
    """Make a filter and the linear layer behind it."""
    count = inputs // settings.size
    behind = Factored(_drawn(settings, seed, 0, 1), _drawn(settings, seed, 1, count), None)
    return Filter(_drawn(settings, seed, 2, settings.size), _drawn(settings, seed, 3, 1), behind)
