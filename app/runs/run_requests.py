"""What the engine is asked to do, from how a run begins; and which messages are of that."""

from collections.abc import Callable

from app.runs.run_plan import RunPlan
from training.messages.requests import (
    Destination,
    RaceRequest,
    Request,
    ResumePoint,
    RunRequest,
    Sources,
)
from training.settings import Experiment

FRAME_SECONDS = 0.031
"""Between two Frames of the engine: a little over 30 a second, since each costs it a reading."""
MOST_PATIENT = 3
"""Times that interval between two Frames of a run in a race: each of them costs a reading."""

NewDestination = Callable[[RunPlan, ResumePoint | None, int], Destination | None]
"""Returns where a run is recorded, by how it begins, where, and its id."""
SourcesOf = Callable[[RunPlan], Sources]
"""Returns what the files stand for that experiments name."""


class RunRequests:
    """Makes requests, one after the other, and knows the ids of the last one."""

    def __init__(self, destination: NewDestination, sources_of: SourcesOf) -> None:
        self._destination, self._sources_of = destination, sources_of
        self._last_id = self._request_id = 0
        self._waited_for: set[int] = set()
        """Ids of the runs that have not begun yet."""
        self._ids: frozenset[int] = frozenset()

    def make(self, plan: RunPlan, watch: frozenset[type]) -> Request:
        """Return what asks for the runs of a plan; ``watch``: readings that are to be seen."""
        runs = tuple(
            self._of_run(plan, experiment, start, watch)
            for experiment, start in zip(plan.experiments, plan.starts, strict=True)
        )
        self._waited_for = {run.run_id for run in runs}
        self._ids = frozenset(self._waited_for)
        if plan.race is None:
            self._request_id = runs[0].run_id
            return runs[0]
        self._request_id = self._next_id()
        return RaceRequest(self._request_id, plan.race, runs)

    def _of_run(
        self,
        plan: RunPlan,
        experiment: Experiment,
        start: ResumePoint | None,
        watch: frozenset[type],
    ) -> RunRequest:
        run_id, count = self._next_id(), len(plan.starts)
        return RunRequest(
            run_id,
            experiment,
            watch,
            FRAME_SECONDS * min(count, MOST_PATIENT),
            hold=True,
            paused=plan.paused,
            recording=self._destination(plan, start, run_id),
            start=start,
            sources=self._sources_of(plan),
        )

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    # --- what messages are of ---

    def has_run(self, run_id: int) -> bool:
        """Tell whether a run is one of those that were asked for last."""
        return run_id in self._ids

    def is_whole(self, message_id: int) -> bool:
        """Tell whether a message is of the request itself: of the race, or of the only run."""
        return message_id == self._request_id

    def began_or_ended(self, run_id: int) -> None:
        """Note that a run is waited for no longer."""
        self._waited_for.discard(run_id)

    @property
    def are_waited_for(self) -> bool:
        """Whether some runs have neither begun nor ended yet."""
        return bool(self._waited_for)
