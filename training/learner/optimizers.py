"""PyTorch's optimizers, made and changed as their settings say."""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, optim

from training.settings import Trainer


def build(trainer: Trainer, parameters: Iterable[Tensor]) -> optim.Optimizer:
    """Make the optimizer of a trainer, without state; on a GPU one that CUDA graphs can capture."""
    chosen, tensors = trainer.optimizer, list(parameters)
    kind: type[optim.Optimizer] = getattr(optim, chosen.torch_class)
    fixed: dict[str, Any] = {**chosen.fixed}
    if tensors[0].is_cuda and chosen.counts_steps:
        fixed["capturable"] = True  # counts on the device, not here
    return kind(tensors, **fixed, **_options(trainer, tensors[0].device))


def update(optimizer: optim.Optimizer, trainer: Trainer) -> None:
    """Set other hyperparameters of a running optimizer of the same kind; its state stays."""
    for group in optimizer.param_groups:
        group.update(_options(trainer, group["params"][0].device))


def load_memory(optimizer: optim.Optimizer, memory: Any) -> None:
    """Load ``state_dict()["state"]``, in the memory layout of the parameters.

    PyTorch's fused optimizers assume that state and parameters have the same strides; in a
    checkpoint those of convolutions differ.
    """
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": memory, "param_groups": groups})
    for parameter, state in optimizer.state.items():
        for name, value in state.items():
            if isinstance(value, Tensor) and value.shape == parameter.shape:
                state[name] = torch.empty_like(parameter).copy_(value)


def lay_out(optimizer: optim.Optimizer, parameters: Iterable[Tensor]) -> None:
    """Lay gradients out as the optimizer reads them: L-BFGS views each as a vector."""
    if isinstance(optimizer, optim.LBFGS):
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad = parameter.grad.contiguous()


def set_rate(optimizer: optim.Optimizer, learning_rate: float) -> None:
    """Set the learning rate of the next steps."""
    for group in optimizer.param_groups:
        if isinstance(group["lr"], Tensor):
            group["lr"].fill_(learning_rate)
        else:
            group["lr"] = learning_rate


def _options(trainer: Trainer, device: torch.device) -> dict[str, Any]:
    options: dict[str, Any] = {**trainer.optimizer.options()}
    if trainer.optimizer.knows_decay:
        options["weight_decay"] = trainer.weight_decay
    rate: float | Tensor = trainer.learning_rate
    if device.type == "cuda" and trainer.schedule.kind != "constant":
        rate = torch.tensor(rate, device=device)  # a captured step reads it there
    return {"lr": rate, **options}


def penalty(trainer: Trainer, parameters: Iterable[Tensor]) -> Tensor | None:
    """Return weight_decay / 2 * |theta|^2 for optimizers without a weight decay of their own."""
    if trainer.weight_decay == 0 or trainer.optimizer.knows_decay:
        return None
    squares = torch.stack([p.square().sum() for p in parameters])
    return squares.sum() * (trainer.weight_decay / 2)
