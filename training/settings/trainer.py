"""How a model is trained: optimizer, batches, loss, when to stop, where."""

import math
from typing import Annotated, Literal

from pydantic import Discriminator
from typing_extensions import override

from training.settings.base import Settings, setting
from training.settings.choices.losses import LOSSES, LossName
from training.settings.choices.optimizers import Adam, Optimizer


class ConstantRate(Settings, title="constant"):
    """The learning rate stays what it is."""

    kind: Literal["constant"] = "constant"

    def factor(self, epoch: float, part: float) -> float:  # noqa: ARG002
        """Return what the learning rate is multiplied with.

        ``epoch`` counts passes over the training set, ``part`` goes from 0 to 1 over all steps.
        """
        return 1.0


class EpochDecay(ConstantRate, title="falls in each epoch"):
    """Multiplied by a factor after each epoch."""

    kind: Literal["epoch_decay"] = "epoch_decay"  # type: ignore[assignment]
    decay: float = setting(
        0.95, "Factor", "The learning rate is multiplied by this factor after each epoch.",
        live=True, gt=0, le=1,
    )  # fmt: skip

    @override
    def factor(self, epoch: float, part: float) -> float:
        return float(self.decay ** math.floor(epoch))


class StepDecay(ConstantRate, title="falls in steps"):
    """Multiplied by a factor each time that so many epochs have passed."""

    kind: Literal["step_decay"] = "step_decay"  # type: ignore[assignment]
    every: int = setting(
        50, "Every", "Epochs between two reductions.", unit="epochs", live=True, ge=1, le=1_000_000
    )
    decay: float = setting(
        0.1,
        "Factor",
        "The learning rate is multiplied by this factor each time.",
        live=True,
        gt=0,
        le=1,
    )

    @override
    def factor(self, epoch: float, part: float) -> float:
        return float(self.decay ** math.floor(epoch / self.every))


class CosineDecay(ConstantRate, title="cosine"):
    """Falls to 0 at the last step like half a wave of a cosine (Loshchilov & Hutter 2017)."""

    kind: Literal["cosine"] = "cosine"  # type: ignore[assignment]

    @override
    def factor(self, epoch: float, part: float) -> float:
        return 0.5 * (1 + math.cos(math.pi * min(1.0, part)))


RateSchedule = Annotated[ConstantRate | EpochDecay | StepDecay | CosineDecay, Discriminator("kind")]


class Trainer(Settings, title="Trainer"):
    """Everything about training but the data and the network."""

    optimizer: Optimizer = setting(
        Adam(),
        "Optimizer",
        "How the gradient becomes an update. A change discards the running means of gradients.",
        live=True,
        often=True,
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
        often=True,
    )
    schedule: RateSchedule = setting(
        ConstantRate(),
        "Schedule",
        "How the learning rate changes while it trains. With full batches an epoch is a step.",
        live=True,
    )
    batch_size: int = setting(
        0,
        "Batch size",
        "Training points in a step, drawn without replacement within an epoch; 0 takes "
        "all of them (full batch).",
        live=True,
        zero="all points",
        ge=0,
        le=1_000_000,
        often=True,
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
    loss: LossName = setting(
        "mse",
        "Loss",
        "What training minimises, as a mean over the points; for classes, squared "
        "errors are taken against the one-hot label.",
        live=True,
        labels={name: loss.label for name, loss in LOSSES.items()},
    )
    steps: int = setting(
        2000,
        "Steps",
        "Training stops after this many steps; it can be continued.",
        live=True,
        ge=1,
        le=1_000_000_000,
        often=True,
    )
    target_loss: float = setting(
        0.0,
        "Stop at loss",
        "Stop when the training loss, at a measured step, is below this; 0 never stops.",
        live=True,
        ge=0,
        le=1e6,
        often=True,
    )
    patience: int = setting(
        0,
        "Patience",
        "Stop when the test loss has reached no new minimum for this many steps; 0 never stops.",
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
