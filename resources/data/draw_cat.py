"""Draws cat.png: an outline (low frequencies), a face (middle) and fur and whiskers (high).

Run as ``python resources/data/draw_cat.py``. The image is ours, so that it may be given on.
"""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT, FINER = 300, 240, 4
"""Of the image, in pixels; it is drawn so many times larger."""


def points(*xy: float) -> list[tuple[float, float]]:
    """Pair coordinates, in pixels of the image, for the larger drawing."""
    return [(x * FINER, y * FINER) for x, y in zip(xy[::2], xy[1::2], strict=True)]


def draw() -> Image.Image:
    """Return the image in grey."""
    image = Image.new("L", (WIDTH * FINER, HEIGHT * FINER), 60)
    pen = ImageDraw.Draw(image)
    for row in range(HEIGHT):  # light falls from above
        pen.rectangle([*points(0, row, WIDTH, row + 1)], fill=95 - 60 * row // HEIGHT)
    pen.ellipse([*points(60, 170, 260, 330)], fill=150)  # body
    for ear, inside in (
        (points(78, 120, 84, 22, 150, 78), points(91, 92, 94, 45, 128, 78)),
        (points(222, 120, 216, 22, 150, 78), points(209, 92, 206, 45, 172, 78)),
    ):
        pen.polygon(ear, fill=185)
        pen.polygon(inside, fill=110)
    pen.ellipse([*points(72, 55, 228, 205)], fill=195)
    image = image.filter(ImageFilter.GaussianBlur(2 * FINER))
    pen = ImageDraw.Draw(image)
    _draw_fur(pen)
    _draw_face(pen)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _draw_fur(pen: ImageDraw.ImageDraw) -> None:
    dice = random.Random(1)
    for _ in range(900):
        angle, far = dice.uniform(0, 2 * math.pi), math.sqrt(dice.random())
        x, y = 150 + 76 * far * math.cos(angle), 130 + 73 * far * math.sin(angle)
        length = dice.uniform(4, 11)
        end = x + length * math.cos(angle) * 0.8, y + length * (math.sin(angle) * 0.6 + 0.5)
        pen.line(points(x, y, *end), fill=dice.choice((150, 170, 220, 235)), width=FINER)
    for stripe in (-22, 0, 22):
        pen.line(points(150 + stripe, 62, 150 + 0.7 * stripe, 90), fill=105, width=5 * FINER)


def _draw_face(pen: ImageDraw.ImageDraw) -> None:
    for x in (116, 184):
        pen.ellipse([*points(x - 19, 104, x + 19, 136)], fill=235)
        pen.ellipse([*points(x - 7, 104, x + 7, 136)], fill=10)
        pen.ellipse([*points(x - 3, 108, x + 4, 115)], fill=255)
    pen.polygon(points(140, 150, 160, 150, 150, 162), fill=60)
    pen.arc([*points(126, 150, 150, 180)], 20, 150, fill=60, width=2 * FINER)
    pen.arc([*points(150, 150, 174, 180)], 30, 160, fill=60, width=2 * FINER)
    for side in (-1, 1):
        for slope in (-14, 0, 14):
            pen.line(
                points(150 + 24 * side, 163, 150 + 110 * side, 160 + slope), fill=250, width=FINER
            )


if __name__ == "__main__":
    draw().save(Path(__file__).with_name("cat.png"), optimize=True)
