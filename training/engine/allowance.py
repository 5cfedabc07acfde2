"""How many steps a run may do: until it pauses, in a chunk, at the speed asked for."""

import math
import time

import torch

CHUNK = 0.008
"""Seconds between two looks at the commands: what makes pause feel immediate."""
CUDA_CHUNK = 0.033
"""On a GPU: each look waits until it has done all that it was given, so they are a Frame apart."""


class Allowance:
    """Counts steps that may be done before a pause, and those of a chunk.

    Parameters
    ----------
    is_paused
        Whether none may be done at first; else they are without end.
    device
        Where they are done.
    """

    def __init__(self, device: torch.device, *, is_paused: bool) -> None:
        self._device = device
        self.left = 0.0 if is_paused else math.inf
        """Steps until the run pauses: none, a few, or without end."""
        self.fence = math.inf
        """The step at which it waits for others; whoever drives it moves it."""
        self.step_seconds = 0.01
        """A step's, lately."""
        self._speed: float | None = None
        self._since, self._first = time.perf_counter(), 0

    @property
    def chunk_seconds(self) -> float:
        """Seconds that a chunk of steps is to take."""
        return CUDA_CHUNK if self._device.type == "cuda" else CHUNK

    def chunk(self, seconds: float = math.inf) -> int:
        """Return how many steps a chunk has, at least one; of ``seconds`` where those are fewer."""
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
        """Do so many steps a second from now on; None: as many as can be done."""
        self._speed = speed
        self.count_from(step)

    def count_from(self, step: int) -> None:
        """Owe nothing of the time that has passed."""
        self._since, self._first = time.perf_counter(), step

    def due(self, step: int) -> float:
        """Return how many steps the speed asks for now; infinite where none was set."""
        if self._speed is None:
            return math.inf
        passed = time.perf_counter() - self._since
        due = int(passed * self._speed) - (step - self._first)
        if due >= 1 and due > self._speed:  # the machine is slower than asked: do not save up
            self.count_from(step)
        return due
