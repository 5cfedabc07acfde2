"""What the engine tells: frozen, picklable, arrays of NumPy and never tensors, as all messages are.

A step is one optimizer update. What is measured "at step s" is measured on the parameters
after s updates, so step 0 is the initialisation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from training.messages.readings import Curve, Mark, Readings, Series
from training.settings import Experiment
from training.setup.setup import Setup
from training.text import Text


@dataclass(frozen=True, slots=True)
class RunStarted:
    """First message of a run."""

    run_id: int
    experiment: Experiment
    device: Text
    parameters: int
    setup: Setup
    initial: Readings
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
    readings: Readings = field(default_factory=Readings)
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
            older.readings | self.readings if self.setup is None else self.readings,
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
