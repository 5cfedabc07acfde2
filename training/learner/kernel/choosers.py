"""The formulas of ``training.settings.choices`` as compiled code, each known by a number."""

from typing import Any

from numba import njit

from training.learner.kernel.simd import Formula, lanewise
from training.learner.kernel.tiles import after
from training.settings import Trainer
from training.settings.choices.activations import ACTIVATIONS, Activation, ActivationKernel
from training.settings.choices.losses import LOSSES
from training.settings.choices.optimizer_base import NUMBERS
from training.settings.choices.optimizers import OPTIMIZERS
from training.settings.choices.vectors import Vector, Vectors

_ACTIVATIONS = {each: each.kernel for each in ACTIVATIONS if each.kernel is not None}
_OPTIMIZERS = {each: each.kernel for each in OPTIMIZERS if each.kernel is not None}
_LOSSES = {name: loss for name, loss in LOSSES.items() if loss.kernel is not None}
IS_OF_CLASSES = tuple(loss.is_of_classes for loss in _LOSSES.values())
"""Of each loss, by its number."""


def numbers_of(activation: Activation, trainer: Trainer) -> tuple[int, int, int]:
    """Return the numbers of activation, optimizer and loss."""
    return (
        [*_ACTIVATIONS].index(type(activation)),
        [*_OPTIMIZERS].index(type(trainer.optimizer)),
        [*_LOSSES].index(trainer.loss),
    )


def _chooser(functions: list[Any], arguments: str) -> Any:
    """Make ``choose(kind, ...)``, which calls the function of that number with the arguments."""
    names = {f"function_{k}": function for k, function in enumerate(functions)}
    lines = [f"def choose(kind, {arguments}):"]
    for k in range(len(functions)):
        lines += [f"    if kind == {k}:", f"        return function_{k}({arguments})"]
    names["njit"] = njit
    exec("\n".join(lines), names)
    return njit(nogil=True)(names["choose"])


def _in_place(kernel: ActivationKernel) -> Formula:
    """Make the loop's formula: z at address 0 becomes the value; the slope goes to address 1."""

    def formula(at: Vectors, numbers: Vectors) -> dict[int, Vector]:
        value, slope = kernel.formula(at[0], numbers[0])
        return {0: value, 1: slope}

    return formula


def _over_points(kernel: Any) -> Any:
    """Make the loop of a loss over points: chosen once, not once for each of them."""
    point_loss = njit(nogil=True)(kernel)

    @njit(nogil=True)
    def loop(z, errors, width, y, outputs, factor, first, last, losses):
        for point in range(first, last):
            row = point * width
            losses[point] = point_loss(
                after(z, row), after(y, point * outputs), after(errors, row), outputs, factor
            )

    return loop


_LOOP = "p0, p1, p2, p3, given, count"
activate = _chooser([lanewise(_in_place(kernel), 1) for kernel in _ACTIVATIONS.values()], _LOOP)
optimize = _chooser([lanewise(kernel.formula, NUMBERS) for kernel in _OPTIMIZERS.values()], _LOOP)
compare_points = _chooser(
    [_over_points(loss.kernel) for loss in _LOSSES.values()],
    "z, errors, width, y, outputs, factor, first, last, found",
)
"""Writes the loss of each point from ``first`` to ``last`` to ``losses``, and its errors times a
factor; rows of outputs and errors are ``width`` apart."""
