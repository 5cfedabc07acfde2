"""The network of a learner: parameters, optimizer, and the last good parameters."""

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from training.learner import devices, optimizers
from training.learner.checkpoint import check_parameters
from training.learner.models import build, set_dropout
from training.learner.models.hidden import first_layer
from training.settings import Experiment
from training.settings.image_models import ImageModel


class TrainedNetwork:
    """A network, its optimizer, and how many steps they have done together."""

    def __init__(self, experiment: Experiment, device: torch.device) -> None:
        trainer, dataset = experiment.trainer, experiment.dataset
        self._trainer, self.device = trainer, device
        has_convolutions = isinstance(experiment.model, ImageModel)
        self.is_mixed = has_convolutions and devices.prefers_16_bits(device)
        """Whether the network runs in bfloat16, with weights and optimizer in 32 bits."""
        model = build(experiment.model, trainer.seed, dataset.inputs, dataset.outputs)
        self.module: nn.Module = model.to(device)
        self.start = first_layer(self.module)
        """The first layer at step 0."""
        self.parameters: list[Tensor] = list(self.module.parameters())
        self._buffers: list[Tensor] = list(self.module.buffers())
        """Running statistics of batch norm."""
        self._kept = [*(p.detach() for p in self.parameters), *self._buffers]
        self._good = [p.clone() for p in self._kept]
        self.step = self.good_step = 0
        self.optimizer = optimizers.build(trainer, self.parameters)

    def run(self, x: Tensor) -> Tensor:
        """Run the network, (n, d) to (n, k); images in 16 bits, where a device is faster so."""
        if self.is_mixed:
            with torch.autocast(self.device.type, torch.bfloat16):
                mixed: Tensor = self.module(x)
            return mixed.float()
        outputs: Tensor = self.module(x)
        return outputs

    @torch.no_grad()
    def outputs(self, chunks: Iterable[Tensor]) -> Tensor:
        """Return the values without dropout: parts of (n, d) to one of (n, k)."""
        self.module.eval()
        return torch.cat([self.run(x) for x in chunks])

    def change(self, experiment: Experiment) -> None:
        """Apply other settings; another kind of optimizer begins without state."""
        before, self._trainer = self._trainer, experiment.trainer
        set_dropout(self.module, experiment.dropout)
        if type(self._trainer.optimizer) is type(before.optimizer):
            optimizers.update(self.optimizer, self._trainer)
        else:
            self.optimizer = optimizers.build(self._trainer, self.parameters)

    def state(self) -> dict[str, Any]:
        """Return parameters, buffers, optimizer state and step."""
        return {
            "step": self.step,
            "parameters": [p.detach() for p in self.parameters],
            "buffers": self._buffers,
            "optimizer": self.optimizer.state_dict()["state"],
        }

    @torch.no_grad()
    def set_state(self, state: Mapping[str, Any]) -> None:
        """Restore a state; raise where it is damaged or belongs to another network."""
        check_parameters(state["parameters"], self.parameters)
        torch._foreach_copy_(self.parameters, state["parameters"])
        buffers = state.get("buffers", [])  # early checkpoints have none
        check_parameters(buffers, self._buffers)
        for mine, theirs in zip(self._buffers, buffers, strict=True):
            mine.copy_(theirs)
        optimizers.load_memory(self.optimizer, state["optimizer"])
        self.step = int(state["step"])

    @torch.no_grad()
    def keep(self) -> None:
        """Save the parameters as the last good ones."""
        torch._foreach_copy_(self._good, self._kept)
        self.good_step = self.step

    @torch.no_grad()
    def restore(self) -> None:
        """Restore the last good parameters."""
        torch._foreach_copy_(self._kept, self._good)
        self.step = self.good_step
