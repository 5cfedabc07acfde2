"""Names of settings and values, and descriptions of differences, for readers."""

from typing import Any

from pydantic.fields import FieldInfo

from training.number_format import readable
from training.settings.base import Settings, choice_labels, is_settings, union_members
from training.settings.experiment import Difference, Experiment
from training.text import Text

FEW = 8
"""Longest list that is written out; of a longer one, its length is given."""


def find_field(path: str, model: type[Settings] = Experiment) -> FieldInfo:
    """Return the declaration of a setting, in whichever member of a union has it.

    Raises
    ------
    KeyError
        When there is none at the dotted ``path``.
    """
    name, _, rest = path.partition(".")
    field = model.model_fields[name]
    if not rest:
        return field
    inner = [*union_members(field).values()]
    if is_settings(field.annotation):
        inner.append(field.annotation)
    for member in inner:
        if rest.partition(".")[0] in member.model_fields:
            return find_field(rest, member)
    raise KeyError(path)


def title(path: str) -> Text:
    """Name a setting as its control does."""
    return Text(find_field(path).title or path)


def value_text(path: str, value: Any) -> Text:
    """Write a value of a setting short."""
    field = find_field(path)
    labels, extra = choice_labels(field), field.json_schema_extra
    if value == 0 and isinstance(extra, dict) and "zero" in extra:
        return Text(str(extra["zero"]))
    if isinstance(value, Settings):
        return Text(str(value.model_config.get("title") or type(value).__name__))
    if isinstance(value, bool):
        return Text("on") if value else Text("off")
    if value in labels:
        return Text(labels[value])
    if isinstance(value, tuple):
        return _list_text(value)
    return Text("{value}", {"value": _number(value) if isinstance(value, int | float) else value})


def _number(value: float) -> str:
    """Write a number; a whole one, as a seed, with all its digits."""
    return f"{value:,}" if isinstance(value, int) else readable(value, 6)


def _list_text(values: tuple[Any, ...]) -> Text:
    if len(values) > FEW or not all(isinstance(value, int | float) for value in values):
        return Text("{count} entries", {"count": len(values)})
    return Text("{value}", {"value": ", ".join(map(_number, values)) or "-"})


def difference_text(difference: Difference) -> Text:
    """Say how a setting differs: ``Batch size 8 → 64``."""
    path = difference.path
    return Text(
        "{setting} {old} → {new}",
        {
            "setting": title(path),
            "old": value_text(path, difference.old),
            "new": value_text(path, difference.new),
        },
    )
