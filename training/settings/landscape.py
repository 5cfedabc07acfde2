"""The plane on which the loss landscape is computed."""

from typing import Literal

from training.settings.base import Settings, setting


class Landscape(Settings, title="Loss landscape"):
    """A plane through the present parameters, on which the training loss is drawn."""

    directions: Literal["random", "principal"] = setting(
        "random",
        "Directions",
        "Two random ones, scaled for each neuron to the length of its weights (Li et "
        "al. 2018), or the two along which the run has moved most since the view was "
        "opened.",
        live=True,
        labels={"random": "random, normalised", "principal": "of the run's path"},
    )
    extent: float = setting(
        1.0,
        "Extent",
        "The plane runs from minus to plus this number, in units of the length of the "
        "weights; for the run's path, of the length of the path.",
        live=True,
        editor="log",
        slider=(0.01, 10.0),
        gt=0,
        le=1000,
    )
    resolution: int = setting(
        25,
        "Points a side",
        "The loss is computed at this number of points, squared.",
        live=True,
        ge=5,
        le=101,
    )
    seed: int = setting(0, "Seed", "Fixes the random directions.", live=True, ge=0, le=2**31 - 1)
