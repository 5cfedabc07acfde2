"""The training loss on a plane in parameter space, and the run's trajectory on it."""

import math
import time
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from training.messages.readings import LandscapeReading
from training.settings.landscape import Landscape

MOST_PARAMETERS = 1_000_000
"""With more, copies of the parameters along the trajectory take too much memory."""
POSITIONS = 32
"""Points of the trajectory that are kept; when full, every other one is dropped."""
LONGEST = 3.0
"""Longest computation, in seconds, for which a pause or an end waits."""
SHARE = 20
"""Pause between landscapes in units of their duration: at most 5 % of a run's time."""

Parameters = Sequence[Tensor]


class LandscapeSampler:
    """Records the trajectory of the parameters, and computes landscapes now and then."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._is_possible = sum(p.numel() for p in parameters) <= MOST_PARAMETERS
        self._positions: list[Tensor] = [self._flat()] if self._is_possible else []
        self._every, self._seen = 1, 0
        self._next = self._took = 0.0
        self._last: LandscapeReading | None = None
        self._asked: object = None

    def _flat(self) -> Tensor:
        return torch.cat([p.detach().reshape(-1).cpu() for p in self._parameters])

    def read(
        self, settings: Landscape, step: int, loss: Callable[[], float]
    ) -> LandscapeReading | None:
        """Return the newest landscape; compute another one when that is due.

        ``loss`` returns the training loss at the current parameters, which are overwritten and then
        restored bit for bit. None where the model is too large.
        """
        if not self._is_possible:
            return None
        self._record_position()
        asked = (settings, step)
        is_due = time.perf_counter() >= self._next or self._asked is None
        if asked != self._asked and is_due:
            begin = time.perf_counter()
            self._last, self._asked = self._survey(settings, step, loss), asked
            end = time.perf_counter()
            self._took = end - begin
            self._next = end + SHARE * self._took
        return self._last

    def hurry(self, settings: Landscape, step: int) -> bool:
        """Make the next one due at once; return whether ``read`` will compute one."""
        if not self._is_possible or self._asked == (settings, step) or self._took > LONGEST:
            return False
        self._next = 0.0
        return True

    def _record_position(self) -> None:
        if self._seen % self._every == 0:
            self._positions.append(self._flat())
        self._seen += 1
        if len(self._positions) > POSITIONS:
            self._positions, self._every = self._positions[::2], 2 * self._every

    @torch.no_grad()
    def _survey(
        self, settings: Landscape, step: int, loss: Callable[[], float]
    ) -> LandscapeReading:
        centre = [p.detach().clone() for p in self._parameters]
        way = torch.stack([*self._positions, self._flat()]) - self._flat()
        axes = self._axes(settings, way)
        path = np.linalg.lstsq(axes.T.double().numpy(), way.T.double().numpy(), rcond=None)[0].T
        ends = np.linspace(-settings.extent, settings.extent, settings.resolution)
        losses = np.empty((len(ends), len(ends)), dtype=np.float32)
        first, second = (self._shaped(axis) for axis in axes)
        try:
            for row, b in enumerate(ends.tolist()):
                for column, a in enumerate(ends.tolist()):
                    for p, c, u, v in zip(self._parameters, centre, first, second, strict=True):
                        p.copy_(c + a * u + b * v)
                    losses[row, column] = loss()
        finally:
            for p, c in zip(self._parameters, centre, strict=True):
                p.copy_(c)
        lengths = (float(axes[0].norm()), float(axes[1].norm()))
        whole = float(way.double().square().sum())
        seen = float(np.square(path @ axes.double().numpy()).sum())
        share = seen / whole if settings.directions == "principal" and whole > 0 else math.nan
        return LandscapeReading(
            losses, path.astype(np.float32), settings.extent, step, lengths, share
        )

    def _axes(self, settings: Landscape, way: Tensor) -> Tensor:
        """Return two directions, shape (2, number of parameters)."""
        if settings.directions == "principal" and len(way) > 2:
            _, sizes, axes = torch.linalg.svd(way, full_matrices=False)
            if float(sizes[1]) > 0:
                longest = (way @ axes[:2].T).abs().amax(dim=0).clamp(min=1e-12)
                scaled: Tensor = axes[:2] * longest[:, None]
                return scaled
        random = torch.Generator().manual_seed(settings.seed)
        return torch.stack([self._random_direction(random) for _ in range(2)])

    def _random_direction(self, random: torch.Generator) -> Tensor:
        """Draw a filter-normalised random direction (Li et al. 2018), shape (parameters,)."""
        parts = []
        for p in self._parameters:
            weights = p.detach().cpu()
            drawn = torch.randn(weights.shape, generator=random)
            if weights.ndim > 1:
                drawn *= weights.norm(dim=1, keepdim=True) / drawn.norm(dim=1, keepdim=True)
            else:
                drawn *= weights.norm() / drawn.norm()
            parts.append(drawn.reshape(-1))
        return torch.cat(parts)

    def _shaped(self, flat: Tensor) -> list[Tensor]:
        parts = torch.split(flat, [p.numel() for p in self._parameters])
        pairs = zip(parts, self._parameters, strict=True)
        return [part.reshape(p.shape).to(p) for part, p in pairs]
