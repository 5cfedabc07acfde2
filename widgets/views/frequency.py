"""How frequency axes are labelled, shared by the views that have one."""

import math

from PySide6.QtCore import QCoreApplication

from training.analysis.frequencies import Frequencies
from training.analysis.tracked import FrequencyOrigin, Tracked, how_found
from training.number_format import readable
from widgets.text import sentence


def axis_label(in_cycles: bool) -> str:
    """Name a frequency axis."""
    if in_cycles:
        return QCoreApplication.translate("frequency", "frequency (cycles per unit of x)")
    return QCoreApplication.translate("frequency", "angular frequency ω of sin(ωx)")


def factor(in_cycles: bool) -> float:
    """Return by what an angular frequency is multiplied for the axis."""
    return 1 / (2 * math.pi) if in_cycles else 1.0


def peak_label(tracked: Tracked, at: int, in_cycles: bool) -> str:
    """Name a tracked frequency: ≈ marks an estimate, an alias names the wave that shows there."""
    scale, origin = factor(in_cycles), tracked.origins[at]
    text = readable(tracked.omega[at] * scale, 4)
    if origin is FrequencyOrigin.ESTIMATED:
        return f"≈{text}"
    if origin is FrequencyOrigin.ALIASED:
        return f"{text} ({readable(tracked.waves[at] * scale, 4)})"
    return text


def peak_tip(tracked: Tracked, at: int, in_cycles: bool) -> str:
    """Say how a tracked frequency is known."""
    scale = factor(in_cycles)
    values = {
        "omega": readable(tracked.omega[at] * scale, 6),
        "wave": readable(tracked.waves[at] * scale, 6),
        "error": readable(tracked.error[at] * scale, 2),
    }
    templates = {
        FrequencyOrigin.GIVEN: QCoreApplication.translate("frequency", "{omega}: typed"),
        FrequencyOrigin.FORMULA: QCoreApplication.translate(
            "frequency", "{omega}: read from the formula"
        ),
        FrequencyOrigin.ALIASED: QCoreApplication.translate(
            "frequency",
            "{omega}: where these points show the formula's wave of {wave}, too fast for them",
        ),
        FrequencyOrigin.ESTIMATED: QCoreApplication.translate(
            "frequency", "{omega}: estimated from the points, standard error {error}"
        ),
        FrequencyOrigin.MAXIMUM: QCoreApplication.translate(
            "frequency", "{omega}: a local maximum of the lines of the spectrum"
        ),
    }
    return templates[tracked.origins[at]].format(**values)


def sampled_note(setup: Frequencies) -> str:
    """Say on which points a spectrum was taken, and how what is tracked is known."""
    templates = {
        "projected": QCoreApplication.translate(
            "frequency", "of {count} training images along their first principal component"
        ),
        "train": QCoreApplication.translate("frequency", "on the {count} training points"),
        "spectrum": QCoreApplication.translate("frequency", "on a dense grid of {count} points"),
        "grid": QCoreApplication.translate("frequency", "on all {count} pixels, rings of |ω|"),
    }
    text = templates[setup.sampled].format(count=setup.count)
    method = how_found(setup.tracked)
    return f"{text}; {sentence(method)}" if method is not None else text
