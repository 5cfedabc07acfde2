"""Datasets of one input and one output, and the union of all."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, model_validator
from typing_extensions import override

from training.settings.base import field_error, setting
from training.settings.dataset_base import LARGEST, DatasetSettings, Point, Scale
from training.settings.formula import FormulaError, check_formula, uses_v
from training.settings.image import ImageDataset
from training.settings.labelled import LabelledDataset
from training.settings.matrix import MatrixDataset
from training.settings.outline import ElephantDataset, OutlineDataset
from training.settings.sum import SumDataset

_FORMULA_HELP = (
    "The target function of x and v, for example sin(v x) + 0.5 cos(3x). "
    "Functions: sin cos tan exp log sqrt abs sign floor ceil round tanh relu min max ..."
)
_V_HELP = "The number v in the formula: in sin(v x) it is the angular frequency."
_TEST_HELP = "Points on which the test loss is measured, evenly over interval and margin."
_MARGIN_HELP = (
    "How far the test points and the drawn curve reach beyond the data, on both sides. "
    "There the network extrapolates."
)
_TESTED: dict[str, Any] = {
    "label": "Test loss",
    "help_text": "That of the test points within the data, with those beyond measured apart: there "
    "the network extrapolates. Or of all together, as runs recorded before have it.",
    "live": True,
    "labels": {"apart": "within the data", "together": "all test points"},
}


class CurveSettings(DatasetSettings):
    """What datasets of a typed function share."""

    @property
    @override
    def subject(self) -> str:
        return f"curve {self._formula}"  # points that are set by hand may have been a formula's

    @property
    @override
    def without_effect(self) -> frozenset[str]:
        idle = {
            "v": not (self._formula and uses_v(self._formula)),
            "tested": not (self._value("margin") and self._value("test_points")),
            "seed": not self._value("noise") and self._value("placement") != "random",
        }
        return frozenset(name for name, is_idle in idle.items() if is_idle)

    @property
    def _formula(self) -> str:
        return str(self._value("formula")).strip()

    def _value(self, name: str) -> object:
        return getattr(self, name, "")


class FormulaDataset(CurveSettings, title="Formula"):
    """Points of a typed function, with noise if wanted."""

    kind: Literal["formula"] = "formula"
    formula: str = setting(
        "sin(x) + sin(3x) + sin(5x)",
        "Target",
        _FORMULA_HELP,
        live=True,
        editor="formula",
        min_length=1,
        max_length=500,
        often=True,
    )
    v: float = setting(
        1.0,
        "v",
        _V_HELP,
        live=True,
        editor="slider",
        slider=(0.0, 20.0),
        ge=-1000,
        le=1000,
        often=True,
    )
    low: float = setting(
        -3.1415, "From", "Where the data begin.", live=True, ge=-LARGEST, le=LARGEST
    )
    high: float = setting(3.1415, "To", "Where the data end.", live=True, ge=-LARGEST, le=LARGEST)
    points: int = setting(
        101, "Points", "How many training points.", live=True, ge=1, le=100_000, often=True
    )
    placement: Literal["uniform", "random", "chebyshev"] = setting(
        "uniform",
        "Placement",
        "Evenly with both ends, at random, or at the Chebyshev nodes of the first kind.",
        live=True,
        labels={"uniform": "uniform", "random": "random", "chebyshev": "Chebyshev"},
    )
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
    test_points: int = setting(201, "Test points", _TEST_HELP, live=True, ge=0, le=100_000)
    margin: float = setting(0.5, "Margin", _MARGIN_HELP, live=True, ge=0, le=LARGEST)
    tested: Literal["apart", "together"] = setting("apart", **_TESTED)
    seed: int = setting(
        0, "Data seed", "Fixes random placement and noise.", live=True, ge=0, le=2**31 - 1
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.low < self.high:
            raise field_error("high", "The interval must end to the right of where it begins.")
        _check_on(self.formula, self.v, self.low - self.margin, self.high + self.margin)
        return self


class PointsDataset(CurveSettings, title="Own points"):
    """Points set by hand in the Fit view, or kept from another dataset when one was moved."""

    kind: Literal["points"] = "points"
    points: tuple[Point, ...] = setting(
        ((-1.0, 5.28), (-0.5, 1.51), (0.0, 0.0), (0.5, 3.48), (1.0, 4.7)),
        "Points",
        "The training points x, y. Click into the Fit view to add one, drag to move one, "
        "right-click to remove one.",
        live=True,
        editor="points",
        min_length=1,
        max_length=10_000,
        often=True,
    )
    formula: str = setting(
        "",
        "True function",
        "What the points are held against as the target; may stay empty. " + _FORMULA_HELP,
        live=True,
        editor="formula",
        max_length=500,
    )
    v: float = setting(
        1.0, "v", _V_HELP, live=True, editor="slider", slider=(0.0, 20.0), ge=-1000, le=1000
    )
    test_points: int = setting(201, "Test points", _TEST_HELP, live=True, ge=0, le=100_000)
    margin: float = setting(0.2, "Margin", _MARGIN_HELP, live=True, ge=0, le=LARGEST)
    tested: Literal["apart", "together"] = setting("apart", **_TESTED)
    scale: Scale = setting(
        Scale(),
        "Scale",
        "Units of the axes against those of the network.",
        live=True,
        editor="hidden",
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.formula.strip():
            xs = [x for x, _ in self.points]
            _check_on(self.formula, self.v, min(xs) - self.margin, max(xs) + self.margin)
        return self


class CsvDataset(DatasetSettings, title="CSV file"):
    """Two columns of a text table: a real series."""

    kind: Literal["csv"] = "csv"
    path: str = setting(
        "builtin:sunspots_yearly.csv",
        "File",
        "A table as text, columns separated by comma, semicolon, tab or space. "
        "builtin: names one of the files that come with the app.",
        live=True,
        editor="file",
        min_length=1,
        max_length=4096,
        often=True,
    )
    header: Literal["auto", "yes", "no"] = setting(
        "auto",
        "Header",
        "Whether the first row holds names.",
        live=True,
        labels={"auto": "automatic", "yes": "yes", "no": "no"},
    )
    x_column: str = setting(
        "1",
        "x column",
        "Name of the column, or its number from 1.",
        live=True,
        editor="column",
        min_length=1,
        often=True,
    )
    y_column: str = setting(
        "2",
        "y column",
        "Name of the column, or its number from 1.",
        live=True,
        editor="column",
        min_length=1,
        often=True,
    )
    x_format: Literal["auto", "number", "date"] = setting(
        "auto",
        "x is",
        "Dates (YYYYMMDD or YYYY-MM-DD) become decimal years.",
        live=True,
        labels={"auto": "automatic", "number": "a number", "date": "a date"},
    )
    standardise: bool = setting(
        True,
        "Standardise",
        "Train on values with mean 0 and standard deviation 1; the axes keep the file's units.",
        live=True,
    )
    x_spread: float = setting(
        1.0,
        "x spread",
        "Standard deviation of x as the network sees it. Larger values bring the fast "
        "oscillations of a long series within its reach.",
        live=True,
        editor="log",
        slider=(0.1, 1000.0),
        gt=0,
        le=1e6,
    )
    test_share: float = setting(
        0.2,
        "Test share",
        "Fraction of the rows, chosen at random, that is held out as the test set.",
        live=True,
        editor="slider",
        slider=(0.0, 0.9),
        ge=0,
        le=0.9,
    )
    seed: int = setting(
        0, "Data seed", "Fixes which rows are test rows.", live=True, ge=0, le=2**31 - 1
    )


Dataset = Annotated[
    FormulaDataset
    | PointsDataset
    | CsvDataset
    | ImageDataset
    | ElephantDataset
    | OutlineDataset
    | SumDataset
    | MatrixDataset
    | LabelledDataset,
    Discriminator("kind"),
]


def _check_on(formula: str, v: float, low: float, high: float) -> None:
    try:
        check_formula(formula, v, low, high)
    except FormulaError as error:
        raise field_error("formula", error.text.template, **error.text.values) from None
