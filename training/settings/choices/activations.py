"""Activations: one class each, listed in the union.

PyTorch evaluates ``code``, and an exported script contains the same text. Activations with a
``kernel`` are supported by compiled steps; without one, PyTorch trains.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Discriminator

from training.settings.base import Settings, setting
from training.settings.choices import vectors
from training.settings.choices.vectors import Vector

ValueAndSlope = tuple[Vector, Vector]


@dataclass(frozen=True, slots=True)
class ActivationKernel:
    """How compiled steps compute an activation.

    Attributes
    ----------
    formula
        Takes z and a number; returns the value and its derivative by z. Where it does
        not exist, the subgradient that autograd uses.
    number
        Name of the setting that the formula is given; None: it needs none.
    """

    formula: Callable[[Vector, Vector], ValueAndSlope]
    number: str | None = None


class ActivationSettings(Settings):
    """What every activation has; see the head of this module."""

    code: ClassVar[str]
    """Body of a Python function of a tensor ``z``; ``{name!r}`` stands for a setting's value. It
    may use ``torch``, ``nn`` (``torch.nn``) and ``math``."""
    kernel: ClassVar[ActivationKernel | None] = None

    @property
    def body(self) -> str:
        """``code`` with the values of the settings."""
        return self.code.format(**dict(self))

    @property
    def kernel_number(self) -> float:
        """The number that the kernel's formula is given."""
        name = self.kernel.number if self.kernel is not None else None
        return 0.0 if name is None else float(getattr(self, name))


def _tanh(z: Vector, _: Vector) -> ValueAndSlope:
    value = vectors.tanh(z)
    return value, 1.0 - value * value


class Tanh(ActivationSettings, title="tanh"):
    """tanh(z)."""

    kind: Literal["tanh"] = "tanh"
    code = "return torch.tanh(z)"
    kernel = ActivationKernel(_tanh)


def _x_tanh(z: Vector, _: Vector) -> ValueAndSlope:
    value = vectors.tanh(z)
    return z * value, value + z * (1.0 - value * value)


class XTanh(ActivationSettings, title="x tanh(x)"):
    """z tanh(z): near 0 like a square, so that neurons condense on more directions."""

    kind: Literal["x_tanh"] = "x_tanh"
    code = "return z * torch.tanh(z)"
    kernel = ActivationKernel(_x_tanh)


def _relu(z: Vector, _: Vector) -> ValueAndSlope:
    return z.at_least(0.0), z.where_above(0.0, 1.0, 0.0)


class Relu(ActivationSettings, title="ReLU"):
    """max(0, z)."""

    kind: Literal["relu"] = "relu"
    code = "return torch.relu(z)"
    kernel = ActivationKernel(_relu)


def _leaky_relu(z: Vector, slope: Vector) -> ValueAndSlope:
    return z.where_above(0.0, z, slope * z), z.where_above(0.0, 1.0, slope)


class LeakyRelu(ActivationSettings, title="leaky ReLU"):
    """z where it is positive, slope * z elsewhere."""

    kind: Literal["leaky_relu"] = "leaky_relu"
    slope: float = setting(0.01, "Slope", "Slope on the negative side.", ge=0, le=1)
    code = "return nn.functional.leaky_relu(z, {slope!r})"
    kernel = ActivationKernel(_leaky_relu, "slope")


def _gelu(z: Vector, _: Vector) -> ValueAndSlope:
    below, density = vectors.normal(z)
    return z * below, below + z * density


class Gelu(ActivationSettings, title="GELU"):
    """z times the normal distribution function of z."""

    kind: Literal["gelu"] = "gelu"
    code = "return nn.functional.gelu(z)"
    kernel = ActivationKernel(_gelu)


class Sigmoid(ActivationSettings, title="sigmoid"):
    """1 / (1 + exp(-z))."""

    kind: Literal["sigmoid"] = "sigmoid"
    code = "return torch.sigmoid(z)"
    kernel = ActivationKernel(lambda z, _: vectors.sigmoid(z))


class Softplus(ActivationSettings, title="softplus"):
    """log(1 + exp(z))."""

    kind: Literal["softplus"] = "softplus"
    code = "return nn.functional.softplus(z)"
    kernel = ActivationKernel(lambda z, _: (vectors.softplus(z), vectors.sigmoid(z)[0]))


def _sin(z: Vector, scale: Vector) -> ValueAndSlope:
    sin, cos = vectors.sine(z * scale)
    return sin, scale * cos


class Sine(ActivationSettings, title="sin"):
    """sin(scale * z)."""

    kind: Literal["sin"] = "sin"
    scale: float = setting(
        1.0, "Scale", "The factor s in sin(s z).", editor="log", slider=(0.1, 100), gt=0, le=1000
    )
    code = "return torch.sin({scale!r} * z)"
    kernel = ActivationKernel(_sin, "scale")


def _ricker(z: Vector, width: Vector) -> ValueAndSlope:
    inverse = 1.0 / width
    part = z * inverse
    square = part * part
    bell = vectors.exp(-0.5 * square) * inverse * (math.pi**0.25 / 15)
    return (1.0 - square) * bell, part * inverse * (square - 3.0) * bell


class Ricker(ActivationSettings, title="Ricker"):
    """The Ricker wavelet 2/(30a) pi^(1/4) (1 - (z/a)^2) exp(-(z/a)^2 / 2)."""

    kind: Literal["ricker"] = "ricker"
    a: float = setting(
        0.3,
        "Width a",
        "Narrow wavelets (0.1) break the frequency principle, wide ones keep it.",
        editor="log",
        slider=(0.01, 10),
        gt=0,
        le=1000,
    )
    code = """\
square = (z / {a!r}).square()
height = 2 / (30 * {a!r}) * math.pi**0.25
return torch.exp(-square / 2) * (1 - square) * height"""
    kernel = ActivationKernel(_ricker, "a")


def _hat(z: Vector, _: Vector) -> ValueAndSlope:
    value = (1.0 - (z - 1.0).abs()).at_least(0.0)
    side = z.where_above(1.0, -1.0, (z - 1.0).where_above(-1e-30, 0.0, 1.0))
    return value, value.where_above(0.0, side, 0.0)


class Hat(ActivationSettings, title="hat"):
    """z on [0, 1), 2 - z on [1, 2), else 0."""

    kind: Literal["hat"] = "hat"
    code = "return torch.relu(1 - (z - 1).abs())"
    kernel = ActivationKernel(_hat)


class Linear(ActivationSettings, title="linear"):
    """z itself: the network is then a linear function."""

    kind: Literal["linear"] = "linear"
    code = "return z"
    kernel = ActivationKernel(lambda z, _: (z, z * 0.0 + 1.0))


Activation = Annotated[
    Tanh | XTanh | Relu | LeakyRelu | Gelu | Sigmoid | Softplus | Sine | Ricker | Hat | Linear,
    Discriminator("kind"),
]
ACTIVATIONS: tuple[type[ActivationSettings], ...] = get_args(get_args(Activation)[0])
