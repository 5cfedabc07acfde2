"""A race: one setting with several values, and the settings that can be raced."""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from typing import Any, Literal

from pydantic import Field

from training.settings.assign import assigned
from training.settings.base import Settings, choice_labels, is_settings, union_members
from training.settings.experiment import Experiment, differences
from training.settings.words import find_field, title, value_text
from training.text import Problem, Text

MOST_VALUES, MOST_SEEDS = 9, 20
SEED = "trainer.seed"
KIND = ".kind"
"""Ends the path of a choice between groups of settings, such as the optimizer."""
_PLAIN = ("auto", "log", "slider", "std", "widths")
_NOT_RACED = {"version", "dataset.kind", "trainer.steps", "trainer.device"}


class Race(Settings):
    """What a race varies.

    ``values`` are texts as on the command line: ``0.1``, ``adam``, ``[100, 100]``. ``pace`` says
    what the runs keep equal while they train: steps, or passes over the training set.
    """

    path: str = Field(max_length=200)
    values: tuple[str, ...] = Field(min_length=2, max_length=MOST_SEEDS)
    pace: Literal["steps", "epochs"] = "steps"


# --- words -----------------------------------------------------------------------------------


def value_at(experiment: Experiment, path: str) -> Any:
    """Return a setting; of a choice between groups, the group that was chosen."""
    return reduce(getattr, path.removesuffix(KIND).split("."), experiment)


def raced_value(experiment: Experiment, path: str) -> str:
    """Write the value of a raced setting as a race does."""
    value: Any = value_at(experiment, path)
    if isinstance(value, Settings):
        return str(getattr(value, "kind", ""))
    return value if isinstance(value, str) else json.dumps(value)


def with_setting_of(experiment: Experiment, path: str, other: Experiment) -> Experiment:
    """Return an experiment with the raced setting of another one."""
    changed: Experiment = _with_value(
        experiment, path.removesuffix(KIND).split("."), value_at(other, path)
    )
    return changed


def _with_value(settings: Any, names: list[str], value: Any) -> Any:
    name, *rest = names
    if rest and not hasattr(settings, name):
        return settings
    new = _with_value(getattr(settings, name), rest, value) if rest else value
    return settings.evolve(**{name: new})


def has_setting(experiment: Experiment, path: str) -> bool:
    """Tell whether there is a setting at a path."""
    try:
        value_at(experiment, path)
        raced_title(path)
    except (AttributeError, KeyError):
        return False
    return True


def raced_title(path: str) -> Text:
    """Name the setting that a race varies."""
    return title(path.removesuffix(KIND))


def member_title(experiment: Experiment, path: str) -> Text:
    """Name a run of a race by its value."""
    value = value_text(path.removesuffix(KIND), value_at(experiment, path))
    return Text("{setting} {value}", {"setting": raced_title(path), "value": value})


def is_of_seeds(experiments: list[Experiment]) -> bool:
    """Tell whether runs differ by their seed alone: repetitions of one experiment."""
    paths = {d.path for other in experiments[1:] for d in differences(experiments[0], other)}
    return paths == {SEED}


# --- what can be raced -----------------------------------------------------------------------


def raceable(experiment: Experiment) -> list[str]:
    """Return the paths of all settings that a race may vary, in the order of the panels."""
    groups = ("trainer", "model", "dataset")
    paths = [path for name in groups for path in _leaves(getattr(experiment, name), f"{name}.")]
    return [path for path in paths if path not in _NOT_RACED]


def _leaves(settings: Settings, prefix: str) -> Iterator[str]:
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        extra = field.json_schema_extra
        editor = extra.get("editor") if isinstance(extra, dict) else None
        if name in settings.without_effect:
            continue
        if is_settings(type(value)):
            if len(union_members(field)) > 1:
                yield f"{prefix}{name}{KIND}"
            yield from _leaves(value, f"{prefix}{name}.")
        elif editor in _PLAIN and (isinstance(value, int | float | tuple) or choice_labels(field)):
            yield prefix + name


def choices(path: str) -> dict[str, str]:
    """Map each value of a choice to its English label; empty for numbers."""
    field = find_field(path.removesuffix(KIND))
    if path.endswith(KIND):
        members = union_members(field).items()
        return {kind: str(m.model_config.get("title") or kind) for kind, m in members}
    if field.annotation is bool:
        return {"false": "off", "true": "on"}
    return {str(value): label for value, label in choice_labels(field).items()}


def suggested(experiment: Experiment, path: str) -> list[str]:
    """Return values to begin with: around the present one."""
    value = value_at(experiment, path)
    if choices(path):
        wanted = list(choices(path))[:MOST_VALUES]
    elif isinstance(value, tuple):
        wanted = [str([max(1, int(w * f)) for w in value]) for f in (0.5, 1, 2)]
    elif isinstance(value, int):
        wanted = [str(v) for v in ([value // 2, value, 2 * value] if value else [0, 8, 64])]
    else:
        wanted = [
            f"{v:.6g}" for v in ([value / 10, value, 10 * value] if value else [0, 0.01, 0.1])
        ]
    return [text for text in dict.fromkeys(wanted) if _is_possible(experiment, path, text)]


def _is_possible(experiment: Experiment, path: str, text: str) -> bool:
    with suppress(Problem):
        assigned(experiment, path, text)
        return True
    return False
