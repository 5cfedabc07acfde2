"""Settings of the true functions: no free lunch."""

from training.settings.base import Settings, setting
from training.settings.baselines import ENDS, ENDS_HELP, Ends
from training.settings.dataset_base import Point


class TrueFunctions(Settings, title="True functions"):
    """Functions through the same training points, each of which the network is compared with."""

    shown: bool = setting(
        False,
        "Several truths",
        "Hold the network against several functions through the same points: straight pieces, a "
        "cubic spline, Gaussian bells, and the spline with a wave that is 0 at the points.",
        live=True,
    )
    spline_ends: Ends = setting("natural", "Spline, ends", ENDS_HELP, live=True, labels=ENDS)
    amplitude: float = setting(
        0.8,
        "Wave, height",
        "Height of the wave that is added to the spline.",
        live=True,
        editor="slider",
        slider=(0.0, 5.0),
        ge=-1e6,
        le=1e6,
    )
    frequency: float = setting(
        15.70796327,
        "Wave, frequency",
        "Angular frequency of the wave sin(frequency (x - first x)). Multiples of pi over the "
        "distance of the points leave the points as they are.",
        unit="rad",
        live=True,
        ge=0,
        le=1e4,
    )
    drawn: tuple[Point, ...] = setting(
        (),
        "Drawn",
        "A function x, y drawn by hand in the view of the true functions.",
        live=True,
        editor="points",
        max_length=2000,
    )
