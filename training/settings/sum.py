"""A dataset of many inputs: a function of one number, summed over some of them."""

from typing import Literal, Self

from pydantic import model_validator
from typing_extensions import override

from training.settings.base import field_error, setting
from training.settings.dataset_base import LARGEST, DatasetSettings
from training.settings.formula import FormulaError, check_formula


class SumDataset(DatasetSettings, title="Sum over inputs"):
    """y = g(x_1) + ... + g(x_r), r of d inputs; all inputs uniform in an interval."""

    kind: Literal["sum"] = "sum"
    formula: str = setting(
        "3.5 sin(5x + 1)",
        "Summand",
        "A function g of x; y is the sum of g over the inputs that count.",
        live=True,
        editor="formula",
        min_length=1,
        max_length=500,
        often=True,
    )
    dimension: int = setting(
        5, "Inputs", "How many numbers go into the network.", ge=1, le=1000, often=True
    )
    relevant: int = setting(
        5,
        "Inputs that count",
        "The first inputs, this many, determine y; the others are noise that the network sees.",
        live=True,
        ge=1,
        le=1000,
        often=True,
    )
    low: float = setting(-4.0, "From", "Least value of an input.", live=True, ge=-1e6, le=LARGEST)
    high: float = setting(2.0, "To", "Largest value of an input.", live=True, ge=-1e6, le=LARGEST)
    points: int = setting(
        80, "Points", "How many training points.", live=True, ge=1, le=100_000, often=True
    )
    test_points: int = setting(
        1000, "Test points", "How many points of the same kind are kept out of training.",
        live=True, ge=0, le=100_000,
    )  # fmt: skip
    noise: float = setting(
        0.0,
        "Noise",
        "Standard deviation of normal noise on the training values, and independently on the "
        "test values.",
        live=True,
        ge=0,
        le=1e6,
        often=True,
    )
    seed: int = setting(
        0, "Data seed", "Fixes the inputs and the noise.", live=True, ge=0, le=2**31 - 1
    )

    @property
    @override
    def inputs(self) -> int:
        return self.dimension

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.low < self.high:
            raise field_error("high", "The interval must end to the right of where it begins.")
        if self.relevant > self.dimension:
            raise field_error("relevant", "There are only {count} inputs.", count=self.dimension)
        try:
            check_formula(self.formula, 1.0, self.low, self.high)
        except FormulaError as error:
            raise field_error("formula", error.text.template, **error.text.values) from None
        return self
