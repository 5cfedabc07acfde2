"""Samples of a run that came in Frames, joined."""

from collections.abc import Collection

from training.messages.announcements import Curve, Frame, Series


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
