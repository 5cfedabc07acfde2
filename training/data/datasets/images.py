"""An image as a function of (x, y)."""

import math
import warnings
from io import BytesIO

import numpy as np
from PIL import Image, UnidentifiedImageError

from training.arrays import Bools, Floats
from training.data.datasets.build import DataError, load
from training.data.kinds import ImageData
from training.data.sources import content
from training.settings import ImageDataset, Scale
from training.text import Text

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
MOST_PIXELS = 100_000_000
"""Larger images are refused before they are decompressed."""
MOST_BYTES = 500_000_000
HOLE = 0.4
"""Part of each side that a hole in the middle takes."""


@load.register
def load_image(settings: ImageDataset) -> ImageData:
    """Read an image, scale it down, make it grey, and choose the known pixels."""
    pixels, note = read_grey(settings.path, settings.size)
    random = np.random.default_rng(settings.seed)
    known = _known(settings, pixels.shape, random)
    given = pixels + settings.noise * random.standard_normal(pixels.shape)
    return ImageData(pixels, given, known, Scale(x_factor=1 / settings.extent), (note,))


def read_grey(path: str, size: int) -> tuple[Floats, Text]:
    """Return grey values from 0 to 1, shape (h, w), longer side ``size``, and what was done.

    Raises
    ------
    SourceError
        When the file cannot be read, or may not be.
    DataError
        When it is no image.
    """
    named = {"path": path}
    file = BytesIO(content(path, MOST_BYTES))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # checked below
            with Image.open(file, formats=FORMATS) as image:
                if math.prod(image.size) > MOST_PIXELS:
                    raise Image.DecompressionBombError
                part = size / max(image.size)
                columns, rows = (max(1, round(side * part)) for side in image.size)
                grey = image.convert("L").resize((columns, rows), Image.Resampling.LANCZOS)
    except Image.DecompressionBombError:
        raise DataError(
            "“{path}” is too large: more than {most} million pixels.",
            **named, most=MOST_PIXELS // 1_000_000,
        ) from None  # fmt: skip
    except (UnidentifiedImageError, ValueError, SyntaxError, MemoryError, EOFError):
        raise DataError("“{path}” is not an image that can be read.", **named) from None
    except OSError as error:
        raise DataError("“{path}” cannot be read: {reason}.", **named, reason=str(error)) from None
    values = np.asarray(grey, dtype=np.float64) / 255
    note = Text(
        "{columns} x {rows} pixels, in grey.", {"columns": values.shape[1], "rows": values.shape[0]}
    )
    return values, note


def _known(settings: ImageDataset, shape: tuple[int, ...], random: np.random.Generator) -> Bools:
    known = np.ones(shape, dtype=bool)
    if settings.keep == "columns":
        known[:, 1::2] = False
    elif settings.keep == "random":
        count = max(1, round(settings.share * known.size))
        known.ravel()[random.permutation(known.size)[count:]] = False
    elif settings.keep == "hole":
        middle = [slice(round((0.5 - HOLE / 2) * n), round((0.5 + HOLE / 2) * n)) for n in shape]
        known[tuple(middle)] = False
    return known
