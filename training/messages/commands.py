"""What a run that is under way is told."""

from dataclasses import dataclass, field
from pathlib import Path

from training.messages.requests import Sources
from training.settings import Experiment


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


EngineCommand = PauseRun | Resume | Advance | Stop | Change | SetSpeed | Watch | Flush
