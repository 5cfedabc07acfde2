"""Baselines: curves fitted to the same points without training."""

from typing import Annotated, Literal

from pydantic import Discriminator

from training.settings.base import Settings, setting


class NoBaseline(Settings, title="nothing"):
    """The network alone."""

    kind: Literal["none"] = "none"


class Polynomial(Settings, title="polynomial"):
    """A polynomial through the training points, by least squares or interpolation."""

    kind: Literal["polynomial"] = "polynomial"
    method: Literal["least_squares", "interpolation"] = setting(
        "least_squares",
        "Method",
        "Least squares takes the degree; interpolation goes through all points, with as many "
        "coefficients as there are points.",
        live=True,
        labels={"least_squares": "least squares", "interpolation": "interpolation"},
    )
    degree: int = setting(
        5, "Degree", "Highest power of x.", live=True, editor="slider", slider=(1, 60), ge=0, le=60
    )
    ridge: float = setting(
        0.0,
        "Ridge",
        "Weight of the squared Chebyshev coefficients that is added to the mean squared error.",
        live=True,
        editor="log",
        slider=(1e-12, 1.0),
        ge=0,
        le=1e6,
    )


ENDS = {"natural": "natural", "not_a_knot": "not a knot"}
ENDS_HELP = (
    "Natural: straight at both ends. Not a knot, as in SciPy and in the author's code: the first "
    "two pieces are one cubic polynomial, and so are the last two."
)
Ends = Literal["natural", "not_a_knot"]


class Spline(Settings, title="cubic spline"):
    """The cubic spline through the training points."""

    kind: Literal["spline"] = "spline"
    ends: Ends = setting("natural", "Ends", ENDS_HELP, live=True, labels=ENDS)


class Interpolants(Settings, title="polynomial and spline"):
    """The polynomial and the natural cubic spline through all training points."""

    kind: Literal["interpolants"] = "interpolants"


class RandomFeatures(Settings, title="random features"):
    """Cosines of random frequencies and phases, of which only the output weights are fitted."""

    kind: Literal["random_features"] = "random_features"
    width: int = setting(
        20,
        "Width",
        "Number of random cosines.",
        live=True,
        editor="slider",
        slider=(1, 400),
        ge=1,
        le=5000,
    )
    std: float = setting(
        20.0,
        "Std",
        "Standard deviation of the random angular frequencies; the data reach from -1 to 1.",
        live=True,
        editor="log",
        slider=(0.1, 100.0),
        gt=0,
        le=1e4,
    )
    ridge: float = setting(
        0.0,
        "Ridge",
        "Weight of the squared output weights that is added to the mean squared error.",
        live=True,
        editor="log",
        slider=(1e-12, 1.0),
        ge=0,
        le=1e6,
    )
    draws: int = setting(
        9,
        "Draws",
        "Number of draws of the cosines, of which the median is taken.",
        live=True,
        ge=1,
        le=50,
    )
    seed: int = setting(0, "Seed", "Seed of the first draw.", live=True, ge=0, le=2**31 - 100)


class Regularised(Settings, title="explicit prior"):
    """The values that fit what is known and have little variation."""

    kind: Literal["prior"] = "prior"
    form: Literal["total_variation", "squared_gradient"] = setting(
        "total_variation",
        "Prior",
        "Total variation, the sum of |gradient|, leaves steps as they are; the squared gradient "
        "makes everything smooth.",
        live=True,
        labels={"total_variation": "total variation", "squared_gradient": "squared gradient"},
    )
    weight: float = setting(
        1.0,
        "Weight",
        "Of the prior, against the squared differences at the known points. The gradient is that "
        "of a curve over an interval of length 1, or from pixel to pixel.",
        live=True,
        editor="log",
        slider=(1e-4, 100.0),
        gt=0,
        le=1e9,
    )


class Fourier(Settings, title="Fourier series"):
    """A Fourier series through the points of an outline."""

    kind: Literal["fourier"] = "fourier"
    terms: int = setting(
        5,
        "Terms",
        "Harmonics of x and of y; each term has four numbers.",
        live=True,
        editor="slider",
        slider=(1, 40),
        ge=0,
        le=200,
    )


BaselineSettings = Annotated[
    NoBaseline | Polynomial | Spline | Interpolants | RandomFeatures | Regularised | Fourier,
    Discriminator("kind"),
]
