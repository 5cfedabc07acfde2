"""How a model is trained: optimizer, batches, loss, when to stop, where."""

from typing import Annotated, Literal

from pydantic import Discriminator

from training.settings.base import Settings, setting

_MOMENTUM = "Part of the last update that is added to the next."


class Sgd(Settings, title="SGD"):
    """Plain gradient descent."""

    kind: Literal["sgd"] = "sgd"


class Momentum(Settings, title="SGD with momentum"):
    """Gradient descent with heavy-ball momentum."""

    kind: Literal["momentum"] = "momentum"
    momentum: float = setting(
        0.9, "Momentum", _MOMENTUM, live=True, editor="slider", slider=(0, 0.999), ge=0, lt=1
    )


class Nesterov(Settings, title="Nesterov"):
    """Gradient descent with Nesterov momentum."""

    kind: Literal["nesterov"] = "nesterov"
    momentum: float = setting(
        0.9, "Momentum", _MOMENTUM, live=True, editor="slider", slider=(0.01, 0.999), gt=0, lt=1
    )


class Adam(Settings, title="Adam"):
    """Adam (Kingma & Ba 2015); weight decay is added to the gradient."""

    kind: Literal["adam"] = "adam"
    beta1: float = setting(0.9, "beta 1", "Memory of the gradient.", live=True, ge=0, lt=1)
    beta2: float = setting(
        0.999, "beta 2", "Memory of the squared gradient.", live=True, ge=0, lt=1
    )
    eps: float = setting(1e-8, "epsilon", "Keeps the division from zero.", live=True, ge=0, le=1)


class AdamW(Adam, title="AdamW"):
    """Adam with decoupled weight decay (Loshchilov & Hutter 2019)."""

    kind: Literal["adamw"] = "adamw"  # type: ignore[assignment]


class RmsProp(Settings, title="RMSprop"):
    """RMSprop (Hinton 2012)."""

    kind: Literal["rmsprop"] = "rmsprop"
    alpha: float = setting(0.99, "alpha", "Memory of the squared gradient.", live=True, ge=0, lt=1)
    momentum: float = setting(0.0, "Momentum", _MOMENTUM, live=True, ge=0, lt=1)
    eps: float = setting(1e-8, "epsilon", "Keeps the division from zero.", live=True, ge=0, le=1)


class Rprop(Settings, title="Rprop"):
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


class Lbfgs(Settings, title="L-BFGS"):
    """L-BFGS with a strong Wolfe line search; one step is one call of up to ``iterations``."""

    kind: Literal["lbfgs"] = "lbfgs"
    iterations: int = setting(
        10, "Iterations", "At most so many quasi-Newton iterations a step.", live=True, ge=1, le=100
    )
    history: int = setting(
        10, "History", "How many past updates shape the next.", live=True, ge=1, le=100
    )


Optimizer = Annotated[
    Sgd | Momentum | Nesterov | Adam | AdamW | RmsProp | Rprop | Lbfgs, Discriminator("kind")
]


class Trainer(Settings, title="Trainer"):
    """Everything about training but the data and the network."""

    optimizer: Optimizer = setting(
        Adam(),
        "Optimizer",
        "How a gradient becomes an update. A change starts with a fresh memory of gradients.",
        live=True,
    )
    learning_rate: float = setting(
        2e-4,
        "Learning rate",
        "Size of an update.",
        live=True,
        editor="log",
        slider=(1e-6, 1.0),
        gt=0,
        le=1e12,
    )
    batch_size: int = setting(
        0,
        "Batch size",
        "Training points in a step, drawn without replacement an epoch; "
        "0 takes all of them (full batch).",
        live=True,
        ge=0,
        le=1_000_000,
    )
    weight_decay: float = setting(
        0.0,
        "Weight decay",
        "Pulls every parameter towards 0. AdamW applies it to the parameters, "
        "the others add it to the gradient.",
        live=True,
        ge=0,
        le=100,
    )
    loss: Literal["mse", "mae", "huber"] = setting(
        "mse",
        "Loss",
        "What training makes small, as a mean over the points.",
        live=True,
        labels={"mse": "mean squared error", "mae": "mean absolute error", "huber": "Huber"},
    )
    steps: int = setting(
        2000,
        "Steps",
        "Training stops after so many; it can be continued.",
        live=True,
        ge=1,
        le=1_000_000_000,
    )
    target_loss: float = setting(
        0.0,
        "Stop at loss",
        "Stop when the training loss, at a measured step, is below this; 0 never stops.",
        live=True,
        ge=0,
        le=1e6,
    )
    patience: int = setting(
        0,
        "Patience",
        "Stop when the test loss has found no new minimum for so many steps; 0 never stops.",
        live=True,
        ge=0,
        le=1_000_000_000,
    )
    seed: int = setting(
        0, "Seed", "Fixes initial weights, batches and dropout.", ge=0, le=2**31 - 1
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto",
        "Device",
        "Where to train; automatic takes the GPU for large networks only.",
        labels={"auto": "automatic", "cpu": "CPU", "cuda": "CUDA", "mps": "MPS (Apple)"},
    )
