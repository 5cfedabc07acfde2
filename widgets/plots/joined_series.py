"""Samples of a run that came in Frames, joined."""

from collections.abc import Collection, Mapping

import numpy as np

from training.messages.announcements import Frame
from training.messages.readings import Curve, Series


class KeptSeries(dict[Series, Curve]):
    """Keeps the series of some names, whole."""

    def __init__(self, names: Collection[Series]) -> None:
        super().__init__()
        self._names = frozenset(names)

    def take(self, frame: Frame) -> None:
        """Append what a Frame brings of them; one that begins anew loses what it had."""
        for name in frame.restarted & self.keys():
            del self[name]
        for name in self._names & frame.series.keys():
            parts = [self[name]] if name in self else []
            self[name] = Curve.joined([*parts, frame.series[name]])


def new_samples(
    before: Mapping[Series, Curve], after: Mapping[Series, Curve]
) -> dict[Series, Curve] | None:
    """Return what was added to curves; None where they are not the same ones going on."""
    new: dict[Series, Curve] = {}
    for name, old in before.items():
        count, curve = len(old.steps), after.get(name)
        if curve is None or len(curve.steps) < count:
            return None
        if count and (curve.steps[count - 1], curve.steps[0]) != (old.steps[-1], old.steps[0]):
            return None
        if count and not np.array_equal(curve.values[count - 1], old.values[-1], equal_nan=True):
            return None
    for name, curve in after.items():
        count = len(before[name].steps) if name in before else 0
        if len(curve.steps) > count:
            new[name] = Curve(curve.steps[count:], curve.values[count:])
    return new
