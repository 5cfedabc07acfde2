"""Tensors on the training device, one class for each kind of data.

``batch`` gives the points of a step, ``chunks`` the evaluation points.
"""

from collections.abc import Iterator, Mapping
from functools import singledispatch

import numpy as np
import torch
from torch import Tensor

from training.arrays import Floats
from training.data.kinds import Data, LabelledData
from training.settings.labelled import SIDE

CHUNK = 500
"""Images that are evaluated in one pass."""
PAD = 4
"""Pixels of black around an image before it is cropped."""


class DeviceData:
    """Points of a curve, a table ...: small enough to be evaluated in one pass."""

    def __init__(self, data: Data, extra: Mapping[str, Floats], device: torch.device) -> None:
        self.device = device
        inputs = {name: data.inputs(name) for name in ("train", "test", "grid")}
        self._inputs = {name: self.tensor(x) for name, x in (inputs | dict(extra)).items()}
        self._targets = {name: self.tensor(data.targets(name)) for name in ("train", "test")}

    def tensor(self, values: Floats) -> Tensor:
        """Return values as a float32 tensor on the device."""
        return torch.from_numpy(values.astype(np.float32)).to(self.device)

    @property
    def count(self) -> int:
        """How many training points there are."""
        return len(self._targets["train"])

    @property
    def evaluates_all(self) -> bool:
        """Whether the ``train`` evaluation points are exactly the points of a full batch."""
        return True

    def batch(self, chosen: Tensor | None, generator: torch.Generator) -> tuple[Tensor, Tensor]:  # noqa: ARG002
        """Return inputs and targets of training points, shapes (b, d) and (b, k).

        ``generator`` draws random augmentation.
        """
        x, y = self._inputs["train"], self._targets["train"]
        return (x, y) if chosen is None else (x[chosen], y[chosen])

    def chunks(self, points: str) -> Iterator[Tensor]:
        """Yield the inputs of all evaluation points, in parts of (n, d)."""
        yield self._inputs[points]

    def targets(self, points: str) -> Tensor:
        """Return the targets of the points of ``chunks``, shape (n, k)."""
        return self._targets[points]


class LabelledDeviceData(DeviceData):
    """Images as bytes on the device, where batches are cropped, mirrored and scaled.

    An image goes into the network as rows of pixels of colours, flat: (n, side * side * 3).
    """

    def __init__(self, data: LabelledData, device: torch.device) -> None:
        self.device, self._dataset = device, data.dataset
        pixels = {name: self._bytes(data.pixels(name)) for name in ("train", "test")}
        self._mean, self._factor = self._scale(pixels["train"])
        edge = (SIDE - self._dataset.side) // 2
        middle = slice(edge, SIDE - edge)
        probe = torch.from_numpy(data.probe.copy()).to(device)
        self._evaluated = {
            "train": pixels["train"][probe][:, middle, middle],
            "test": pixels["test"][:, middle, middle],
        }
        self._train = pixels["train"]
        if self._dataset.crop == "padded":
            self._train = torch.nn.functional.pad(self._train, (0, 0, PAD, PAD, PAD, PAD))
        elif self._dataset.crop == "centre":
            self._train = self._train[:, middle, middle].contiguous()
        self._labels = self.tensor(data.targets("train"))
        self._targets = {
            "train": self._labels[probe], "test": self.tensor(data.targets("test"))
        }  # fmt: skip

    def _bytes(self, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Tensor:
        return torch.from_numpy(pixels.copy()).to(self.device)

    def _scale(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Return the shift and the factor of each channel: (pixels - shift) * factor."""
        if self._dataset.normalise != "channels":
            return torch.zeros(3, device=self.device), torch.full((3,), 1 / 255, device=self.device)
        sums = torch.zeros(2, 3, dtype=torch.float64)
        for part in torch.split(pixels, CHUNK):
            values = part.reshape(-1, 3).double()
            sums += torch.stack([values.sum(0), values.square().sum(0)]).cpu()
        mean, square = sums / (len(pixels) * SIDE * SIDE)
        std = (square - mean.square()).clamp(min=1e-12).sqrt()
        return mean.float().to(self.device), (1 / std).float().to(self.device)

    @property
    def count(self) -> int:
        """How many training images there are."""
        return len(self._labels)

    @property
    def evaluates_all(self) -> bool:
        """False: batch norm computes other values in training than in evaluation."""
        return False

    def batch(self, chosen: Tensor | None, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Return images and one-hot classes, shapes (b, d) and (b, classes)."""
        chosen = torch.arange(self.count, device=self.device) if chosen is None else chosen
        return self._network_sees(self._cropped(chosen, generator)), self._labels[chosen]

    def _cropped(self, chosen: Tensor, generator: torch.Generator) -> Tensor:
        side, room = self._dataset.side, self._train.shape[1] - self._dataset.side
        if not room and not self._dataset.flip:
            return self._train[chosen]
        rows, columns = self._at_random(len(chosen), side, room, generator)
        return self._train[chosen[:, None, None], rows[:, :, None], columns[:, None, :]]

    def _at_random(
        self, count: int, side: int, room: int, generator: torch.Generator
    ) -> tuple[Tensor, Tensor]:
        """Draw the rows and columns that are seen of each image, shapes (b, side)."""
        line = torch.arange(side)
        offsets = torch.randint(room + 1, (2, count, 1), generator=generator)
        columns = line.expand(count, side)
        if self._dataset.flip:
            is_flipped = torch.rand(count, 1, generator=generator) < 0.5
            columns = torch.where(is_flipped, side - 1 - line, columns)
        rows, columns = line + offsets[0], columns + offsets[1]
        return rows.to(self.device), columns.to(self.device)

    def _network_sees(self, pixels: Tensor) -> Tensor:
        values = (pixels.float() - self._mean) * self._factor
        flat = values.reshape(len(values), -1)
        if self._dataset.normalise != "image":
            return flat
        # Whitening as TensorFlow's per_image_standardization, which Zhang et al. use.
        flat = flat - flat.mean(dim=1, keepdim=True)
        std = flat.square().mean(dim=1, keepdim=True).sqrt()
        return flat / std.clamp(min=flat.shape[1] ** -0.5)

    def chunks(self, points: str) -> Iterator[Tensor]:
        """Yield evaluation images, cropped at the centre, in parts of (n, d)."""
        for part in torch.split(self._evaluated[points], CHUNK):
            yield self._network_sees(part)


@singledispatch
def make_device_data(data: Data, extra: Mapping[str, Floats], device: torch.device) -> DeviceData:
    """Put data on a device; ``extra`` are further inputs by name, shapes (n, d)."""
    return DeviceData(data, extra, device)


@make_device_data.register
def _of_images(data: LabelledData, extra: Mapping[str, Floats], device: torch.device) -> DeviceData:  # noqa: ARG001
    return LabelledDeviceData(data, device)
