"""What can be chosen: the presets that come with the app, by name."""

from functools import cache
from typing import Literal

from training.resources import RESOURCES
from training.settings import Experiment, Settings
from training.settings.race import Race
from training.text import Problem

FOLDER = RESOURCES / "presets"

DEFAULT = "frequency-principle"

PRESETS = (
    "frequency-principle",
    "frequency-principle-600",
    "two-frequencies",
    "rounded-sine",
    "ricker-wide",
    "ricker-narrow",
    "ricker-narrow-plain",
    "sine-activation",
    "sine-10-activation",
    "sine-10-plain",
    "amplitude-sweep",
    "frequency-sweep",
    "early-stopping",
    "aliasing",
    "image",
    "image-large-init",
    "sin-vx",
    "sin-vx-race",
    "runge",
    "over-fitting",
    "width-sweep",
    "double-descent",
    "elephant",
    "five-points",
    "no-free-lunch",
    "condensation",
    "phase-diagram",
    "initial-condensation",
    "growing-directions",
    "dropout-condensation",
    "neuron-splitting",
    "loss-landscape",
    "factored-linear",
    "matrix-completion",
    "relevance",
    "noisy-step",
    "damaged-image",
    "sunspots",
    "co2",
    "random-labels",
    "batch-size",
    "dropout",
    "architecture",
    "optimizer",
    "images-frequencies",
    "random-labels-full",
    "batch-size-full",
    "dropout-full",
    "architecture-full",
    "optimizer-full",
)
"""Names in the order of the menu; each is a JSON file in ``resources/presets``."""


class Preset(Settings):
    """A named experiment.

    Attributes
    ----------
    description
        What to do and what to see.
    origin
        Whether its settings are the book's, or ours where none are public.
    number
        The figure of the chapter that it shows, or its section.
    section
        Where the book has it.
    views
        Keys of the views that show it; empty for those shown by default.
    race
        What the first run races; None where one run shows it.
    """

    title: str
    description: str
    origin: Literal["book", "ours"]
    number: str = ""
    section: str = ""
    views: tuple[str, ...] = ()
    race: Race | None = None
    experiment: Experiment


@cache
def preset(name: str) -> Preset:
    """Read a preset; raise Problem for a name that is none."""
    if name not in PRESETS:
        raise Problem(
            "There is no preset “{name}”. Known are: {known}.", name=name, known=", ".join(PRESETS)
        )
    return Preset.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def presets() -> dict[str, Preset]:
    """Read all presets, in the order of the menu."""
    return {name: preset(name) for name in PRESETS}
