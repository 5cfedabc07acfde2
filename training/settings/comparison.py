"""What stands beside the network: a curve through the same points that is computed at once."""

from typing import Annotated, Literal

from pydantic import Discriminator

from training.settings.base import Settings, setting


class NoComparison(Settings, title="nothing"):
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


class Spline(Settings, title="cubic spline"):
    """The natural cubic spline through the training points."""

    kind: Literal["spline"] = "spline"


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


Comparison = Annotated[NoComparison | Polynomial | Spline | Fourier, Discriminator("kind")]
