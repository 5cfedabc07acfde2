"""Elementary functions of float32 vectors, built from operations that every processor has.

Each agrees with torch's own to a few units of the last place of float32.
"""

import math
from collections.abc import Sequence
from typing import Protocol

# tanh(x) = x P(x^2) / Q(x^2) on [-9, 9], fitted to a relative error of 2.1e-8 (least squares with
# weights that are raised where the error is large, on 4,000 points).
_TANH_P = (1.0, 1.338102520e-1, 3.495587967e-3, 2.060908082e-5, 1.335466138e-8)
_TANH_Q = (1.0, 4.671434164e-1, 2.587698214e-2, 3.285634739e-4, 7.776557709e-7)
_TANH_END = 9.0
"""From here on tanh rounds to 1 in float32."""
_LN2 = (0.693145751953125, 1.42860682030941723212e-6)
"""log(2) as a number of few digits, whose multiples are exact, and the rest."""
_PI = (3.140625, 9.67502593994140625e-4, 1.509957990978376432e-7)
"""Pi in the same way."""


class Vector(Protocol):
    """A vector of numbers; operations are elementwise."""

    @property
    def value(self) -> object:
        """The implementation's handle of it."""

    def __add__(self, other: "Vector | float") -> "Vector": ...
    def __radd__(self, other: float) -> "Vector": ...
    def __sub__(self, other: "Vector | float") -> "Vector": ...
    def __rsub__(self, other: float) -> "Vector": ...
    def __mul__(self, other: "Vector | float") -> "Vector": ...
    def __rmul__(self, other: float) -> "Vector": ...
    def __truediv__(self, other: "Vector | float") -> "Vector": ...
    def __rtruediv__(self, other: float) -> "Vector": ...
    def __neg__(self) -> "Vector": ...

    def sqrt(self) -> "Vector":
        """Return the root."""

    def abs(self) -> "Vector":
        """Return the magnitude."""

    def round(self) -> "Vector":
        """Return the nearest whole number."""

    def at_most(self, other: "Vector | float") -> "Vector":
        """Return the smaller one; not a number stays so."""

    def at_least(self, other: "Vector | float") -> "Vector":
        """Return the larger one; not a number stays so."""

    def where_above(
        self, bound: "Vector | float", yes: "Vector | float", no: "Vector | float"
    ) -> "Vector":
        """Return ``yes`` where this is above ``bound``, else ``no``; of not a number, itself."""

    def power_of_two(self) -> "Vector":
        """Return 2^n of whole numbers from -126 to 127."""


Vectors = Sequence[Vector]


def _polynomial(x: Vector, coefficients: Sequence[float]) -> Vector:
    """Return the sum of c_k x^k, of two coefficients or more."""
    *others, last_but_one, last = coefficients
    result = x * last + last_but_one
    for coefficient in reversed(others):
        result = x * result + coefficient
    return result


def tanh(x: Vector) -> Vector:
    """Return the hyperbolic tangent."""
    x = x.at_most(_TANH_END).at_least(-_TANH_END)
    square = x * x
    ratio = x * _polynomial(square, _TANH_P) / _polynomial(square, _TANH_Q)
    return ratio.at_most(1.0).at_least(-1.0)


def exp(x: Vector) -> Vector:
    """Return e^x: 2^n times the series of the rest, which is at most log(2) / 2."""
    x = x.at_most(88.0).at_least(-87.0)
    n = (x * (1 / math.log(2))).round()
    rest = x - n * _LN2[0] - n * _LN2[1]
    return _polynomial(rest, [1 / math.factorial(k) for k in range(8)]) * n.power_of_two()


def sine(x: Vector) -> tuple[Vector, Vector]:
    """Return sine and cosine: series of the distance to the nearest multiple of pi."""
    n = (x * (1 / math.pi)).round()
    rest = x - n * _PI[0] - n * _PI[1] - n * _PI[2]
    is_odd = (n - (n * 0.5).round() * 2.0).abs()
    sign = 1.0 - 2.0 * is_odd
    square = rest * rest
    signs = [(-1) ** k for k in range(8)]
    sin = rest * _polynomial(square, [signs[k] / math.factorial(2 * k + 1) for k in range(7)])
    cos = _polynomial(square, [signs[k] / math.factorial(2 * k) for k in range(8)])
    return sign * sin, sign * cos


def sigmoid(z: Vector) -> tuple[Vector, Vector]:
    """Return 1 / (1 + exp(-z)) and its slope."""
    small = exp(-z.abs())
    of_positive = 1.0 / (1.0 + small)
    slope = small * of_positive * of_positive
    return z.where_above(0.0, of_positive, small * of_positive), slope


def softplus(z: Vector) -> Vector:
    """Return log(1 + exp(z)), with log(1 + u) = 2 atanh(u / (2 + u)) for u = exp(-|z|).

    The argument of the inverse hyperbolic tangent is then at most 1/3.
    """
    small = exp(-z.abs())
    part = small / (small + 2.0)
    series = _polynomial(part * part, [2 / (2 * k + 1) for k in range(8)])
    return z.at_least(0.0) + part * series


def normal(z: Vector) -> tuple[Vector, Vector]:
    """Return distribution function and density of the normal distribution.

    The complementary error function is Chebyshev's fit of Press et al., Numerical Recipes, 6.2
    (``erfcc``): relative error 1.2e-7.
    """
    fit = (
        -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398,
        1.48851587, -0.82215223, 0.17087277,
    )  # fmt: skip
    x = z.abs() * math.sqrt(0.5)
    t = 1.0 / (1.0 + 0.5 * x)
    tail = 0.5 * t * exp(_polynomial(t, fit) - x * x)
    density = exp(-0.5 * z * z) * (1 / math.sqrt(2 * math.pi))
    return z.where_above(0.0, 1.0 - tail, tail), density
