"""Architectures: fully connected networks and their initialisations."""

import math
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, model_validator
from typing_extensions import override

from training.settings.base import Settings, field_error, setting
from training.settings.choices.activations import Activation, Tanh
from training.settings.image_models import (
    ResNet18,
    SmallAlexNet,
    SmallInception,
    TwoLayerCnn,
    Vgg11,
    Vgg16,
)
from training.settings.simple_models import (
    FactoredModel,
    FilterModel,
    LinearModel,
    MatrixModel,
)

Width = Annotated[int, Field(ge=1, le=5000)]


class DefaultInit(Settings, title="PyTorch default"):
    """PyTorch's own: weights and biases uniform in +-1/sqrt(fan_in)."""

    kind: Literal["default"] = "default"


class LecunInit(Settings, title="LeCun"):
    """Normal with variance 1/fan_in, biases 0 (LeCun et al. 1998)."""

    kind: Literal["lecun"] = "lecun"


class XavierInit(Settings, title="Xavier"):
    """Normal with variance 2/(fan_in + fan_out), biases 0 (Glorot & Bengio 2010)."""

    kind: Literal["xavier"] = "xavier"


class HeInit(Settings, title="He"):
    """Normal with variance 2/fan_in, biases 0 (He et al. 2015)."""

    kind: Literal["he"] = "he"


class NormalInit(Settings, title="normal, std"):
    """All weights and biases normal with one standard deviation."""

    kind: Literal["normal"] = "normal"
    std: float = setting(
        0.0707,
        "Std",
        "Standard deviation of every weight and bias.",
        editor="std",
        slider=(0.001, 2),
        ge=0,
        le=1e4,
    )


class NormalGammaInit(Settings, title="normal, 1/m^gamma"):
    """All weights and biases normal with std 1/m^gamma, m the width of the first layer."""

    kind: Literal["normal_gamma"] = "normal_gamma"
    gamma: float = setting(
        0.5,
        "gamma",
        "Exponent: 0.5 is the usual scale, larger ones condense.",
        editor="slider",
        slider=(0.0, 4.0),
        ge=-2,
        le=20,
    )


class PhaseInit(Settings, title="phase diagram"):
    """Normal as in the phase diagram of Luo et al. (2021), for networks with one hidden layer.

    The output weights have std m^(-(gamma + gamma')/2), all others m^(-(gamma - gamma')/2).
    """

    kind: Literal["phase"] = "phase"
    gamma: float = setting(
        1.0,
        "gamma",
        "Below 1 the network is in the linear regime, above it condenses, where gamma' is not "
        "positive.",
        editor="slider",
        slider=(0.0, 2.5),
        ge=-4,
        le=20,
    )
    gamma_prime: float = setting(
        0.0,
        "gamma'",
        "How much smaller the output weights are than the others.",
        editor="slider",
        slider=(-1.0, 1.5),
        ge=-10,
        le=10,
    )


Initialisation = Annotated[
    DefaultInit | LecunInit | XavierInit | HeInit | NormalInit | NormalGammaInit | PhaseInit,
    Discriminator("kind"),
]


class Mlp(Settings, title="Fully connected"):
    """A fully connected network."""

    kind: Literal["mlp"] = "mlp"
    widths: tuple[Width, ...] = setting(
        (200, 200, 200, 100),
        "Hidden widths",
        "Neurons in each hidden layer, 1 to 8 layers.",
        unit="neurons",
        editor="widths",
        min_length=1,
        max_length=8,
        often=True,
    )
    activation: Activation = setting(
        Tanh(), "Activation", "Applied after every hidden layer.", often=True
    )
    initialisation: Initialisation = setting(
        NormalInit(),
        "Initialisation",
        "How weights and biases are drawn before the first step.",
        often=True,
    )
    antisymmetric: bool = setting(
        False,
        "Anti-symmetric",
        "Two copies of the network that start equal, one subtracted from the other: the"
        " output is exactly 0 at the start (Zhang et al. 2020). Doubles the parameters.",
    )
    antisymmetric_form: Literal["halved", "sum"] = setting(
        "halved",
        "Anti-symmetric, as",
        "The difference over sqrt(2), so that the tangent kernel is that of one network"
        " (Zhang et al. 2020), or the sum with the sign of the second output layer "
        "reversed, as in the author's code: sqrt(2) times as large.",
        labels={"halved": "(h - h') / sqrt(2)", "sum": "h + (-h'), the author's code"},
    )
    bias: bool = setting(True, "Hidden biases", "Whether hidden layers have biases.")
    output_bias: bool = setting(True, "Output bias", "Whether the output layer has a bias.")
    dropout: float = setting(
        0.0,
        "Dropout",
        "Probability with which a hidden neuron is left out of a step.",
        live=True,
        editor="slider",
        slider=(0.0, 0.9),
        ge=0,
        le=0.99,
    )

    split: int = setting(
        1,
        "Split into",
        "Groups of this many neurons of the first hidden layer start as equal parts of "
        "one: the function is that of a network narrower by this factor, and with full "
        "batches it stays so.",
        ge=1,
        le=1000,
    )
    split_noise: float = setting(
        0.0,
        "Split, noise",
        "Relative noise between the parts; a little of it lets them develop apart.",
        editor="log",
        slider=(1e-8, 1.0),
        ge=0,
        le=10,
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.widths[0] % self.split:
            raise field_error(
                "split",
                "The first hidden layer has {width} neurons, which is no multiple of this.",
                width=self.widths[0],
            )
        return self

    @property
    @override
    def without_effect(self) -> frozenset[str]:
        idle = {"antisymmetric_form": not self.antisymmetric, "split_noise": self.split == 1}
        return frozenset(name for name, is_idle in idle.items() if is_idle)

    @property
    def output_factor(self) -> float:
        """What the output is multiplied with: 1, or sqrt(1/2) of a halved difference."""
        is_halved = self.antisymmetric and self.antisymmetric_form == "halved"
        return math.sqrt(0.5) if is_halved else 1.0

    @property
    def narrow(self) -> "Mlp":
        """The network whose first layer was split into this one."""
        first, *others = self.widths
        return self.evolve(widths=(first // self.split, *others), split=1)

    def layers(self, inputs: int, outputs: int) -> list[tuple[int, int, bool]]:
        """List each layer's inputs, outputs and whether it has a bias."""
        hidden = [(a, b, self.bias) for a, b in pairwise((inputs, *self.widths))]
        return [*hidden, (self.widths[-1], outputs, self.output_bias)]

    def count_parameters(self, inputs: int = 1, outputs: int = 1) -> int:
        """Return the number of trainable parameters."""
        layers = self.layers(inputs, outputs)
        one = sum(a * b + (b if has_bias else 0) for a, b, has_bias in layers)
        return one * (2 if self.antisymmetric else 1)


Model = Annotated[
    Mlp
    | TwoLayerCnn
    | Vgg11
    | Vgg16
    | ResNet18
    | SmallInception
    | SmallAlexNet
    | LinearModel
    | FactoredModel
    | MatrixModel
    | FilterModel,
    Discriminator("kind"),
]
