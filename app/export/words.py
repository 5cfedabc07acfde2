"""All settings of an experiment in words, as the panels of the window have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from training.settings import Experiment, Settings
from training.settings.base import union_members
from training.settings.words import value_text
from training.text import Text

PARTS = ("dataset", "model", "trainer", "spectrum")
NONE = "-"
"""How an empty list is written."""
HIDDEN = ("version", "kind")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an experiment: its name, the kind that was chosen, and label and value of each."""

    title: Text
    kind: Text | None
    rows: tuple[tuple[Text, Text], ...]


def parts(experiment: Experiment) -> list[Part]:
    """Return dataset, architecture, trainer and spectrum in words."""
    return [_part(experiment, name) for name in PARTS]


def _part(experiment: Experiment, name: str) -> Part:
    field = type(experiment).model_fields[name]
    value: Settings = getattr(experiment, name)
    kind = _title(value) if union_members(field) else None
    return Part(Text(field.title or name), kind, tuple(_rows(value, name)))


def _title(value: Settings) -> Text:
    return Text(str(value.model_config.get("title") or type(value).__name__))


def _rows(settings: Settings, path: str) -> Iterator[tuple[Text, Text]]:
    for name, field in type(settings).model_fields.items():
        extra: Any = field.json_schema_extra or {}
        if name in HIDDEN or extra.get("editor") == "hidden":
            continue
        value = getattr(settings, name)
        label = Text(field.title or name)
        if isinstance(value, Settings):
            yield label, _title(value)
            yield from _rows(value, f"{path}.{name}")
        else:
            yield label, _with_unit(value_text(f"{path}.{name}", value), extra.get("unit", ""))


def _with_unit(value: Text, unit: str) -> Text:
    is_number = str(value) != NONE
    return (
        Text("{value} {unit}", {"value": value, "unit": Text(unit)})
        if unit and is_number
        else value
    )
