"""Starting a race: what can be raced, in words, and the dialog that asks."""

from pydantic import ValidationError
from PySide6.QtWidgets import QWidget

from training.settings import Experiment
from training.settings.race import (
    MOST_SEEDS,
    MOST_VALUES,
    SEED,
    Race,
    choices,
    raceable,
    raced_title,
    suggested,
    value_at,
)
from training.setup.prepare import prepare
from training.setup.races import experiments
from training.text import Problem, Text
from widgets.dialogs.race_dialog import AskedRace, RaceDialog, RaceSetting
from widgets.text import sentence, translated

FIRST = "trainer.learning_rate"
"""The setting that is offered when no race was asked for before."""


def race_settings(experiment: Experiment) -> list[RaceSetting]:
    """Describe what can be raced, in the present language."""
    return [_setting(experiment, path) for path in raceable(experiment)]


def _setting(experiment: Experiment, path: str) -> RaceSetting:
    group = {"trainer": "Trainer", "model": "Architecture", "dataset": "Dataset"}
    title = Text(
        "{group}: {setting}",
        {"group": Text(group[path.split(".", maxsplit=1)[0]]), "setting": raced_title(path)},
    )
    return RaceSetting(
        path,
        sentence(title),
        tuple(suggested(experiment, path)),
        {value: translated(label) for value, label in choices(path).items()},
        isinstance(value_at(experiment, path), tuple),
        MOST_SEEDS if path == SEED else 0,
    )


def made(asked: AskedRace, experiment: Experiment) -> Race:
    """Return the race that was asked for, checked.

    Raises
    ------
    Problem
        When it is not possible.
    """
    count = MOST_SEEDS if asked.path == SEED else MOST_VALUES
    if not 2 <= len(asked.values) <= count:
        raise Problem("A race needs 2 to {count} values.", count=count)
    try:
        race = Race.model_validate({"path": asked.path, "values": asked.values, "pace": asked.pace})
    except ValidationError:
        raise Problem("A race needs 2 to {count} values.", count=count) from None
    for raced in experiments(race, experiment):
        prepare(raced)
    return race


def ask_race(parent: QWidget, experiment: Experiment, last: Race | None) -> AskedRace | None:
    """Ask for a race of an experiment; None where the user wants none."""

    def check(asked: AskedRace) -> str:
        try:
            made(asked, experiment)
        except Problem as problem:
            return sentence(problem.text)
        return ""

    dialog = RaceDialog(race_settings(experiment), check, parent)
    dialog.choose(last.path if last is not None else FIRST)
    is_accepted = dialog.exec() == RaceDialog.DialogCode.Accepted
    asked = dialog.asked()
    dialog.deleteLater()
    return asked if is_accepted else None
