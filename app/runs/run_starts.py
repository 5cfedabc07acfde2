"""How a run begins where another one is: cut off, replayed, left at a step, or doubled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.recording.archive import Archive
from app.recording.recordings import experiment_at
from app.runs.resumed_race import going_on
from app.runs.run_list import RunList
from app.runs.run_plan import RunPlan
from training.messages.requests import ResumePoint
from training.settings import Experiment, is_live
from training.store import RunInfo
from training.text import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """A run among others, and a step of it.

    Attributes
    ----------
    replay_limit
        The step up to which the run is replayed, None where all of it is shown.
    """

    archive: Archive
    run_list: RunList
    run: RunInfo | None
    step: int
    replay_limit: int | None

    @property
    def members(self) -> list[RunInfo]:
        """All runs of the race that the run was in."""
        member = self.run.member if self.run is not None else None
        if member is None:
            return []
        runs = self.run_list.runs
        return [r for r in runs if r.member is not None and r.member.race == member.race]


def interrupted(place: Place, experiment: Experiment) -> RunPlan | None:
    """Return how the run goes on, if it never ended: it was in a project."""
    run = place.run
    if run is None or run.end or not run.step or place.replay_limit is not None:
        return None
    left = [member for member in place.members if member.step and not member.end]
    race = _together(place.archive, experiment, left)
    if race is not None:
        return replace(race, goes_on=True)
    if not is_live(run.latest, experiment):
        return None
    return RunPlan(experiment, start=_start(place.archive, run, run.step), goes_on=True)


def taken_over(place: Place, experiment: Experiment) -> RunPlan | None:
    """Return how the runs go on live that are replayed up to a step; None where none can.

    Raises
    ------
    Problem
        When nothing was recorded so early.
    """
    if place.run is None or place.replay_limit is None:
        return None
    if place.run.member is None:
        return replace(branched(place), experiment=experiment, paused=False)
    limit, members = place.replay_limit, place.members
    upto = [member.evolve(step=min(member.step, limit), end="") for member in members]
    return _together(place.archive, experiment, upto)


def branched(place: Place) -> RunPlan:
    """Return how a run leaves this one at the step, paused.

    Raises
    ------
    Problem
        When there is no run, or nothing was recorded so early.
    """
    run = place.run
    if run is None:
        raise Problem("There is no run on screen to branch from.")
    while run.origin is not None and place.step < run.origin.step:
        left = place.run_list.find(run.origin.run)
        if left is None:
            raise Problem("The run that this one left is deleted; undo that first.")
        run = left
    reader = place.archive.reader_of(run.key)
    if reader is None:
        raise Problem("Nothing is recorded, so nothing can be gone back to.")
    experiment = experiment_at(reader, run, place.step)
    return RunPlan(experiment, paused=True, start=_start(place.archive, run, place.step))


def doubled(archive: Archive, run: RunInfo) -> RunPlan:
    """Return how a second run begins where a run is, paused."""
    return RunPlan(run.latest, paused=True, start=_start(archive, run, run.step))


def _together(
    archive: Archive, experiment: Experiment, members: Sequence[RunInfo]
) -> RunPlan | None:
    resumed = going_on(experiment, members)
    if resumed is None:
        return None
    starts = tuple(
        _start(archive, member, step) for member, step in zip(members, resumed.steps, strict=True)
    )
    return RunPlan(experiment, race=resumed.race, members=starts)


def _start(archive: Archive, run: RunInfo, step: int) -> ResumePoint:
    return ResumePoint(archive.path_of(run.key), run.key, step)
