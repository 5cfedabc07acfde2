"""Losses as PyTorch computes them."""

from collections.abc import Callable

from torch import Tensor
from torch.nn import functional

from training.settings import Trainer
from training.settings.choices.losses import LOSSES

LossFunction = Callable[[Tensor, Tensor], Tensor]


def loss_function(trainer: Trainer) -> LossFunction:
    """Return the loss of a trainer, of outputs and targets, both of shape (n, k)."""
    function: LossFunction = getattr(functional, LOSSES[trainer.loss].torch_function)
    return function
