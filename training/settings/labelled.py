"""A dataset: images, each with the class that it shows."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from training.settings.base import field_error, setting
from training.settings.dataset_base import DatasetSettings

SIDE = 32
"""Pixels of a side of every image; others are made so."""
CROPPED = 28
CHANNELS = 3

CIFAR10 = (
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
)  # fmt: skip

ClassName = Annotated[str, Field(min_length=1, max_length=100)]


class LabelledDataset(DatasetSettings, title="Labelled images"):
    """CIFAR-10, or a folder of images of your own; a subset comes with the app."""

    kind: Literal["labelled"] = "labelled"
    path: str = setting(
        "builtin:cifar10_subset.zip",
        "Images",
        "CIFAR-10 in its binary or python version, as a folder or as an archive, or a folder or "
        "archive of images with a folder for each class. builtin:cifar10_subset.zip comes with "
        "the app: 5,000 training and 1,000 test images of CIFAR-10; download:cifar-10 is all of "
        "it, once it was downloaded.",
        editor="collection",
        min_length=1,
        max_length=4096,
        often=True,
    )
    classes: tuple[ClassName, ...] = setting(
        CIFAR10,
        "Classes",
        "Names of the classes that are told apart, separated by commas.",
        editor="names",
        min_length=2,
        max_length=1000,
    )
    train_images: int = setting(
        0,
        "Training images",
        "How many, in equal parts of each class, drawn with the data seed; 0 takes all.",
        ge=0,
        le=1_000_000,
        often=True,
    )
    test_images: int = setting(
        0,
        "Test images",
        "How many, in equal parts of each class, drawn with the data seed; 0 takes all.",
        ge=0,
        le=1_000_000,
    )
    label_noise: float = setting(
        0.0,
        "Label noise p",
        "Each training label is replaced with probability p by one drawn from all classes, once "
        "and for all; 1 makes all labels random. Test labels stay true.",
        editor="slider",
        slider=(0.0, 1.0),
        ge=0,
        le=1,
        often=True,
    )
    contents: Literal["true", "shuffled", "random", "gaussian"] = setting(
        "true",
        "Pixels",
        "As they are; all images shuffled in one and the same way, or each in its own; or normal "
        "noise with the mean and standard deviation of the images (Zhang et al. 2017).",
        labels={
            "true": "true",
            "shuffled": "shuffled, all alike",
            "random": "shuffled, each in its own way",
            "gaussian": "normal noise",
        },
        often=True,
    )
    crop: Literal["none", "padded", "centre", "random"] = setting(
        "none",
        "Crop",
        "What a step sees of an image: all of it; 32x32 of it with 4 pixels of black around, at "
        "random; or 28x28, from the middle or at random. Tests see the middle.",
        live=True,
        labels={
            "none": "32x32, all",
            "padded": "32x32 at random, padded",
            "centre": "28x28, the middle",
            "random": "28x28 at random",
        },
    )
    flip: bool = setting(
        False, "Flip", "Mirror each image with probability 1/2 in each step.", live=True
    )
    normalise: Literal["channels", "image", "none"] = setting(
        "channels",
        "Normalise",
        "Mean 0 and standard deviation 1 for each colour over all training images, or for each "
        "image by itself (whitening), or values from 0 to 1.",
        labels={"channels": "each colour", "image": "each image", "none": "no"},
    )
    seed: int = setting(
        0,
        "Data seed",
        "Fixes which images are taken, noisy labels and shuffled pixels.",
        ge=0,
        le=2**31 - 1,
    )

    @property
    def side(self) -> int:
        """Pixels of a side of what the network sees."""
        return SIDE if self.crop in ("none", "padded") else CROPPED

    @property
    @override
    def inputs(self) -> int:
        return CHANNELS * self.side**2

    @property
    @override
    def outputs(self) -> int:
        return len(self.classes)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(set(self.classes)) < len(self.classes):
            raise field_error("classes", "A class is named twice.")
        return self
