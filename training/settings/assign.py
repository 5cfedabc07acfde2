"""Assignments as text: a dotted path and a value, as on the command line and in a race."""

import json
from functools import reduce
from typing import Any

from pydantic import ValidationError

from training import plain
from training.settings.base import problems, shared_values, union_members
from training.settings.experiment import Experiment
from training.settings.words import find_field
from training.text import Problem, Text


def assign(values: Any, path: str, text: str) -> None:
    """Set the value at a dotted path in an experiment's JSON values.

    Raises
    ------
    Problem
        When there is no such path.
    """
    *groups, last = path.split(".")
    group = values
    for key in groups:
        group = group.get(key) if isinstance(group, dict) else None
    if not isinstance(group, dict):
        raise Problem("There is no group of settings “{path}”.", path=".".join(groups))
    value = _value(text)
    if last == "kind" and group.get("kind") != value:
        kept = _kept(".".join(groups), group, value)
        group.clear()  # another kind has other settings, which take their defaults
        group.update(kept)
    group[last] = value


def _kept(path: str, group: dict[str, Any], kind: Any) -> dict[str, Any]:
    """Return the settings that both kinds share."""
    members = union_members(find_field(path))
    old, new = members.get(str(group.get("kind"))), members.get(str(kind))
    return shared_values(group, old, new) if old is not None and new is not None else {}


def validated(values: object, source: str) -> Experiment:
    """Check values against the settings.

    Raises
    ------
    Problem
        With one sentence for each setting that is wrong; it names ``source``.
    """
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Problem(
            "{source}: a name that is not written in UTF-8 cannot be kept. Rename the file.",
            source=plain.printable(source),
        ) from None
    try:
        # Validated as JSON: lists are accepted as tuples, but texts not as numbers.
        return Experiment.model_validate_json(json.dumps(values))
    except ValidationError as error:
        raise Problem("{source}: {lines}", source=source, lines=_lines(error)) from None


def evolved(experiment: Experiment, **changes: Any) -> Experiment:
    """Return an experiment with other parts; raise Problem where they are invalid together."""
    try:
        return experiment.evolve(**changes)
    except ValidationError as error:
        raise Problem("{lines}", lines=_lines(error)) from None


def _lines(error: ValidationError) -> Text:
    """Return a sentence for each setting that is wrong."""
    sentences = [_with_path(path, text) for path, text in problems(error, Experiment)]
    return reduce(lambda a, b: Text("{first}\n  {rest}", {"first": a, "rest": b}), sentences)


def assigned(experiment: Experiment, path: str, text: str) -> Experiment:
    """Return an experiment with another value at a dotted path; raise Problem if impossible."""
    values = experiment.model_dump(mode="json")
    assign(values, path, text)
    return validated(values, text)


def _with_path(path: tuple[str, ...], problem: Text) -> Text:
    return Text("{path}: {problem}", {"path": ".".join(path) or "experiment", "problem": problem})


def _value(text: str) -> Any:
    """Read a value as JSON where it is, else take the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text
