"""The phase diagram of two-layer networks (Luo et al. 2021). NumPy only.

f = (1/alpha) sum a_k sigma(w_k x) with a ~ N(0, beta1^2) and w ~ N(0, beta2^2); alpha is 1 here.
kappa = beta1 beta2 / alpha, kappa' = beta1 / beta2, gamma = -log kappa / log m and
gamma' = -log kappa' / log m.
"""

import math

from training.settings import Mlp
from training.settings.model import DefaultInit
from training.settings.stds import NORMAL

NEAR = 0.05
"""Distance of the boundary below which a network counts as critical."""


def place(model: object, inputs: int = 1, outputs: int = 1) -> tuple[float, float] | None:
    """Return gamma and gamma' of a model; None for one that is no two-layer network."""
    if not isinstance(model, Mlp) or len(model.widths) != 1 or model.widths[0] == 1:
        return None
    (m,) = model.widths
    beta2 = _std(model, inputs, m, m, is_last=False)
    beta1 = _std(model, m, outputs, m, is_last=True)
    if beta1 <= 0 or beta2 <= 0:
        return None
    log = math.log(m)
    return -math.log(beta1 * beta2) / log + 0.0, -math.log(beta1 / beta2) / log + 0.0


def _std(model: Mlp, fan_in: int, fan_out: int, m: int, *, is_last: bool) -> float:
    settings = model.initialisation
    if isinstance(settings, DefaultInit):  # uniform in +-1/sqrt(fan_in)
        return 1 / math.sqrt(3 * fan_in)
    return NORMAL[type(settings)](settings, fan_in, fan_out, m, is_last)[0]


def boundary(gamma_prime: float) -> float:
    """Return the gamma on the line between the linear and the condensed regime."""
    return 1.0 + max(0.0, gamma_prime)


def regime(gamma: float, gamma_prime: float) -> str:
    """Name the regime of wide networks: linear, critical or condensed."""
    beyond = gamma - boundary(gamma_prime)
    if abs(beyond) < NEAR:
        return "critical"
    return "condensed" if beyond > 0 else "linear"
