"""How a run begins, before there is one."""

from dataclasses import dataclass, replace

from training.messages.requests import ResumePoint
from training.settings import Experiment
from training.settings.race import Race
from training.setup.races import experiments
from training.text import Problem


@dataclass(frozen=True, slots=True)
class RunPlan:
    """How a run begins.

    Attributes
    ----------
    start
        The recorded step of a run that it leaves, None for the initial weights.
    goes_on
        It is the same run, which was only interrupted.
    race
        Several runs that vary a setting of ``experiment``, in place of one.
    members
        Of a race that goes on: the step that each run goes on from.
    """

    experiment: Experiment
    paused: bool = False
    start: ResumePoint | None = None
    goes_on: bool = False
    race: Race | None = None
    members: tuple[ResumePoint, ...] = ()

    @property
    def starts(self) -> tuple[ResumePoint | None, ...]:
        """Where each run begins."""
        return self.members or (self.start,) * len(self.experiments)

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """What each run trains; raise Problem where the race is not possible."""
        if self.race is None:
            return (self.experiment,)
        return experiments(self.race, self.experiment)

    def with_experiment(self, experiment: Experiment) -> "RunPlan":
        """Return how the same begins with another experiment."""
        race = raced(experiment, self.race).race
        return replace(self, experiment=experiment, race=race)


def raced(experiment: Experiment, race: Race | None) -> RunPlan:
    """Return how a race begins; an experiment that cannot be raced so runs alone."""
    plan = RunPlan(experiment, race=race)
    try:
        _ = plan.experiments
    except Problem:
        return RunPlan(experiment)
    return plan
