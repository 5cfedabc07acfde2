"""Datasets: closed outlines in the plane, the elephant of four parameters or one drawn by hand."""

from typing import Any, Literal

from typing_extensions import override

from training.settings.base import setting
from training.settings.dataset_base import DatasetSettings, Point

LONGEST = 150.0


def _part(value: float, label: str) -> Any:
    return setting(
        value,
        label,
        "One of eight numbers: x(t) = Re p1 sin t + Re p2 sin 2t + Re p3 cos 3t + Re p4 cos 5t, "
        "y(t) = Im p4 cos t + Im p1 sin t + Im p2 sin 2t + Im p3 sin 3t; drawn are (y, -x).",
        live=True,
        editor="slider",
        slider=(-LONGEST, LONGEST),
        ge=-1000,
        le=1000,
    )


class OutlineSettings(DatasetSettings):
    """What outlines have: (cos t, sin t) goes into the network, (x, y) comes out."""

    points: int = setting(
        100,
        "Training points",
        "Points of the outline, evenly spaced in its parameter t, that are trained on.",
        live=True,
        ge=3,
        le=10_000,
    )

    @property
    @override
    def inputs(self) -> int:
        return 2

    @property
    @override
    def outputs(self) -> int:
        return 2


class ElephantDataset(OutlineSettings, title="Elephant"):
    """The elephant of four complex parameters (Mayer, Khairy and Howard 2010).

    x(t) = Re p1 sin t + Re p2 sin 2t + Re p3 cos 3t + Re p4 cos 5t and
    y(t) = Im p4 cos t + Im p1 sin t + Im p2 sin 2t + Im p3 sin 3t; drawn are (y, -x).
    """

    kind: Literal["elephant"] = "elephant"
    p1_real: float = _part(50.0, "p1, real")
    p1_imaginary: float = _part(-30.0, "p1, imaginary")
    p2_real: float = _part(18.0, "p2, real")
    p2_imaginary: float = _part(8.0, "p2, imaginary")
    p3_real: float = _part(12.0, "p3, real")
    p3_imaginary: float = _part(-10.0, "p3, imaginary")
    p4_real: float = _part(-14.0, "p4, real")
    p4_imaginary: float = _part(-60.0, "p4, imaginary")
    wiggle: float = setting(
        40.0,
        "p5, real: wiggle",
        "How far the trunk swings; 0 holds it still.",
        live=True,
        editor="slider",
        slider=(0.0, LONGEST),
        ge=-1000,
        le=1000,
    )
    eye: float = setting(
        20.0,
        "p5, imaginary: eye",
        "Both coordinates of the eye.",
        live=True,
        editor="slider",
        slider=(-100.0, 100.0),
        ge=-1000,
        le=1000,
    )


class OutlineDataset(OutlineSettings, title="Drawn outline"):
    """A closed outline drawn by hand in the Fit view."""

    kind: Literal["outline"] = "outline"
    corners: tuple[Point, ...] = setting(
        ((-60.0, -40.0), (60.0, -40.0), (60.0, 40.0), (0.0, 75.0), (-60.0, 40.0)),
        "Outline",
        "The corners x, y of the outline in their order; it is closed by itself. Press Draw in "
        "the Fit view and draw one with the mouse.",
        live=True,
        editor="points",
        min_length=3,
        max_length=2000,
    )
