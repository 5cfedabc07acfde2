"""A dataset: some elements of a matrix, from which the others are to be completed."""

from typing import Literal

from typing_extensions import override

from training.settings.base import setting
from training.settings.dataset_base import DatasetSettings


class MatrixDataset(DatasetSettings, title="Matrix to complete"):
    """Elements of one of the author's three matrices of 4 x 4, in his order."""

    kind: Literal["matrix"] = "matrix"
    rank: int = setting(
        1,
        "Rank",
        "Rank r of the matrix; 2 r d - r^2 elements determine one of rank r and size d:"
        " 7, 12 and 15.",
        live=True,
        ge=1,
        le=3,
    )
    known: int = setting(
        7,
        "Known elements",
        "Number of elements that are trained on; those of the first row and column come first.",
        live=True,
        editor="slider",
        slider=(1, 16),
        ge=1,
        le=16,
    )

    @property
    @override
    def inputs(self) -> int:
        return 8
