"""Activations with their slopes, and optimizers, as formulas over vectors.

Each agrees with torch's own to a few units of the last place of float32.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from training.learner.kernel.simd import Formula, Lanes
from training.settings import Activation
from training.settings import model as models
from training.settings import trainer as trainers

Values = Sequence[Lanes]
Shape = Callable[[Lanes, Values], tuple[Lanes, Lanes]]
"""Takes z and the numbers of an activation; returns its value and its slope there."""

# tanh(x) = x P(x^2) / Q(x^2) on [-9, 9], fitted to a relative error of 2.1e-8 (least squares with
# weights that are raised where the error is large, on 4,000 points).
_TANH_P = (1.0, 1.338102520e-1, 3.495587967e-3, 2.060908082e-5, 1.335466138e-8)
_TANH_Q = (1.0, 4.671434164e-1, 2.587698214e-2, 3.285634739e-4, 7.776557709e-7)
_TANH_END = 9.0
"""From here on float32 knows nothing but 1."""
_LN2 = (0.693145751953125, 1.42860682030941723212e-6)
"""log(2) as a number of few digits, whose multiples are exact, and the rest."""
_PI = (3.140625, 9.67502593994140625e-4, 1.509957990978376432e-7)
"""Pi in the same way."""


def _polynomial(x: Lanes, coefficients: Sequence[float]) -> Lanes:
    """Return the sum of c_k x^k."""
    *others, last = coefficients
    result: Any = last
    for coefficient in reversed(others):
        result = x * result + coefficient
    assert isinstance(result, Lanes)
    return result


def tanh(x: Lanes) -> Lanes:
    """Return the hyperbolic tangent."""
    x = x.at_most(_TANH_END).at_least(-_TANH_END)
    square = x * x
    found = x * _polynomial(square, _TANH_P) / _polynomial(square, _TANH_Q)
    return found.at_most(1.0).at_least(-1.0)


def exp(x: Lanes) -> Lanes:
    """Return e^x: 2^n times the series of the rest, which is at most log(2) / 2."""
    x = x.at_most(88.0).at_least(-87.0)
    n = (x * (1 / math.log(2))).round()
    rest = x - n * _LN2[0] - n * _LN2[1]
    return _polynomial(rest, [1 / math.factorial(k) for k in range(8)]) * n.power_of_two()


def sine(x: Lanes) -> tuple[Lanes, Lanes]:
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


def _sigmoid(z: Lanes, _: Values) -> tuple[Lanes, Lanes]:
    small = exp(-z.abs())
    of_positive = 1.0 / (1.0 + small)
    slope = small * of_positive * of_positive
    return z.where_above(0.0, of_positive, small * of_positive), slope


def _softplus(z: Lanes, numbers: Values) -> tuple[Lanes, Lanes]:
    small = exp(-z.abs())
    # log(1 + u) = 2 atanh(u / (2 + u)), of which the argument is at most 1/3.
    part = small / (small + 2.0)
    series = _polynomial(part * part, [2 / (2 * k + 1) for k in range(8)])
    return z.at_least(0.0) + part * series, _sigmoid(z, numbers)[0]


def _normal(z: Lanes) -> tuple[Lanes, Lanes]:
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


def _gelu(z: Lanes, _: Values) -> tuple[Lanes, Lanes]:
    below, density = _normal(z)
    return z * below, below + z * density


def _tanh(z: Lanes, _: Values) -> tuple[Lanes, Lanes]:
    value = tanh(z)
    return value, 1.0 - value * value


def _x_tanh(z: Lanes, _: Values) -> tuple[Lanes, Lanes]:
    value = tanh(z)
    return z * value, value + z * (1.0 - value * value)


def _relu(z: Lanes, _: Values) -> tuple[Lanes, Lanes]:
    return z.at_least(0.0), z.where_above(0.0, 1.0, 0.0)


def _leaky_relu(z: Lanes, numbers: Values) -> tuple[Lanes, Lanes]:
    return z.where_above(0.0, z, numbers[0] * z), z.where_above(0.0, 1.0, numbers[0])


def _sin(z: Lanes, numbers: Values) -> tuple[Lanes, Lanes]:
    sin, cos = sine(z * numbers[0])
    return sin, numbers[0] * cos


def _ricker(z: Lanes, numbers: Values) -> tuple[Lanes, Lanes]:
    inverse = 1.0 / numbers[0]
    part = z * inverse
    square = part * part
    bell = exp(-0.5 * square) * inverse * (math.pi**0.25 / 15)
    return (1.0 - square) * bell, part * inverse * (square - 3.0) * bell


def _hat(z: Lanes, _: Values) -> tuple[Lanes, Lanes]:
    value = (1.0 - (z - 1.0).abs()).at_least(0.0)
    side = z.where_above(1.0, -1.0, (z - 1.0).where_above(-1e-30, 0.0, 1.0))
    return value, value.where_above(0.0, side, 0.0)


def _linear(z: Lanes, _: Values) -> tuple[Lanes, Lanes]:
    return z, z * 0.0 + 1.0


SHAPES: Mapping[type, tuple[Shape, Callable[[Any], float]]] = {
    models.Tanh: (_tanh, lambda _: 0.0),
    models.XTanh: (_x_tanh, lambda _: 0.0),
    models.Relu: (_relu, lambda _: 0.0),
    models.LeakyRelu: (_leaky_relu, lambda s: s.slope),
    models.Gelu: (_gelu, lambda _: 0.0),
    models.Sigmoid: (_sigmoid, lambda _: 0.0),
    models.Softplus: (_softplus, lambda _: 0.0),
    models.Sine: (_sin, lambda s: s.scale),
    models.Ricker: (_ricker, lambda s: s.a),
    models.Hat: (_hat, lambda _: 0.0),
    models.Linear: (_linear, lambda _: 0.0),
}
"""Formula of each activation, and the number that it is given."""
SHAPE_NUMBERS = 1


def shape_number(activation: Activation) -> float:
    """Return the number that the formula of an activation is given."""
    return SHAPES[type(activation)][1](activation)


def activate(shape: Shape) -> Formula:
    """Make the loop's formula: z at address 0 becomes the value; the slope goes to address 1."""

    def formula(at: Values, numbers: Values) -> dict[int, Lanes]:
        value, slope = shape(at[0], numbers)
        return {0: value, 1: slope}

    return formula


# --- optimizers: parameter, gradient and two memories at the four addresses ---------------------

RATE, DECAY = 0, 1
"""Places of learning rate and weight decay among an optimizer's numbers."""
OPTIMIZER_NUMBERS = 8


def _sgd(at: Values, n: Values) -> dict[int, Lanes]:
    gradient = at[1] + n[DECAY] * at[0]
    return {0: at[0] - n[RATE] * gradient}


def _momentum(at: Values, n: Values) -> dict[int, Lanes]:
    memory = n[2] * at[2] + (at[1] + n[DECAY] * at[0])
    return {0: at[0] - n[RATE] * memory, 2: memory}


def _nesterov(at: Values, n: Values) -> dict[int, Lanes]:
    gradient = at[1] + n[DECAY] * at[0]
    memory = n[2] * at[2] + gradient
    return {0: at[0] - n[RATE] * (gradient + n[2] * memory), 2: memory}


def _moved(parameter: Lanes, gradient: Lanes, at: Values, n: Values) -> dict[int, Lanes]:
    mean = at[2] + n[2] * (gradient - at[2])
    square = n[4] * at[3] + n[3] * gradient * gradient
    return {0: parameter - n[RATE] * mean / (square.sqrt() * n[5] + n[6]), 2: mean, 3: square}


def _adam(at: Values, n: Values) -> dict[int, Lanes]:
    return _moved(at[0], at[1] + n[DECAY] * at[0], at, n)


def _adamw(at: Values, n: Values) -> dict[int, Lanes]:
    return _moved(at[0] * (1.0 - n[DECAY]), at[1], at, n)


def _rmsprop(at: Values, n: Values) -> dict[int, Lanes]:
    gradient = at[1] + n[DECAY] * at[0]
    square = n[4] * at[3] + n[3] * gradient * gradient
    memory = n[2] * at[2] + gradient / (square.sqrt() + n[6])
    return {0: at[0] - n[RATE] * memory, 2: memory, 3: square}


def _rprop(at: Values, n: Values) -> dict[int, Lanes]:
    gradient = at[1] + n[DECAY] * at[0]
    agreement = gradient * at[2]
    zero = agreement * 0.0
    factor = agreement.where_above(0.0, n[2], (-agreement).where_above(0.0, n[3], zero + 1.0))
    size = (at[3] * factor).at_least(n[4]).at_most(n[5])
    used = (-agreement).where_above(0.0, zero, gradient)
    sign = used.where_above(0.0, 1.0, (-used).where_above(0.0, -1.0, 0.0))
    return {0: at[0] - sign * size, 2: used, 3: size}


OPTIMIZERS: Mapping[type, Formula] = {
    trainers.Sgd: _sgd,
    trainers.Momentum: _momentum,
    trainers.Nesterov: _nesterov,
    trainers.Adam: _adam,
    trainers.AdamW: _adamw,
    trainers.RmsProp: _rmsprop,
    trainers.Rprop: _rprop,
}
