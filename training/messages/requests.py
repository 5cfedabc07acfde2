"""What the engine is asked to train, from where, and where it is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from training.data.sources import DataSource
from training.messages.budget import BUDGET
from training.settings import Experiment
from training.settings.race import Race

Sources = Mapping[str, DataSource]


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
