"""How a race goes on that was cut off: what its runs trained, and from which step each goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.settings import Experiment, is_live
from training.settings.race import Race, raced_value
from training.setup.races import experiments, steps_per_epoch
from training.store import RunInfo
from training.text import Problem


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A race of what is left of another, and the step of each run."""

    race: Race
    steps: tuple[int, ...]


def going_on(experiment: Experiment, members: Sequence[RunInfo]) -> GoingOn | None:
    """Return how runs of a race go on together, from where the one that is behind has come to.

    None where fewer than two are left, or they train something else than the race of
    ``experiment`` would.
    """
    if len(members) < 2 or members[0].member is None:
        return None
    path, pace = members[0].member.path, members[0].member.pace
    race = Race(path=path, values=tuple(raced_value(m.latest, path) for m in members), pace=pace)
    try:
        raced = experiments(race, experiment)
        rates = [steps_per_epoch(e) if pace == "epochs" else 1 for e in raced]
    except Problem:
        return None
    if not all(is_live(m.latest, e) for m, e in zip(members, raced, strict=True)):
        return None
    progress = min(m.step / rate for m, rate in zip(members, rates, strict=True))
    return GoingOn(race, tuple(int(progress * rate + 1e-6) for rate in rates))
