"""An experiment from a preset's name or a JSON file, and changes typed as ``a.b=value``."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.catalog.presets import PRESETS, preset
from training.settings import Experiment
from training.settings.assign import assign, validated
from training.text import Problem

MAX_BYTES = 10_000_000


def experiment_from(source: str, assignments: Iterable[str] = ()) -> Experiment:
    """Read an experiment and apply assignments.

    Raises
    ------
    Problem
        With one sentence for each setting that is wrong.
    """
    is_preset = source in PRESETS
    read = preset(source).experiment if is_preset else validated(_from_file(source), source)
    values = read.model_dump(mode="json")
    for assignment in assignments:
        assign(values, *_split(assignment))
    return validated(values, source)


def _from_file(source: str) -> Any:
    """Read a file; of one in the form of a preset, the experiment in it."""
    values = _read_json(source)
    is_preset = isinstance(values, dict) and {"title", "experiment"} <= values.keys()
    return values["experiment"] if is_preset else values


def _read_json(source: str) -> Any:
    path = Path(source)
    if path.suffix.lower() != ".json":
        names = ", ".join(PRESETS)
        raise Problem(
            "“{source}” is neither a preset ({known}) nor a file that ends in .json.",
            source=source,
            known=names,
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


def _split(assignment: str) -> tuple[str, str]:
    path, equals, text = assignment.partition("=")
    if not equals or not all(path.strip().split(".")):
        raise Problem(
            "“{assignment}” is not of the form dotted.key=value, for example "
            "trainer.learning_rate=0.001.",
            assignment=assignment,
        )
    return path.strip(), text
