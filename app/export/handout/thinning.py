"""Which of many recorded steps a handout keeps."""

import numpy as np

from training.arrays import Floats, Steps


def kept(steps: Steps, most: int) -> Steps:
    """Return places of at most so many steps: the first, the last, and between evenly in log."""
    if len(steps) <= most:
        return np.arange(len(steps))
    wanted: Floats = np.geomspace(1, float(steps[-1] - steps[0]) + 1, most) - 1 + float(steps[0])
    places = np.searchsorted(steps, wanted - 0.5)
    return np.unique(np.minimum(places, len(steps) - 1))
