"""How frequency axes are labelled, shared by the views that have one."""

import math

from PySide6.QtCore import QCoreApplication

from training.frequencies import Frequencies


def axis_label(in_cycles: bool) -> str:
    """Name a frequency axis."""
    if in_cycles:
        return QCoreApplication.translate("frequency", "frequency (cycles per unit of x)")
    return QCoreApplication.translate("frequency", "angular frequency ω of sin(ωx)")


def factor(in_cycles: bool) -> float:
    """Return by what an angular frequency is multiplied for the axis."""
    return 1 / (2 * math.pi) if in_cycles else 1.0


def sampled_note(setup: Frequencies) -> str:
    """Say on which points a spectrum was taken."""
    templates = {
        "projected": QCoreApplication.translate(
            "frequency", "of {count} training images along their first principal component"
        ),
        "train": QCoreApplication.translate("frequency", "on the {count} training points"),
        "spectrum": QCoreApplication.translate("frequency", "on a dense grid of {count} points"),
        "grid": QCoreApplication.translate("frequency", "on all {count} pixels, rings of |ω|"),
    }
    return templates[setup.sampled].format(count=setup.count)
