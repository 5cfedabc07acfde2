"""The network of an experiment as code; see ``training.learner.models``."""

import textwrap
from collections.abc import Callable
from string import Template
from typing import Any

from app.export.script.layers import layers_code
from app.export.script.numbers import said
from training.settings import Mlp
from training.settings import model as settings
from training.settings.image_models import ImageModel
from training.settings.simple_models import (
    FactoredModel,
    FilterModel,
    LinearModel,
    MatrixModel,
    SimpleModel,
)

STDS: dict[type, Callable[[Any, int], str]] = {
    settings.LecunInit: lambda _, m: "layer.in_features**-0.5",
    settings.XavierInit: lambda _, m: "(2 / (layer.in_features + layer.out_features)) ** 0.5",
    settings.HeInit: lambda _, m: "(2 / layer.in_features) ** 0.5",
    settings.NormalInit: lambda s, m: repr(s.std),
    settings.NormalGammaInit: lambda s, m: f"{m}**{-s.gamma!r}",
    settings.PhaseInit: lambda s, m: (
        f"{m} ** (-({s.gamma!r} + (1 if is_last else -1) * {s.gamma_prime!r}) / 2)  # fmt: skip"
    ),
}
"""Standard deviations as in ``training.settings.stds``; m is the width of the first layer."""
WITHOUT_BIASES = (settings.LecunInit, settings.XavierInit, settings.HeInit)

GENERATOR = '''\
def generator(place):
    """Return a source of random numbers of its own for each layer."""
    state = np.random.SeedSequence([SEED, place]).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(state[0]) >> 1)'''
NORMAL = Template('''\
@torch.no_grad()
def initialise(layers):
    """Draw all weights and biases: $said."""
    for index, layer in enumerate(layers):
        is_last = index == len(layers) - 1
        random = generator(0 if is_last else index + 1)
        std = $std
        layer.weight.normal_(0, 1, generator=random).mul_(std)
        if layer.bias is not None:
            $bias''')
DEFAULT = '''\
@torch.no_grad()
def initialise(layers):
    """Draw all weights and biases as PyTorch does, uniform in +-1/sqrt(inputs)."""
    for index, layer in enumerate(layers):
        is_last = index == len(layers) - 1
        random = generator(0 if is_last else index + 1)
        bound = 1 / math.sqrt(layer.in_features)
        layer.weight.uniform_(-bound, bound, generator=random)
        if layer.bias is not None:
            layer.bias.uniform_(-bound, bound, generator=random)'''
SPLIT = Template('''\
@torch.no_grad()
def split(first, second):
    """Replace each neuron between two layers by $parts equal parts."""
    random = generator(1000)
    first.weight = nn.Parameter(first.weight.repeat_interleave($parts, dim=0))
    if first.bias is not None:
        first.bias = nn.Parameter(first.bias.repeat_interleave($parts))
    second.weight = nn.Parameter(second.weight.repeat_interleave($parts, dim=1) / $parts)
    first.weight.mul_(1 + $noise * torch.randn(first.weight.shape, generator=random))''')
MLP = Template('''\
def activation(z):
    """Return what a neuron makes of its input."""
$activation


class $name(nn.Module):
    """$said."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(
            [
$layers
            ]
        )
        self.dropout = $dropout
        initialise(self.layers)
$split
    def forward(self, x):
        *hidden, last = self.layers
        for layer in hidden:
            x = activation(layer(x))
            x = nn.functional.dropout(x, self.dropout, self.training)
        return last(x)''')
ANTISYMMETRIC = Template('''\
class Network(nn.Module):
    """Two equal networks, one taken off the other: the output is 0 at the start."""

    def __init__(self):
        super().__init__()
        self.plus = One()
        self.minus = copy.deepcopy(self.plus)

    def forward(self, x):
        return $difference''')
DIFFERENCES = {
    "halved": "(self.plus(x) - self.minus(x)) * math.sqrt(0.5)",
    "sum": "self.plus(x) - self.minus(x)",
}
SIMPLE = Template('''\
def drawn(place, *shape):
    """Return parameters that are drawn normal."""
    return nn.Parameter(torch.randn(*shape, generator=generator(place)) * $std)


''')
LINEAR = Template('''\
class $name(nn.Module):
    """A linear function$said."""

    def __init__(self):
        super().__init__()
        self.offset = drawn(0, 1)
        self.weights = drawn($place, $inputs)$last

    def forward(self, x):
        weights = self.weights
$factored        return (x @ weights + self.offset)[:, None]''')
MATRIX = Template('''\
class Network(nn.Module):
    """The element (A B)_ij of a matrix, where ones in the input say which row and column."""

    def __init__(self):
        super().__init__()
        self.a = drawn(1, $side, $inner)
        self.b = drawn(0, $inner, $side)

    def forward(self, x):
        rows, columns = x.chunk(2, dim=1)
        return ((rows @ self.a) * (columns @ self.b.T)).sum(dim=1, keepdim=True)''')
FILTER = Template('''\
class Network(nn.Module):
    """A filter that slides over the inputs without overlap, and a linear function behind."""

    def __init__(self):
        super().__init__()
        self.filter = drawn(2, $size)
        self.bias = drawn(3, 1)
        self.behind = Linear()

    def forward(self, x):
        parts = x[:, :$used].reshape(len(x), $count, $size)
        return self.behind(parts @ self.filter + self.bias)''')


def network_code(model: Any, inputs: int, outputs: int) -> list[str]:
    """Write a class ``Network`` whose parameters are called as ``networks.names`` says."""
    if isinstance(model, Mlp):
        return _mlp(model, inputs, outputs)
    if isinstance(model, ImageModel):
        return [GENERATOR, *layers_code(model, inputs, outputs)]
    return [GENERATOR, SIMPLE.substitute(std=repr(model.std)).rstrip(), *_simple(model, inputs)]


def _mlp(model: Mlp, inputs: int, outputs: int) -> list[str]:
    narrow = model.narrow
    layers = [
        f"                nn.Linear({a}, {b}{'' if has_bias else ', bias=False'}),"
        for a, b, has_bias in narrow.layers(inputs, outputs)
    ]
    widths = ", ".join(map(str, model.widths))
    values = {
        "activation": textwrap.indent(model.activation.body, "    "),
        "name": "One" if model.antisymmetric else "Network",
        "said": f"A fully connected network with hidden layers of {widths} neurons",
        "layers": "\n".join(layers),
        "dropout": repr(model.dropout),
        "split": "        split(self.layers[0], self.layers[1])\n" if model.split > 1 else "",
    }
    blocks = [GENERATOR, _initialise(model, narrow.widths[0])]
    if model.split > 1:
        noise = repr(model.split_noise)
        blocks.append(SPLIT.substitute(parts=model.split, noise=noise))
    blocks.append(MLP.substitute(values))
    if model.antisymmetric:
        blocks.append(ANTISYMMETRIC.substitute(difference=DIFFERENCES[model.antisymmetric_form]))
    return blocks


def _initialise(model: Mlp, width: int) -> str:
    chosen = model.initialisation
    if isinstance(chosen, settings.DefaultInit):
        return DEFAULT
    bias = "layer.bias.normal_(0, 1, generator=random).mul_(std)"
    if isinstance(chosen, WITHOUT_BIASES):
        bias = "layer.bias.zero_()"
    title = said(str(chosen.model_config.get("title")))
    std = STDS[type(chosen)](chosen, width)
    return NORMAL.substitute(said=title, std=std, bias=bias)


def _linear(name: str, place: int, inputs: int, *, is_factored: bool) -> str:
    factored = "        weights = torch.cat([weights[:-1], weights[-1:] * self.last])\n"
    return LINEAR.substitute(
        name=name,
        place=place,
        inputs=inputs,
        said=" whose last coefficient is a product" if is_factored else "",
        last="\n        self.last = drawn(2, 1)" if is_factored else "",
        factored=factored if is_factored else "",
    )


def _filter(model: FilterModel, inputs: int) -> list[str]:
    count = inputs // model.size
    used = count * model.size
    behind = _linear("Linear", 1, count, is_factored=False)
    return [behind, FILTER.substitute(size=model.size, used=used, count=count)]


_SIMPLE: dict[type, Callable[[Any, int], list[str]]] = {
    LinearModel: lambda _, inputs: [_linear("Network", 1, inputs, is_factored=False)],
    FactoredModel: lambda _, inputs: [_linear("Network", 1, inputs, is_factored=True)],
    MatrixModel: lambda s, inputs: [MATRIX.substitute(side=inputs // 2, inner=s.inner)],
    FilterModel: _filter,
}


def _simple(model: SimpleModel, inputs: int) -> list[str]:
    return _SIMPLE[type(model)](model, inputs)
