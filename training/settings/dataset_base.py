"""What all datasets have."""

from typing import Annotated

from pydantic import Field

from training.arrays import Floats
from training.settings.base import Settings

LARGEST = 1e9

Coordinate = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Point = tuple[Coordinate, Coordinate]


class Scale(Settings):
    """How the user's units become the network's: ``network = (user - offset) / factor``."""

    x_offset: float = 0.0
    x_factor: float = Field(1.0, gt=0)
    y_offset: float = 0.0
    y_factor: float = Field(1.0, gt=0)

    def inputs(self, x: Floats) -> Floats:
        """Return what the network sees of x; shapes (n,) -> (n, 1)."""
        return (x[:, None] - self.x_offset) / self.x_factor

    def targets(self, y: Floats) -> Floats:
        """Return what the network is to give for y; shapes (n,) -> (n, 1)."""
        return (y[:, None] - self.y_offset) / self.y_factor


class DatasetSettings(Settings):
    """What all datasets have: how many numbers go into a network of theirs, and come out."""

    @property
    def subject(self) -> str:
        """What the data are of: words about one subject are none about another.

        One that begins with another is a closer look at the same.
        """
        return f"{getattr(self, 'kind', '')} {getattr(self, 'path', '')}"

    @property
    def inputs(self) -> int:
        """How many numbers go in."""
        return 1

    @property
    def outputs(self) -> int:
        """How many numbers come out."""
        return 1
