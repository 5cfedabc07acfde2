"""The frequency principle in many dimensions, by Gaussian filtering.

A function on images is split into a low-frequency part, its Gaussian average, and the rest
(section 5.4 of the reference: G_ij = exp(-|x_i - x_j|^2 / (2 delta)), rows divided by their sums;
Xu, Zhang & Luo 2019).
"""

import numpy as np
import torch
from torch import Tensor

from training.analysis.projection import probed
from training.arrays import Floats
from training.data.kinds import LabelledData

MOST = 1000
"""Images on which it is measured."""


class Filtering:
    """Splits functions on the probe images; caches the filter of the last delta."""

    def __init__(self, data: LabelledData) -> None:
        images = torch.from_numpy(probed(data)[:MOST])
        squares = images.square().sum(dim=1)
        distances = squares[:, None] + squares - 2 * images @ images.T
        self._distances = distances.clamp(min=0)
        self._delta = 0.0
        self._kernel = distances

    def smooth(self, values: Tensor, delta: float) -> Tensor:
        """Return the smooth part of values on the images, shape (p, k)."""
        if delta != self._delta:
            weights = torch.exp(-self._distances / (2 * delta))
            self._kernel, self._delta = weights / weights.sum(dim=1, keepdim=True), delta
        return self._kernel @ values

    def errors(self, outputs: Tensor, targets: Tensor, delta: float) -> Floats:
        """Return the relative errors of the smooth part and of the rest, shape (2,).

        ``outputs``: probabilities, ``targets``: one-hot classes; shapes (n, k), n >= p.
        """
        wrong = (outputs[:MOST] - targets[:MOST]).cpu()
        true = targets[:MOST].cpu()
        parts = self.smooth(wrong, delta), self.smooth(true, delta)
        low = parts[0].norm() / parts[1].norm()
        high = (wrong - parts[0]).norm() / (true - parts[1]).norm()
        return np.array([float(low), float(high)])
