"""Optimizers: one line each, from settings to a torch class and its options."""

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, optim

from training.settings import Trainer
from training.settings import trainer as settings

Options = Callable[[Any], dict[str, Any]]


def _adam(s: settings.Adam) -> dict[str, Any]:
    return {"betas": (s.beta1, s.beta2), "eps": s.eps}


# The plain loops of SGD and Adam cost more than the network on a CPU: fused ones are asked for.
OPTIMIZERS: dict[type, tuple[type[optim.Optimizer], dict[str, Any], Options]] = {
    settings.Sgd: (optim.SGD, {"fused": True}, lambda s: {"momentum": 0.0, "nesterov": False}),
    settings.Momentum: (optim.SGD, {"fused": True}, lambda s: {"momentum": s.momentum}),
    settings.Nesterov: (
        optim.SGD, {"fused": True}, lambda s: {"momentum": s.momentum, "nesterov": True}
    ),
    settings.Adam: (optim.Adam, {"fused": True}, _adam),
    settings.AdamW: (optim.AdamW, {"fused": True}, _adam),
    settings.RmsProp: (
        optim.RMSprop, {}, lambda s: {"alpha": s.alpha, "momentum": s.momentum, "eps": s.eps}
    ),
    settings.Rprop: (
        optim.Rprop,
        {},
        lambda s: {"etas": (s.shrink, s.grow), "step_sizes": (s.smallest, s.largest)},
    ),
    settings.Lbfgs: (
        optim.LBFGS,
        {"line_search_fn": "strong_wolfe"},
        lambda s: {"max_iter": s.iterations, "max_eval": s.iterations * 5 // 4 + 1,
                   "history_size": s.history},
    ),
}  # fmt: skip

_COUNT_STEPS = (settings.Adam, settings.AdamW, settings.RmsProp, settings.Rprop)
_WITHOUT_DECAY = (settings.Rprop, settings.Lbfgs)


def build(trainer: Trainer, parameters: Iterable[Tensor]) -> optim.Optimizer:
    """Make the optimizer of a trainer, with no memory yet; on a GPU one that can be captured."""
    kind, fixed, _ = OPTIMIZERS[type(trainer.optimizer)]
    found = list(parameters)
    if found[0].is_cuda and isinstance(trainer.optimizer, _COUNT_STEPS):
        fixed = {**fixed, "capturable": True}  # counts on the device, not here
    return kind(found, **fixed, **_options(trainer, found[0].device))


def update(optimizer: optim.Optimizer, trainer: Trainer) -> None:
    """Give a running optimizer of the same kind other numbers; its memory stays."""
    for group in optimizer.param_groups:
        group.update(_options(trainer, group["params"][0].device))


def load_memory(optimizer: optim.Optimizer, memory: Any) -> None:
    """Go on with what ``state_dict()["state"]`` remembered, laid out as the parameters are.

    PyTorch's fused optimizers read a memory in the order in which it lies, which in a checkpoint is
    not that of convolutions.
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
    """Let the next steps have another learning rate."""
    for group in optimizer.param_groups:
        if isinstance(group["lr"], Tensor):
            group["lr"].fill_(learning_rate)
        else:
            group["lr"] = learning_rate


def _options(trainer: Trainer, device: torch.device) -> dict[str, Any]:
    options = OPTIMIZERS[type(trainer.optimizer)][2](trainer.optimizer)
    if not isinstance(trainer.optimizer, _WITHOUT_DECAY):
        options["weight_decay"] = trainer.weight_decay
    rate: float | Tensor = trainer.learning_rate
    if device.type == "cuda" and trainer.schedule.kind != "constant":
        rate = torch.tensor(rate, device=device)  # a captured step reads it there
    return {"lr": rate, **options}


def penalty(trainer: Trainer, parameters: Iterable[Tensor]) -> Tensor | None:
    """Return weight_decay / 2 * |theta|^2 for the optimizers that know no weight decay."""
    if trainer.weight_decay == 0 or not isinstance(trainer.optimizer, _WITHOUT_DECAY):
        return None
    squares = torch.stack([p.square().sum() for p in parameters])
    return squares.sum() * (trainer.weight_decay / 2)
