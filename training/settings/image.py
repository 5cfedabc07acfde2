"""A dataset: an image."""

from typing import Literal

from typing_extensions import override

from training.settings.base import setting
from training.settings.dataset_base import DatasetSettings


class ImageDataset(DatasetSettings, title="Image"):
    """The grey values of an image as a function of (x, y)."""

    kind: Literal["image"] = "image"
    path: str = setting(
        "builtin:cat.png",
        "File",
        "An image: PNG, JPEG, BMP, GIF, TIFF or WebP; it is made grey. "
        "builtin:cat.png comes with the app.",
        live=True,
        editor="image_file",
        min_length=1,
        max_length=4096,
        often=True,
    )
    size: int = setting(
        60,
        "Size",
        "Pixels of the longer side, to which the image is scaled down.",
        unit="pixels",
        live=True,
        ge=4,
        le=200,
        often=True,
    )
    keep: Literal["all", "columns", "random", "hole"] = setting(
        "columns",
        "Known pixels",
        "Which pixels are trained on; the others are the test set.",
        live=True,
        labels={
            "all": "all",
            "columns": "every other column",
            "random": "chosen at random",
            "hole": "all but a hole",
        },
        often=True,
    )
    share: float = setting(
        0.5,
        "Share",
        "Fraction of the pixels that are known, where they are chosen at random.",
        live=True,
        editor="slider",
        slider=(0.01, 1.0),
        gt=0,
        le=1,
    )
    noise: float = setting(
        0.0,
        "Noise",
        "Standard deviation of normal noise on the known pixels; black is 0 and white is 1.",
        live=True,
        ge=0,
        le=10,
        often=True,
    )
    extent: float = setting(
        1.0,
        "Extent",
        "The longer side runs from minus to plus this number in the network's "
        "coordinates. Larger values bring fine detail within its reach.",
        live=True,
        editor="log",
        slider=(0.1, 30.0),
        gt=0,
        le=1e4,
    )
    seed: int = setting(
        0, "Data seed", "Fixes random pixels and noise.", live=True, ge=0, le=2**31 - 1
    )

    @property
    @override
    def inputs(self) -> int:
        return 2
