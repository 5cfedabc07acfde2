"""An experiment from a preset's name or a JSON file, and changes typed as ``a.b=value``."""

import json
from collections.abc import Iterable
from functools import reduce
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from training.catalog import PRESETS, preset
from training.settings import Experiment, problems
from training.text import Problem, Text

MAX_BYTES = 10_000_000


def experiment_from(source: str, assignments: Iterable[str] = ()) -> Experiment:
    """Read an experiment and apply assignments.

    Raises
    ------
    Problem
        With one sentence for each setting that is wrong.
    """
    is_preset = source in PRESETS
    read = preset(source).experiment if is_preset else _validated(_from_file(source), source)
    values = read.model_dump(mode="json")
    for assignment in assignments:
        _assign(values, assignment)
    return _validated(values, source)


def _validated(values: object, source: str) -> Experiment:
    """Check values against the settings; raise Problem that names ``source`` and the settings."""
    try:
        # Through JSON: a list is as good as a tuple, and a text is no number.
        return Experiment.model_validate_json(json.dumps(values))
    except ValidationError as error:
        found = [_with_path(path, text) for path, text in problems(error, Experiment)]
        lines = reduce(lambda a, b: Text("{first}\n  {rest}", {"first": a, "rest": b}), found)
        raise Problem("{source}: {lines}", source=source, lines=lines) from None


def _with_path(path: tuple[str, ...], problem: Text) -> Text:
    return Text("{path}: {problem}", {"path": ".".join(path) or "experiment", "problem": problem})


def _from_file(source: str) -> Any:
    """Read a file; of one in the form of a preset, the experiment in it."""
    values = _read_json(source)
    is_preset = isinstance(values, dict) and {"title", "experiment"} <= values.keys()
    return values["experiment"] if is_preset else values


def _read_json(source: str) -> Any:
    path = Path(source)
    if path.suffix.lower() != ".json":
        known = ", ".join(PRESETS)
        raise Problem(
            "“{source}” is neither a preset ({known}) nor a file that ends in .json.",
            source=source,
            known=known,
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Problem("“{source}” is too large for an experiment.", source=source)
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Problem(
            "“{source}” cannot be read: {reason}.", source=source, reason=error.strerror
        ) from None
    except (ValueError, RecursionError) as error:
        raise Problem(
            "“{source}” is not JSON: {reason}.", source=source, reason=str(error)
        ) from None


def _assign(values: Any, assignment: str) -> None:
    path, equals, text = assignment.partition("=")
    keys = path.strip().split(".")
    if not equals or not all(keys):
        raise Problem(
            "“{assignment}” is not of the form dotted.key=value, for example "
            "trainer.learning_rate=0.001.",
            assignment=assignment,
        )
    group = values
    for key in keys[:-1]:
        group = group.get(key) if isinstance(group, dict) else None
    if not isinstance(group, dict):
        raise Problem("There is no group of settings “{path}”.", path=".".join(keys[:-1]))
    value = _value(text)
    if keys[-1] == "kind" and group.get("kind") != value:
        group.clear()  # another kind has settings of its own, and begins with their defaults
    group[keys[-1]] = value


def _value(text: str) -> Any:
    """Read a value as JSON where it is, else take the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text
