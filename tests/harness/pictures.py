"""What somebody would notice between two pictures of one size: place by place, in colour.

A mean over a whole window does not see a button that is missing. Here the largest difference counts
that any small place has: letters drawn by another version of the same software stay below it, as
does all that lies a pixel beside where it was; a word or a sign that is another one does not.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

PLACE = 16
"""Pixels of a side of a place: a letter or two."""
NEAR = 3
"""Pixels across what is around a pixel."""
TOLERANCE = 12.0
"""Mean difference of a place, of 255, from which it is seen. In ``tests/snapshots/window.png`` a
shift by less than a pixel makes 11.4 where it is worst, a gamma of 0.9 makes 10.0; another word at
an axis 16.6, a missing button 20 and more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place that differs: its upper left corner in pixels, and by how much, of 255."""

    x: int
    y: int
    amount: float


def differences(picture: Image.Image, expected: Image.Image) -> list[Difference]:
    """Return the places in which a picture is not what was expected, the worst first."""
    assert picture.size == expected.size, (picture.size, expected.size)
    both = picture.convert("RGB"), expected.convert("RGB")
    apart = ImageChops.lighter(_beyond(*both), _beyond(*reversed(both)))
    amounts = _by_place(np.asarray(apart, dtype=np.float64).max(axis=2))
    found = [
        Difference(int(column) * PLACE, int(row) * PLACE, float(amounts[row, column]))
        for row, column in np.argwhere(amounts > TOLERANCE)
    ]
    return sorted(found, key=lambda place: -place.amount)


def mark(picture: Image.Image, places: list[Difference], path: Path) -> None:
    """Save a picture with a frame around each place, for whoever wants to know what differs."""
    marked = picture.convert("RGB")
    draw = ImageDraw.Draw(marked)
    for place in places:
        corner = (place.x + PLACE - 1, place.y + PLACE - 1)
        draw.rectangle(((place.x, place.y), corner), outline=(255, 0, 0))
    path.parent.mkdir(exist_ok=True)
    marked.save(path)


def _beyond(a: Image.Image, b: Image.Image) -> Image.Image:
    """Return by what pixels of ``a`` leave the range of those of ``b`` around them."""
    above = ImageChops.subtract(a, b.filter(ImageFilter.MaxFilter(NEAR)))
    below = ImageChops.subtract(b.filter(ImageFilter.MinFilter(NEAR)), a)
    return ImageChops.add(above, below)


def _by_place(pixels: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> np.ndarray:
    """Return the mean of each place, shape (rows, columns); those at the ends are filled up."""
    height, width = pixels.shape
    whole = np.pad(pixels, ((0, -height % PLACE), (0, -width % PLACE)))
    return whole.reshape(whole.shape[0] // PLACE, PLACE, -1, PLACE).mean(axis=(1, 3))
