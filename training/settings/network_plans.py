"""Networks for images as plain values: layers, tensor shapes and sizes.

A plan is a tuple of layers. It gives the number of parameters without torch, and
``training.learner.models.convolutional`` makes a module of it.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

Shape = tuple[int, ...]
"""(channels, rows, columns), or (features,)."""


class Cost(NamedTuple):
    """Output shape and size of a layer, for one image.

    ``parameters`` are its weights and biases, ``norms`` the scales and shifts of its batch norms.
    ``values`` counts the numbers that are kept for the backward pass.
    """

    shape: Shape
    parameters: int = 0
    norms: int = 0
    values: int = 0


class Layer:
    """One step of a plan."""

    __slots__ = ()

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input; raise ValueError where it is too small."""
        raise NotImplementedError


NetworkPlan = tuple[Layer, ...]


def cost(plan: NetworkPlan, shape: Shape) -> Cost:
    """Add up the layers of a plan."""
    parameters = norms = values = 0
    for layer in plan:
        added = layer.cost(shape)
        shape = added.shape
        parameters += added.parameters
        norms += added.norms
        values += added.values
    return Cost(shape, parameters, norms, values)


def _windows(length: int, size: int, stride: int, pad: int) -> int:
    count = (length + 2 * pad - size) // stride + 1
    if count < 1:
        raise ValueError("the images are too small for this network")
    return count


@dataclass(frozen=True, slots=True)
class Conv(Layer):
    """A convolution; ``pad`` None keeps the size at stride 1.

    A 1x1 convolution must have stride 1: on processors with AVX2, oneDNN writes out of bounds for
    larger strides and few channels (its issue 6035), and the network hangs or learns nonsense.
    ``MaxPool(1, stride)`` before it picks the same pixels.
    """

    out: int
    size: int = 3
    stride: int = 1
    pad: int | None = None
    bias: bool = True

    def __post_init__(self) -> None:
        if self.size == 1 and self.stride > 1:
            raise ValueError("pick pixels by MaxPool(1, stride) before a convolution of size 1")

    @property
    def padding(self) -> int:
        """Zeros on each side."""
        return self.size // 2 if self.pad is None else self.pad

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        channels, *sides = shape
        new = (self.out, *(_windows(s, self.size, self.stride, self.padding) for s in sides))
        weights = channels * self.size**2 * self.out
        return Cost(new, weights + (self.out if self.bias else 0), 0, math.prod(new))


@dataclass(frozen=True, slots=True)
class Dense(Layer):
    """A fully connected layer."""

    out: int

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        return Cost((self.out,), (shape[0] + 1) * self.out, 0, self.out)


@dataclass(frozen=True, slots=True)
class Norm(Layer):
    """Batch normalisation (Ioffe & Szegedy 2015), with a scale and a shift for each channel."""

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        return Cost(shape, 0, 2 * shape[0], math.prod(shape))


@dataclass(frozen=True, slots=True)
class Relu(Layer):
    """max(0, z)."""

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        return Cost(shape, values=math.prod(shape))


@dataclass(frozen=True, slots=True)
class Drop(Layer):
    """Dropout."""

    probability: float

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        return Cost(shape, values=math.prod(shape) if self.probability else 0)


@dataclass(frozen=True, slots=True)
class MaxPool(Layer):
    """The largest value of each window."""

    size: int = 2
    stride: int = 2
    pad: int = 0

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        channels, *sides = shape
        new = (channels, *(_windows(s, self.size, self.stride, self.pad) for s in sides))
        return Cost(new, values=math.prod(new))


@dataclass(frozen=True, slots=True)
class LocalNorm(Layer):
    """Local response normalisation over neighbouring channels (Krizhevsky et al. 2012)."""

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        return Cost(shape, values=math.prod(shape))


@dataclass(frozen=True, slots=True)
class Mean(Layer):
    """The mean of each channel."""

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        return Cost(shape[:1], values=shape[0])


@dataclass(frozen=True, slots=True)
class Flatten(Layer):
    """All numbers in a row."""

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        return Cost((math.prod(shape),))


@dataclass(frozen=True, slots=True)
class Together(Layer):
    """Several plans on the same input, their channels behind each other."""

    branches: tuple[NetworkPlan, ...]

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        costs = [cost(branch, shape) for branch in self.branches]
        _, *sides = costs[0].shape
        _, parameters, norms, values = zip(*costs, strict=True)
        new = (sum(f.shape[0] for f in costs), *sides)
        return Cost(new, sum(parameters), sum(norms), sum(values) + math.prod(new))


@dataclass(frozen=True, slots=True)
class Residual(Layer):
    """max(0, body(z) + shortcut(z)) (He et al. 2016); an empty shortcut is z itself."""

    body: NetworkPlan
    shortcut: NetworkPlan = ()

    def cost(self, shape: Shape) -> Cost:
        """Return what becomes of an input."""
        body, shortcut = cost(self.body, shape), cost(self.shortcut, shape)
        return Cost(
            body.shape,
            body.parameters + shortcut.parameters,
            body.norms + shortcut.norms,
            body.values + shortcut.values + math.prod(body.shape),
        )


# --- the networks ------------------------------------------------------------------------------


def scaled(width: float, channels: int) -> int:
    """Return ``width`` times the channels, rounded, at least 1."""
    return max(1, round(width * channels))


def _end(classes: int) -> NetworkPlan:
    return (Mean(), Dense(classes))


def two_layers(classes: int, width: float, dropout: float) -> NetworkPlan:
    """Two convolutions and a hidden layer: the network of the author's CIFAR-10 notebooks."""
    return (
        Conv(scaled(width, 32), pad=0), Relu(), Drop(dropout),
        Conv(scaled(width, 64), pad=0), Relu(), Drop(dropout),
        MaxPool(), Flatten(),
        Dense(scaled(width, 400)), Relu(), Drop(dropout), Dense(classes),
    )  # fmt: skip


VGG: dict[int, tuple[tuple[int, ...], ...]] = {
    11: ((64,), (128,), (256,) * 2, (512,) * 2, (512,) * 2),
    16: ((64,) * 2, (128,) * 2, (256,) * 3, (512,) * 3, (512,) * 3),
}
"""Channels between two poolings (Simonyan & Zisserman 2015, configurations A and D)."""


def vgg(depth: int, classes: int, width: float, dropout: float, *, has_norm: bool) -> NetworkPlan:
    """VGG for small images with or without batch norm, and dropout behind each activation."""
    plan: NetworkPlan = ()
    behind: NetworkPlan = (*((Norm(),) if has_norm else ()), Relu(), Drop(dropout))
    for stage in VGG[depth]:
        for channels in stage:
            plan += (Conv(scaled(width, channels)), *behind)
        plan += (MaxPool(),)
    return (*plan, Flatten(), Dense(scaled(width, 512)), *behind, Dense(classes))


def resnet18(classes: int, width: float, *, is_wide_stem: bool) -> NetworkPlan:
    """ResNet-18 (He et al. 2016), with a stem of 3x3 for small images or the original's of 7x7."""
    first = scaled(width, 64)
    stem: NetworkPlan = (Conv(first, bias=False), Norm(), Relu())
    if is_wide_stem:
        stem = (Conv(first, 7, 2, bias=False), Norm(), Relu(), MaxPool(3, 2, 1))
    plan, before = stem, first
    for stage, channels in enumerate((64, 128, 256, 512)):
        out = scaled(width, channels)
        for block in range(2):
            stride = 2 if stage and not block else 1
            plan += (_block(before, out, stride),)
            before = out
    return (*plan, *_end(classes))


def _block(before: int, out: int, stride: int) -> Residual:
    body = (
        Conv(out, 3, stride, bias=False), Norm(), Relu(), Conv(out, bias=False), Norm(),
    )  # fmt: skip
    is_same = stride == 1 and before == out
    picked: NetworkPlan = (MaxPool(1, stride),) if stride > 1 else ()
    return Residual(body, () if is_same else (*picked, Conv(out, 1, bias=False), Norm()))


INCEPTION: tuple[tuple[int, int], ...] = (
    (32, 32), (32, 48), (80, 0), (112, 48), (96, 64), (80, 80), (48, 96), (96, 0), (176, 160),
    (176, 160),
)  # fmt: skip
"""Channels of 1x1 and of 3x3; those with 0 of 3x3 halve the image (Zhang et al. 2017, fig. 3)."""


def inception(classes: int, width: float, *, has_norm: bool) -> NetworkPlan:
    """Make the small Inception of Zhang et al. 2017."""

    def module(out: int, size: int, stride: int = 1) -> NetworkPlan:
        normed: NetworkPlan = (Norm(),) if has_norm else ()
        return (Conv(scaled(width, out), size, stride), *normed, Relu())

    plan = module(96, 3)
    for one, three in INCEPTION:
        halved = (module(one, 3, 2), (MaxPool(3, 2, 1),))
        plan += (Together((module(one, 1), module(three, 3)) if three else halved),)
    return (*plan, *_end(classes))


def alexnet(classes: int, width: float, dropout: float) -> NetworkPlan:
    """Make the small AlexNet of Zhang et al. 2017."""
    plan: NetworkPlan = ()
    for _ in range(2):
        plan += (Conv(scaled(width, 64), 5), Relu(), MaxPool(3, 2, 1), LocalNorm())
    plan += (Flatten(),)
    for hidden in (384, 192):
        plan += (Dense(scaled(width, hidden)), Relu(), Drop(dropout))
    return (*plan, Dense(classes))
