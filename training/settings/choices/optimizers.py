"""Optimizers: one class each, listed in the union.

PyTorch and exported scripts use the named class of ``torch.optim``. Those with a ``kernel`` are
supported by compiled steps. ``optimizer_base`` says what each attribute means.
"""

from typing import Annotated, ClassVar, Literal, get_args

import numpy as np
from pydantic import Discriminator
from typing_extensions import override

from training.arrays import Floats
from training.settings.base import setting
from training.settings.choices.optimizer_base import (
    DECAY,
    FIRST,
    GRADIENT,
    PARAMETER,
    RATE,
    SECOND,
    Column,
    Columns,
    Memory,
    OptimizerKernel,
    OptimizerSettings,
    Options,
    Updates,
)
from training.settings.choices.vectors import Vector, Vectors

# The plain loop of SGD and Adam costs more than the network on a CPU: the fused one is asked for.
_FUSED: Options = {"fused": True}
_MOMENTUM = "Part of the last update that is added to the next."


def _sgd(at: Vectors, n: Vectors) -> Updates:
    gradient = at[GRADIENT] + n[DECAY] * at[PARAMETER]
    return {PARAMETER: at[PARAMETER] - n[RATE] * gradient}


class Sgd(OptimizerSettings, title="SGD"):
    """Plain gradient descent."""

    kind: Literal["sgd"] = "sgd"
    torch_class = "SGD"
    fixed = _FUSED
    kernel = OptimizerKernel(_sgd)

    @override
    def options(self) -> Options:
        return {"momentum": 0.0, "nesterov": False}


def _momentum(at: Vectors, n: Vectors) -> Updates:
    memory = n[2] * at[FIRST] + (at[GRADIENT] + n[DECAY] * at[PARAMETER])
    return {PARAMETER: at[PARAMETER] - n[RATE] * memory, FIRST: memory}


class Momentum(OptimizerSettings, title="SGD with momentum"):
    """Gradient descent with heavy-ball momentum."""

    kind: Literal["momentum"] = "momentum"
    momentum: float = setting(
        0.9, "Momentum", _MOMENTUM, live=True, editor="slider", slider=(0, 0.999), ge=0, lt=1
    )
    torch_class = "SGD"
    fixed = _FUSED
    kernel = OptimizerKernel(_momentum, (Memory("momentum_buffer"),))

    @override
    def options(self) -> Options:
        return {"momentum": self.momentum}

    @override
    def kernel_numbers(self, rates: Column, decay: float, step: Floats) -> Columns:
        return rates, decay, self.momentum


def _nesterov(at: Vectors, n: Vectors) -> Updates:
    gradient = at[GRADIENT] + n[DECAY] * at[PARAMETER]
    memory = n[2] * at[FIRST] + gradient
    return {PARAMETER: at[PARAMETER] - n[RATE] * (gradient + n[2] * memory), FIRST: memory}


class Nesterov(OptimizerSettings, title="Nesterov"):
    """Gradient descent with Nesterov momentum."""

    kind: Literal["nesterov"] = "nesterov"
    momentum: float = setting(
        0.9, "Momentum", _MOMENTUM, live=True, editor="slider", slider=(0.01, 0.999), gt=0, lt=1
    )
    torch_class = "SGD"
    fixed = _FUSED
    kernel = OptimizerKernel(_nesterov, (Memory("momentum_buffer"),))

    @override
    def options(self) -> Options:
        return {"momentum": self.momentum, "nesterov": True}

    @override
    def kernel_numbers(self, rates: Column, decay: float, step: Floats) -> Columns:
        return rates, decay, self.momentum


def _moved(parameter: Vector, gradient: Vector, at: Vectors, n: Vectors) -> Updates:
    mean = at[FIRST] + n[2] * (gradient - at[FIRST])
    square = n[4] * at[SECOND] + n[3] * gradient * gradient
    moved = parameter - n[RATE] * mean / (square.sqrt() * n[5] + n[6])
    return {PARAMETER: moved, FIRST: mean, SECOND: square}


def _adam(at: Vectors, n: Vectors) -> Updates:
    return _moved(at[PARAMETER], at[GRADIENT] + n[DECAY] * at[PARAMETER], at, n)


class Adam(OptimizerSettings, title="Adam"):
    """Adam (Kingma & Ba 2015); weight decay is added to the gradient."""

    kind: Literal["adam"] = "adam"
    beta1: float = setting(
        0.9, "beta 1", "Decay rate of the running mean of gradients.", live=True, ge=0, lt=1
    )
    beta2: float = setting(
        0.999,
        "beta 2",
        "Decay rate of the running mean of squared gradients.",
        live=True,
        ge=0,
        lt=1,
    )
    eps: float = setting(
        1e-8,
        "epsilon",
        "Small number that keeps the denominator from being zero.",
        live=True,
        ge=0,
        le=1,
    )
    torch_class = "Adam"
    fixed = _FUSED
    counts_steps = True
    kernel = OptimizerKernel(_adam, (Memory("exp_avg"), Memory("exp_avg_sq")))

    @override
    def options(self) -> Options:
        return {"betas": (self.beta1, self.beta2), "eps": self.eps}

    @override
    def kernel_numbers(self, rates: Column, decay: Column, step: Floats) -> Columns:
        rate, root = rates / (1 - self.beta1**step), np.sqrt(1 - self.beta2**step)
        return rate, decay, 1 - self.beta1, 1 - self.beta2, self.beta2, 1 / root, self.eps


def _adamw(at: Vectors, n: Vectors) -> Updates:
    return _moved(at[PARAMETER] * (1.0 - n[DECAY]), at[GRADIENT], at, n)


class AdamW(Adam, title="AdamW"):
    """Adam with decoupled weight decay (Loshchilov & Hutter 2019)."""

    kind: Literal["adamw"] = "adamw"  # type: ignore[assignment]
    torch_class = "AdamW"
    kernel = OptimizerKernel(_adamw, (Memory("exp_avg"), Memory("exp_avg_sq")))

    @override
    def kernel_numbers(self, rates: Column, decay: Column, step: Floats) -> Columns:
        return super().kernel_numbers(rates, rates * decay, step)


def _rmsprop(at: Vectors, n: Vectors) -> Updates:
    gradient = at[GRADIENT] + n[DECAY] * at[PARAMETER]
    square = n[4] * at[SECOND] + n[3] * gradient * gradient
    memory = n[2] * at[FIRST] + gradient / (square.sqrt() + n[5])
    return {PARAMETER: at[PARAMETER] - n[RATE] * memory, FIRST: memory, SECOND: square}


class RmsProp(OptimizerSettings, title="RMSprop"):
    """RMSprop (Hinton 2012)."""

    kind: Literal["rmsprop"] = "rmsprop"
    alpha: float = setting(
        0.99, "alpha", "Decay rate of the running mean of squared gradients.", live=True, ge=0, lt=1
    )
    momentum: float = setting(0.0, "Momentum", _MOMENTUM, live=True, ge=0, lt=1)
    eps: float = setting(
        1e-8,
        "epsilon",
        "Small number that keeps the denominator from being zero.",
        live=True,
        ge=0,
        le=1,
    )
    torch_class = "RMSprop"
    counts_steps = True
    kernel = OptimizerKernel(_rmsprop, (Memory("momentum_buffer"), Memory("square_avg")))

    @override
    def options(self) -> Options:
        return {"alpha": self.alpha, "momentum": self.momentum, "eps": self.eps}

    @override
    def kernel_numbers(self, rates: Column, decay: float, step: Floats) -> Columns:
        return rates, decay, self.momentum, 1 - self.alpha, self.alpha, self.eps


def _rprop(at: Vectors, n: Vectors) -> Updates:
    gradient = at[GRADIENT] + n[DECAY] * at[PARAMETER]
    agreement = gradient * at[FIRST]
    zero = agreement * 0.0
    factor = agreement.where_above(0.0, n[2], (-agreement).where_above(0.0, n[3], zero + 1.0))
    size = (at[SECOND] * factor).at_least(n[4]).at_most(n[5])
    used = (-agreement).where_above(0.0, zero, gradient)
    sign = used.where_above(0.0, 1.0, (-used).where_above(0.0, -1.0, 0.0))
    return {PARAMETER: at[PARAMETER] - sign * size, FIRST: used, SECOND: size}


class Rprop(OptimizerSettings, title="Rprop"):
    """Rprop (Riedmiller & Braun 1993): uses only the sign of the gradient; made for full batch."""

    kind: Literal["rprop"] = "rprop"
    shrink: float = setting(
        0.5, "Shrink", "Step size factor where the sign changed.", live=True, gt=0, lt=1
    )
    grow: float = setting(
        1.2, "Grow", "Step size factor where the sign stayed.", live=True, gt=1, le=10
    )
    smallest: float = setting(
        1e-6, "Smallest step", "Lower bound of a step size.", live=True, gt=0, le=1
    )
    largest: float = setting(
        50.0, "Largest step", "Upper bound of a step size.", live=True, ge=1, le=1e6
    )
    torch_class = "Rprop"
    counts_steps = True
    knows_decay = False
    kernel = OptimizerKernel(_rprop, (Memory("prev"), Memory("step_size", begins_with_rate=True)))

    @override
    def options(self) -> Options:
        return {"etas": (self.shrink, self.grow), "step_sizes": (self.smallest, self.largest)}

    @override
    def kernel_numbers(self, rates: Column, decay: float, step: Floats) -> Columns:
        return rates, decay, self.grow, self.shrink, self.smallest, self.largest


class Lbfgs(OptimizerSettings, title="L-BFGS"):
    """L-BFGS with a strong Wolfe line search; one step is one call of up to ``iterations``."""

    kind: Literal["lbfgs"] = "lbfgs"
    iterations: int = setting(
        10,
        "Iterations",
        "Largest number of quasi-Newton iterations in a step.",
        live=True,
        ge=1,
        le=100,
    )
    history: int = setting(
        10,
        "History",
        "Number of past updates that are kept to approximate the Hessian.",
        live=True,
        ge=1,
        le=100,
    )
    torch_class = "LBFGS"
    fixed: ClassVar[Options] = {"line_search_fn": "strong_wolfe"}
    knows_decay = False
    searches = True

    @override
    def options(self) -> Options:
        evaluations = self.iterations * 5 // 4 + 1
        return {
            "max_iter": self.iterations, "max_eval": evaluations, "history_size": self.history,
        }  # fmt: skip


Optimizer = Annotated[
    Sgd | Momentum | Nesterov | Adam | AdamW | RmsProp | Rprop | Lbfgs, Discriminator("kind")
]
OPTIMIZERS: tuple[type[OptimizerSettings], ...] = get_args(get_args(Optimizer)[0])
