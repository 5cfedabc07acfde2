"""The random state of one learner, whichever generator draws from it."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from training.learner import devices


class RandomState:
    """The generator state from which dropout is drawn.

    Each learner has its own, so that learners in one process are independent.
    """

    def __init__(self, seed: int, device: torch.device) -> None:
        torch.manual_seed(seed)
        self._device, self._generator = device, torch.Generator()
        self.state = devices.random_state(device)

    @contextmanager
    def in_default(self) -> Iterator[None]:
        """Let the device's default generator draw from here."""
        devices.set_random_state(self._device, self.state)
        yield
        self.state = devices.random_state(self._device)

    @contextmanager
    def generator(self) -> Iterator[torch.Generator]:
        """Let a generator of the CPU draw from here."""
        self._generator.set_state(self.state)
        yield self._generator
        self.state = self._generator.get_state()
