"""What all datasets have."""

from typing import Annotated

from pydantic import Field

from training.arrays import Floats
from training.settings.base import Settings

LARGEST = 1e9

Coordinate = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Point = tuple[Coordinate, Coordinate]


class Scale(Settings):
    """Conversion of the user's units to the network's: ``network = (user - offset) / factor``."""

    x_offset: float = 0.0
    x_factor: float = Field(1.0, gt=0)
    y_offset: float = 0.0
    y_factor: float = Field(1.0, gt=0)

    def inputs(self, x: Floats) -> Floats:
        """Convert x to the network's units; shapes (n,) -> (n, 1)."""
        return (x[:, None] - self.x_offset) / self.x_factor

    def targets(self, y: Floats) -> Floats:
        """Convert y to the network's units; shapes (n,) -> (n, 1)."""
        return (y[:, None] - self.y_offset) / self.y_factor


class DatasetSettings(Settings):
    """Base of all datasets: numbers of inputs and outputs of a network for them."""

    @property
    def subject(self) -> str:
        """What the data describe; texts about one subject do not apply to another.

        A subject that begins with another one refines it.
        """
        return f"{getattr(self, 'kind', '')} {getattr(self, 'path', '')}"

    @property
    def inputs(self) -> int:
        """Number of inputs."""
        return 1

    @property
    def outputs(self) -> int:
        """Number of outputs."""
        return 1
