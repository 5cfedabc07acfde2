"""Losses of a run as far as they came, and what is read off them; no Qt."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from training.arrays import Floats
from training.messages.announcements import Frame
from training.messages.readings import Curve, Series
from widgets.plots.overlay import Overlay
from widgets.plots.pyramid import GrowingArray, Pyramid

LOSSES = (Series.TRAIN_LOSS, Series.TEST_LOSS)
"""Of other runs."""
MEASURED = (*LOSSES, Series.TEST_BEYOND)
HOLDS = 1.03
"""Times the step of a loss up to which it is read: the next one is measured about 2 % later."""
FIRST_OCTAVE = 6
"""Power of two of the step from which a logarithmic axis is thinned octave by octave."""
LEAST_SHARE = 16
"""Columns of pixels for an octave, at least."""
EMPTY = Curve(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


class GrowingCurve:
    """A curve at irregular steps."""

    def __init__(self) -> None:
        self._steps = GrowingArray(dtype=np.int64)
        self._values = GrowingArray()

    def append(self, curve: Curve) -> None:
        """Append the samples of a Frame."""
        self._steps.append(curve.steps)
        self._values.append(curve.values)

    @property
    def curve(self) -> Curve:
        """All samples so far."""
        return Curve(self._steps.values, self._values.values)


class LossCurves:
    """The loss of each step, and the losses at the measured steps."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin with a new run."""
        self.batches = Pyramid()
        self._measured = {name: GrowingCurve() for name in MEASURED}

    def take(self, frame: Frame) -> None:
        """Take the samples of a Frame."""
        if Series.BATCH_LOSS in frame.series:
            self.batches.append(frame.series[Series.BATCH_LOSS].values)
        for name in self._measured.keys() & frame.restarted:
            self._measured[name] = GrowingCurve()
        for name, growing in self._measured.items():
            if name in frame.series:
                growing.append(frame.series[name])

    def measured(self, name: Series) -> Curve:
        """Return a curve at the measured steps."""
        return self._measured[name].curve

    @property
    def last_step(self) -> int:
        """The newest step that is known; measured ones may come without those between."""
        return max(len(self.batches), last_step(map(self.measured, MEASURED)))

    def envelope(
        self, steps: tuple[int, int], columns: int, *, is_log: bool
    ) -> tuple[Floats, Floats]:
        """Return steps and losses, shapes (n,), that look on ``columns`` pixels as all of them do.

        Octave by octave where steps are logarithmic: the first ones have most of the width.
        """
        begin, end = steps
        if not is_log or end - begin < 2 * columns:
            return self.batches.envelope(begin, end, columns)
        octaves = (2**k for k in range(FIRST_OCTAVE, end.bit_length()))
        edges = [begin, *(edge for edge in octaves if begin < edge < end), end]
        share = max(LEAST_SHARE, columns // len(edges))
        parts = [self.batches.envelope(first, last, share) for first, last in pairwise(edges)]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def last_step(curves: Iterable[Curve]) -> int:
    """Return the newest step of curves; 0 where they have none."""
    return max((int(curve.steps[-1]) for curve in curves if len(curve.steps)), default=0)


def value_at(curve: Curve, step: float) -> float | None:
    """Return the sample at a step, or the last one before; None where there are no samples."""
    if not len(curve.steps):
        return None
    index = int(np.searchsorted(curve.steps, step, side="right")) - 1
    return float(curve.values[max(0, index)])


def first_and_at(curve: Curve, step: int | None) -> tuple[float, float]:
    """Return the first sample and that at a step, None: the last one; nan where not known."""
    count = len(curve.steps)
    if step is not None:
        count = int(np.searchsorted(curve.steps, step, side="right"))
    return (float(curve.values[0]), float(curve.values[count - 1])) if count else (np.nan, np.nan)


def overlay_losses(overlays: Sequence[Overlay]) -> list[Curve]:
    """Return the losses of other runs, and the edges of their bands."""
    return [
        part.series[name]
        for overlay in overlays
        for part in overlay.all
        for name in LOSSES
        if name in part.series and len(part.series[name].steps)
    ]


def training_losses_at(overlay: Overlay, step: float) -> list[float]:
    """Return the training loss of another run at a step; of a mean also what it lies between.

    Nothing of one that did not come so far.
    """
    if step > HOLDS * last_step(overlay.series.values()):
        return []
    values = (value_at(p.series.get(Series.TRAIN_LOSS, EMPTY), step) for p in overlay.all)
    return [value for value in values if value is not None]
