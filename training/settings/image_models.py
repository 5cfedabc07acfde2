"""Convolutional networks for labelled images."""

import math
from typing import Any, ClassVar, Literal

from typing_extensions import override

from training.settings import network_plans
from training.settings.base import Settings, setting
from training.settings.network_plans import Cost, NetworkPlan
from training.text import Text

CHANNELS = 3


class ImageModel(Settings):
    """What these have: a width, a way to draw weights, and a plan that says the rest."""

    family: ClassVar[str]
    """The name of the network at its full width."""

    width: float = setting(
        1.0,
        "Width",
        "Multiplies the channels of every layer: a laptop trains a quarter of the width"
        " about ten times as fast.",
        editor="log",
        slider=(0.0625, 2.0),
        shared=True,
        gt=0,
        le=4,
    )
    initialisation: Literal["default", "he", "xavier"] = setting(
        "default",
        "Initialisation",
        "PyTorch's own (uniform in +-1/sqrt(fan_in)), or normal as He et al. 2015 or Glorot & "
        "Bengio 2010 say, with biases 0.",
        labels={"default": "PyTorch default", "he": "He", "xavier": "Xavier"},
    )

    def plan(self, classes: int) -> NetworkPlan:
        """Return the layers."""
        raise NotImplementedError

    @property
    def title(self) -> Text:
        """Name the network, with its width where that is not 1."""
        if self.width == 1:
            return Text(self.family)
        return Text("{name} × {width}", {"name": Text(self.family), "width": f"{self.width:g}"})

    def cost(self, inputs: int, outputs: int) -> Cost:
        """Return the size for square images of ``inputs`` numbers; see ``network_plans``."""
        side = math.isqrt(inputs // CHANNELS)
        return network_plans.cost(self.plan(outputs), (CHANNELS, side, side))

    def count_norms(self, inputs: int, outputs: int) -> int:
        """Return how many of the parameters are scales and shifts of batch norm."""
        return self.cost(inputs, outputs).norms

    def count_parameters(self, inputs: int, outputs: int) -> int:
        """Return the number of trainable parameters, those of batch norm included."""
        cost = self.cost(inputs, outputs)
        return cost.parameters + cost.norms

    def misfit(self, inputs: int, outputs: int) -> Text | None:
        """Return a sentence where the inputs are no image, or one that is too small."""
        if inputs != CHANNELS * math.isqrt(inputs // CHANNELS) ** 2 or inputs < CHANNELS:
            return Text("This network needs labelled images as its dataset.")
        try:
            self.cost(inputs, outputs)
        except ValueError:
            return Text("The images are too small for this network.")
        return None


def _dropout(place: str) -> Any:
    return setting(
        0.0,
        "Dropout",
        f"Probability with which a value is left out of a step, {place}.",
        live=True,
        editor="slider",
        slider=(0.0, 0.9),
        shared=True,
        ge=0,
        le=0.99,
    )


def _batch_norm() -> Any:
    return setting(
        True, "Batch norm", "Batch normalisation after each convolution and each hidden layer."
    )


class TwoLayerCnn(ImageModel, title="Two-layer CNN"):
    """Two convolutions 3x3 with 32 and 64 channels, a pooling and a hidden layer of 400."""

    family: ClassVar[str] = "Two-layer CNN"
    kind: Literal["two_layer_cnn"] = "two_layer_cnn"
    dropout: float = _dropout("behind each activation")

    @override
    def plan(self, classes: int) -> NetworkPlan:
        return network_plans.two_layers(classes, self.width, self.dropout)


class Vgg11(ImageModel, title="VGG11"):
    """Eight convolutions 3x3, and dropout behind each activation."""

    family: ClassVar[str] = "VGG11"
    kind: Literal["vgg11"] = "vgg11"
    batch_norm: bool = _batch_norm()
    dropout: float = _dropout("behind each activation")

    @override
    def plan(self, classes: int) -> NetworkPlan:
        return network_plans.vgg(11, classes, self.width, self.dropout, has_norm=self.batch_norm)


class Vgg16(ImageModel, title="VGG16"):
    """Thirteen convolutions 3x3, and dropout behind each activation."""

    family: ClassVar[str] = "VGG16"
    kind: Literal["vgg16"] = "vgg16"
    batch_norm: bool = _batch_norm()
    dropout: float = _dropout("behind each activation")

    @override
    def plan(self, classes: int) -> NetworkPlan:
        return network_plans.vgg(16, classes, self.width, self.dropout, has_norm=self.batch_norm)


class ResNet18(ImageModel, title="ResNet-18"):
    """Eight residual blocks (He et al. 2016)."""

    family: ClassVar[str] = "ResNet-18"
    kind: Literal["resnet18"] = "resnet18"
    stem: Literal["3x3", "7x7"] = setting(
        "3x3",
        "Stem",
        "The first convolution: 3x3, as is usual for small images, or the original's 7x7 with a "
        "pooling, which looks at an eighth of the resolution and is ten times as fast.",
        labels={"3x3": "3x3", "7x7": "7x7, the original's"},
    )

    @override
    def plan(self, classes: int) -> NetworkPlan:
        return network_plans.resnet18(classes, self.width, is_wide_stem=self.stem == "7x7")


class SmallInception(ImageModel, title="Small Inception"):
    """The small Inception of Zhang et al. 2017."""

    family: ClassVar[str] = "Small Inception"
    kind: Literal["small_inception"] = "small_inception"
    batch_norm: bool = _batch_norm()

    @override
    def plan(self, classes: int) -> NetworkPlan:
        return network_plans.inception(classes, self.width, has_norm=self.batch_norm)


class SmallAlexNet(ImageModel, title="Small AlexNet"):
    """The small AlexNet of Zhang et al. 2017."""

    family: ClassVar[str] = "Small AlexNet"
    kind: Literal["small_alexnet"] = "small_alexnet"
    dropout: float = _dropout("behind each hidden layer")

    @override
    def plan(self, classes: int) -> NetworkPlan:
        return network_plans.alexnet(classes, self.width, self.dropout)
