"""How many steps a run may do: until it pauses, in a chunk, at the speed asked for."""

import math
import time

import torch

CHUNK = 0.008
"""Seconds between two polls of the commands: short enough for pause to feel immediate."""
CUDA_CHUNK = 0.033
"""The same on a GPU, where each poll synchronises with the device: one frame."""


class Allowance:
    """Counts the steps allowed before the next pause, and sizes chunks.

    Parameters
    ----------
    is_paused
        Whether no step is allowed at first; else their number is unlimited.
    device
        Where they are done.
    """

    def __init__(self, device: torch.device, *, is_paused: bool) -> None:
        self._device = device
        self.left = 0.0 if is_paused else math.inf
        """Steps until the run pauses; infinite while it trains freely."""
        self.fence = math.inf
        """In a race, the step at which this run waits for the others; the driver moves it."""
        self.step_seconds = 0.01
        """Recent average duration of a step."""
        self._speed: float | None = None
        self._since, self._first = time.perf_counter(), 0

    @property
    def chunk_seconds(self) -> float:
        """Seconds that a chunk of steps is to take."""
        return CUDA_CHUNK if self._device.type == "cuda" else CHUNK

    def chunk(self, seconds: float = math.inf) -> int:
        """Return the steps of a chunk, at least 1, for at most ``seconds``."""
        return max(1, int(min(self.chunk_seconds, max(0.0, seconds)) / self.step_seconds))

    def took(self, count: int, seconds: float) -> None:
        """Note how long some steps took."""
        self.step_seconds = max(seconds / count, 1e-6)

    # --- a speed ---

    @property
    def patience(self) -> float:
        """Seconds to wait where the speed asks for no step yet."""
        return CHUNK if self._speed is None else min(1 / self._speed, CHUNK)

    def set_speed(self, speed: float | None, step: int) -> None:
        """Limit the steps per second from now on; None: no limit."""
        self._speed = speed
        self.count_from(step)

    def count_from(self, step: int) -> None:
        """Restart the speed limit's clock at ``step``: time that has passed earns no steps."""
        self._since, self._first = time.perf_counter(), step

    def due(self, step: int) -> float:
        """Return how many steps are due at the set speed; infinite without a limit."""
        if self._speed is None:
            return math.inf
        passed = time.perf_counter() - self._since
        due = int(passed * self._speed) - (step - self._first)
        if due >= 1 and due > self._speed:  # the machine is slower than asked: do not save up
            self.count_from(step)
        return due
