"""Every message between window and engine: frozen, picklable, arrays of NumPy and never tensors.

A step is one optimizer update. What is measured "at step s" is measured on the parameters
after s updates, so step 0 is the initialisation.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from pathlib import Path
from typing import get_args

import numpy as np

from training.arrays import Counts, Floats, Floats32, Numbers, Steps, read_only
from training.data.refining import UNKNOWN, Refinement
from training.data.sources import DataSource
from training.messages.budget import BUDGET
from training.settings import Difference, Experiment
from training.settings.race import Race
from training.setup.setup import Setup
from training.text import Text

Sources = Mapping[str, DataSource]

SAME_PEAK = 0.02
"""Relative difference up to which two estimates count as one frequency."""

# --- readings --------------------------------------------------------------------------------


class Series(StrEnum):
    """Names of the recorded series; no sample is lost between Frames."""

    BATCH_LOSS = "batch_loss"
    TRAIN_LOSS = "train_loss"
    TEST_LOSS = "test_loss"
    """Of the test points that ``Data.test_loss_of`` names."""
    TEST_BEYOND = "test_loss_beyond"
    """Of the test points beyond the data."""
    SPECTRUM_ERROR = "spectrum_error"
    TRAIN_ACCURACY = "train_accuracy"
    TEST_ACCURACY = "test_accuracy"
    FILTER_ERROR = "filter_error"
    SECONDS = "seconds"


RESTARTING = frozenset({Series.FILTER_ERROR, Series.SPECTRUM_ERROR, Series.TEST_LOSS})
"""Series that restart where a change of data makes earlier samples incomparable."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Values at steps: shapes (n,) and (n,) or (n, k)."""

    steps: Steps
    values: Floats32

    def __post_init__(self) -> None:
        read_only(self.steps)
        read_only(self.values)

    def before(self, step: int) -> "Curve":
        """Return the samples before a step."""
        count = int(np.searchsorted(self.steps, step))
        return Curve(self.steps[:count], self.values[:count])

    @staticmethod
    def joined(parts: Iterable["Curve"]) -> "Curve":
        """Concatenate curves of the same width."""
        parts = list(parts)
        return Curve(
            np.concatenate([p.steps for p in parts]), np.concatenate([p.values for p in parts])
        )


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The network's function on the ``grid`` of the data, in the user's units.

    ``values``: shape (g,), or (g, k) where there are k > 1 outputs. ``fine``: samples between
    the points of the grid, for functions of one variable.
    """

    values: Floats32
    fine: Refinement = UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class SpectrumReading:
    """Magnitude of the network's spectrum at ``SpectrumSetup.omega``; shape (k,)."""

    magnitude: Floats32


@dataclass(frozen=True, slots=True, eq=False)
class PeakReading:
    """The tracked peaks: present relative error and the step at which each was learned.

    ``error``, ``learned_at``: for each peak. ``every``: steps between two measurements.
    ``omega``: shape (p,), the frequencies; empty in old recordings.
    """

    error: Floats32
    learned_at: tuple[int | None, ...]
    every: int
    omega: Floats = field(default_factory=lambda: np.empty(0))

    def about(self, omega: Floats) -> "PeakReading":
        """Return the reading for other frequencies, shape (k,): nan and None where none matches.

        The frequencies estimated when it was recorded may differ from today's estimates.
        """
        is_old = not len(self.omega) and len(self.error) == len(omega)
        recorded = omega if is_old else self.omega
        error = np.full(len(omega), np.nan, dtype=np.float32)
        learned: list[int | None] = [None] * len(omega)
        for at, peak in enumerate(recorded):
            nearest = int(np.argmin(np.abs(omega - peak))) if len(omega) else -1
            is_same = nearest >= 0 and abs(omega[nearest] - peak) <= SAME_PEAK * peak
            if is_same and at == np.argmin(np.abs(recorded - omega[nearest])):
                error[nearest], learned[nearest] = self.error[at], self.learned_at[at]
        return PeakReading(error, tuple(learned), self.every, omega)


@dataclass(frozen=True, slots=True, eq=False)
class Neurons:
    """The neurons of the first hidden layer, see ``training.analysis.neurons``.

    ``directions``: shape (m, d + 1), unit vectors along (w, b), or 0. ``amplitude``: shape (m,);
    it has the sign of the output weight where there is one output of the layer, else
    it is the length of the output weights. ``distance`` is that of the layer's weights and biases
    from their start, relative to the start; nan where they began at zero.
    """

    directions: Floats32
    amplitude: Floats32
    distance: float


@dataclass(frozen=True, slots=True, eq=False)
class BestFit:
    """The network's function on the ``grid`` of the data at the step of the least test loss.

    ``values``, ``fine``: as in ``Fit``; shape (0,) where there are no test points or none was
    measured.
    """

    step: int
    loss: float
    values: Floats32
    fine: Refinement = UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class LandscapeReading:
    """The training loss on a plane through the parameters at a step, see ``learner.landscape``.

    ``losses``: shape (s, s), rows along the second direction; both reach from -extent to extent.
    ``path``: shape (k, 2), the run's trajectory projected on the plane; the last one is (0, 0).
    ``lengths``: of the two directions in parameter space. ``share``: the part of the trajectory's
    sum of squares that the plane explains; nan unless the directions are its principal ones.
    """

    losses: Floats32
    path: Floats32
    extent: float
    step: int
    lengths: tuple[float, float] = (math.nan, math.nan)
    share: float = math.nan


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Which classes the network took the test images for, at a step.

    ``predicted``, ``loss``: shape (m,), of the first m test images: number of the class, and the
    cross-entropy against the true one. ``confusion``: shape (c, c), how many of all test images
    of a class (rows) were taken for a class (columns).
    """

    predicted: Numbers
    loss: Floats32
    confusion: Counts
    step: int


Reading = Fit | SpectrumReading | PeakReading | Neurons | BestFit | LandscapeReading | Predictions
LIVE_READINGS: frozenset[type] = frozenset(get_args(Reading))
RECORDED_READINGS = LIVE_READINGS - {LandscapeReading}
"""Readings that are recorded even if no view needs them; a landscape costs too much."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Settings that changed at a step of a run; curves draw it as a line."""

    step: int
    differences: tuple[Difference, ...]

    def after(self, last: "Mark") -> "Mark":
        """Merge with an earlier mark of the same settings: old values are those before ``last``."""
        joined = (
            replace(difference, old=earlier.old)
            for difference, earlier in zip(self.differences, last.differences, strict=True)
        )
        return Mark(self.step, tuple(joined))


# --- messages --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Destination:
    """A run's place in a journal.

    ``budget``: bytes that its checkpoints may take, and half as many its snapshots.
    """

    path: Path
    run: str
    budget: int = BUDGET


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """A recorded step of a run in a journal or project file, to go on from."""

    path: Path
    run: str
    step: int


@dataclass(frozen=True, slots=True)
class RunRequest:
    """A request to train one run.

    Attributes
    ----------
    watch
        Types of the readings that are wanted in each Frame; others are not computed.
    frame_interval
        Seconds between two Frames; infinity publishes only where the run pauses or ends.
    hold
        When a stop condition is met, wait for commands instead of ending the run.
    paused
        Begin paused, after the first Frame.
    recording
        Where to keep what is measured; None keeps nothing.
    start
        Where to begin instead of at step 0; ``experiment`` then differs in live settings only.
    sources
        The sources of the files that this run may read.
    """

    run_id: int
    experiment: Experiment
    watch: frozenset[type] = frozenset()
    frame_interval: float = 1 / 30
    hold: bool = False
    paused: bool = False
    recording: Destination | None = None
    start: ResumePoint | None = None
    sources: Sources = field(default_factory=dict)

    @property
    def runs(self) -> tuple["RunRequest", ...]:
        """A tuple of the request itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class RaceRequest:
    """A request to train several runs in lockstep.

    Attributes
    ----------
    run_id
        Of the race: carried by its pauses and its end; other messages carry a run's own.
    runs
        A request for each run, in the order of the values; all of them hold.
    """

    run_id: int
    race: Race
    runs: tuple[RunRequest, ...]


Request = RunRequest | RaceRequest


@dataclass(frozen=True, slots=True)
class RunStarted:
    """First message of a run."""

    run_id: int
    experiment: Experiment
    device: Text
    parameters: int
    setup: Setup
    initial: Mapping[type, Reading]
    """Readings at the first step, so that they are there even if the first Frames are merged."""
    step: int = 0
    """First step; more than 0 for a run that is resumed or branches off."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What the engine publishes at one moment."""

    run_id: int
    step: int
    elapsed: float
    """Seconds of training so far, pauses left out."""
    series: Mapping[Series, Curve] = field(default_factory=dict)
    """Every sample since the last Frame."""
    readings: Mapping[type, Reading] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    setup: Setup | None = None
    """The new setup if the data changed during the run, else None."""
    restarted: frozenset[Series] = frozenset()
    """Series that restart in this Frame: earlier samples are not comparable."""

    def merged_over(self, older: "Frame") -> "Frame":
        """Return this Frame with the samples and marks of an older, unread one prepended."""
        if older.run_id != self.run_id:
            return self
        return Frame(
            self.run_id,
            self.step,
            self.elapsed,
            _merged_series(older, self),
            {**(older.readings if self.setup is None else {}), **self.readings},
            older.marks + self.marks,
            self.setup or older.setup,
            self.restarted | older.restarted,
        )


def _merged_series(older: Frame, newer: Frame) -> dict[Series, Curve]:
    kept = {
        name: curve
        for name, curve in older.series.items()
        if name not in newer.restarted and _has_same_width(curve, newer.series.get(name))
    }
    joined = {
        name: Curve.joined([kept[name], curve]) if name in kept else curve
        for name, curve in newer.series.items()
    }
    return {**kept, **joined}


def _has_same_width(older: Curve, newer: Curve | None) -> bool:
    """Tell whether samples have the same width; otherwise the series restarts."""
    return newer is None or older.values.shape[1:] == newer.values.shape[1:]


class Pause(Enum):
    """Why a run waits for a command."""

    ASKED = "asked"
    STEPS = "steps"
    TARGET_LOSS = "target_loss"
    PATIENCE = "patience"


@dataclass(frozen=True, slots=True)
class RunPaused:
    """The run waits; it goes on with Resume or Advance."""

    run_id: int
    step: int
    reason: Pause


@dataclass(frozen=True, slots=True)
class RunResumed:
    """The run trains again."""

    run_id: int


class End(Enum):
    """How a run ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    DIVERGED = "diverged"
    FAILED = "failed"
    LOST = "lost"
    """The engine process has died: the run is interrupted and can be resumed."""


@dataclass(frozen=True, slots=True)
class RecordingChanged:
    """Recording began to fail, with a sentence, or works again."""

    run_id: int
    problem: Text | None


@dataclass(frozen=True, slots=True)
class Flushed:
    """Everything measured before the Flush is on the disk, if it is writable."""

    run_id: int


@dataclass(frozen=True, slots=True)
class RunEnded:
    """Last message of a run; ``step`` is None where it is known from the recording only."""

    run_id: int
    reason: End
    step: int | None
    detail: Text


Message = RunStarted | Frame | RunPaused | RunResumed | RunEnded | RecordingChanged | Flushed

# --- commands --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PauseRun:
    """Wait before the next step."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on; a stop condition that was met counts from here again."""


@dataclass(frozen=True, slots=True)
class Advance:
    """Do ``steps`` steps and pause; earlier where a measured training loss is below ``loss``.

    In a race ``loss`` is ignored: each run has its own. The steps are those of its run ``of``, by
    default of the one with the fewest steps per epoch.
    """

    steps: int = 1
    loss: float = 0.0
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """End the run."""


@dataclass(frozen=True, slots=True)
class Change:
    """Go on with another experiment that differs in live settings only.

    ``sources``: as in ``RunRequest``.
    """

    experiment: Experiment
    sources: Sources = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Limit the steps a second; None trains as fast as possible."""

    steps_per_second: float | None


@dataclass(frozen=True, slots=True)
class Watch:
    """Choose the readings of the following Frames."""

    readings: frozenset[type]


@dataclass(frozen=True, slots=True)
class Flush:
    """Write pending recordings now, and answer with Flushed."""


@dataclass(frozen=True, slots=True)
class Expect:
    """Read a collection of images ahead, in parallel with training."""

    path: str
    place: Path


Command = PauseRun | Resume | Advance | Stop | Change | SetSpeed | Watch | Flush
