"""Moving pictures as files: GIF by Pillow, MP4 by ffmpeg where it is installed."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.text import Text

RgbPixels = NDArray[np.uint8]
"""Shape (h, w, 3): rows, columns, red, green and blue."""
LAST = 2.0
"""Seconds that the last picture of a GIF stays before it begins again."""
COLOURS = 128
ENCODER = "imageio_ffmpeg"


class Film(Protocol):
    """Takes one picture after the other, all of one size."""

    def add(self, pixels: RgbPixels) -> None:
        """Take the next picture."""

    def finish(self) -> None:
        """Write what is left; raise OSError where that is impossible."""

    def close(self) -> None:
        """Let go, whether it is whole or not."""


class GifFilm:
    """All pictures share the palette of the first, middle and last one: others would flicker."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path, self._seconds = path, seconds
        self._pictures: list[Image.Image] = []

    def add(self, pixels: RgbPixels) -> None:
        """Take the next picture."""
        self._pictures.append(Image.fromarray(pixels))

    def finish(self) -> None:
        """Reduce the colours and write the file."""
        places = (0, len(self._pictures) // 2, -1)
        ends = np.hstack([np.asarray(self._pictures[place]) for place in places])
        palette = Image.fromarray(ends).quantize(COLOURS)
        first, *others = [
            picture.quantize(palette=palette, dither=Image.Dither.NONE)
            for picture in self._pictures
        ]
        each = round(1000 * self._seconds)
        times = [each] * len(others) + [max(each, round(1000 * LAST))]
        first.save(self._path, "GIF", save_all=True, append_images=others, duration=times, loop=0)

    def close(self) -> None:
        """Forget the pictures."""
        self._pictures.clear()


class Mp4Film:
    """Hands the pictures to ffmpeg as they come."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path, self._seconds, self._count = path, seconds, 0
        self._writer: Generator[None, bytes, None] | None = None

    def add(self, pixels: RgbPixels) -> None:
        """Take the next picture; an odd row or column at the edge is left out."""
        height, width = (side // 2 * 2 for side in pixels.shape[:2])
        if self._writer is None:
            self._writer = self._begin(width, height)
        self._writer.send(np.ascontiguousarray(pixels[:height, :width]).tobytes())
        self._count += 1

    def _begin(self, width: int, height: int) -> Any:
        import imageio_ffmpeg  # noqa: PLC0415 - an extra

        writer = imageio_ffmpeg.write_frames(
            str(self._path), (width, height), fps=1 / self._seconds, quality=8,
            macro_block_size=2, ffmpeg_log_level="error",
            # The name says nothing of the format while it is not whole.
            output_params=["-f", "mp4", "-movflags", "+faststart"],
        )  # fmt: skip
        writer.send(None)
        return writer

    def finish(self) -> None:
        """Wait for ffmpeg, and see that it wrote all: it does not always say what it could not."""
        import imageio_ffmpeg  # noqa: PLC0415

        self.close()
        try:
            count, _ = imageio_ffmpeg.count_frames_and_secs(str(self._path))
        except RuntimeError:
            count = 0
        if count != self._count:
            raise OSError(0, "the video is not complete; the disk may be full")

    def close(self) -> None:
        """End ffmpeg."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None


@dataclass(frozen=True, slots=True)
class FilmKind:
    """How a kind of film is made, and the package that it needs besides."""

    make: Callable[[Path, float], Film]
    package: str = ""


KINDS: Mapping[str, FilmKind] = {".gif": FilmKind(GifFilm), ".mp4": FilmKind(Mp4Film, ENCODER)}
"""By the ending of a file."""


def missing(ending: str) -> Text | None:
    """Say why films of a kind cannot be made here, if so."""
    package = KINDS[ending].package
    if not package or find_spec(package) is not None:
        return None
    return Text(
        "Videos need a package that is not installed: pip install {package}",
        {"package": package.replace("_", "-")},
    )
