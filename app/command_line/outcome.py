"""All that is known of a run after its end."""

import math
from dataclasses import dataclass

from training.messages.announcements import End, Frame, RunEnded, RunStarted
from training.messages.readings import Curve, Series

OF_CLASSES = (Series.TRAIN_ACCURACY, Series.TEST_ACCURACY)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """All that is known of a run after its end."""

    started: RunStarted
    last: Frame
    ended: RunEnded
    series: dict[Series, Curve]

    @property
    def has_succeeded(self) -> bool:
        """Whether the run came to the end that was asked for."""
        return self.ended.reason is End.FINISHED

    @property
    def steps_per_second(self) -> float:
        """Steps a second, what was measured on the way included."""
        return (self.ended.step or 0) / self.last.elapsed if self.last.elapsed else 0.0


def number_at(curve: Curve | None, index: int) -> float | None:
    """Return a value of a curve; None where there is none, or it is not finite."""
    value = float(curve.values[index]) if curve is not None and len(curve.values) else math.nan
    return value if math.isfinite(value) else None
