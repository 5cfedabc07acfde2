"""Match a run to the row of a literature table, and list the settings in which they differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from training.settings import Experiment
from training.settings.base import union_members
from training.settings.literature_tables import (
    LiteratureRun,
    LiteratureValues,
    Positive,
    SettingValues,
)
from training.settings.race import KIND
from training.settings.words import find_field, title, value_text
from training.text import Text

MISSING = object()


@dataclass(frozen=True, slots=True)
class OwnRun:
    """What is compared: the settings, and what follows from settings and data together."""

    experiment: Experiment
    images: int
    """It trains on."""
    epochs: float
    """It is to train for."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The row that a run stands in, and what differs there: nothing where it fills the row."""

    row: int
    differs: tuple[Text, ...]


def is_named(experiment: Experiment, entry: LiteratureRun) -> bool:
    """Tell whether a run has all settings by which a table tells this entry from its others."""
    return all(has(experiment, path, value) for path, value in entry.where.items())


def row_of(run: OwnRun, table: LiteratureValues) -> TableRow:
    """Find the row of a table that a run belongs to, of several the first.

    First counts what tells rows apart, most of all a kind (another network is another row), then
    everything else. Where all rows have other numbers, the nearest is taken.
    """
    entries = table.entries
    row = min(range(len(entries)), key=lambda row: (*_distance(run, entries[row], table), row))
    return TableRow(row, tuple(differences(run, entries[row], table)))


def _distance(run: OwnRun, entry: LiteratureRun, table: LiteratureValues) -> tuple[float, ...]:
    odd = _odd(run.experiment, entry.where)
    kinds = sum(path.endswith(KIND) for path in odd)
    every = sum(1 for _ in differences(run, entry, table))
    return kinds, len(odd), every, sum(_gap(run.experiment, p, entry.where[p]) for p in odd)


def _gap(experiment: Experiment, path: str, value: Any) -> float:
    ours = _value(experiment, path)
    both_numbers = isinstance(ours, int | float) and isinstance(value, int | float)
    return abs(ours - value) if both_numbers else 0.0


def differences(run: OwnRun, entry: LiteratureRun, table: LiteratureValues) -> Iterator[Text]:
    """Say each respect in which a run is not what is published."""
    where = {**entry.where, **table.where}
    for path in _odd(run.experiment, where):
        yield _said(path, run.experiment, where[path])
    if run.images != table.images:
        values = {"own": f"{run.images:,}", "published": f"{table.images:,}"}
        yield Text("{own} images, not {published}", values)
    if table.epochs is not None and round(run.epochs) != table.epochs:
        values = {"own": f"{run.epochs:.0f}", "published": f"{table.epochs}"}
        yield Text("{own} epochs, not {published}", values)


def _odd(experiment: Experiment, where: SettingValues) -> list[str]:
    """Return the paths at which a run is not what is published.

    Of another network or optimizer nothing else is compared: it has no such setting, or one that
    means something else.
    """
    odd = [path for path in where if not has(experiment, path, where[path])]
    others = tuple(f"{path.removesuffix(KIND)}." for path in odd if path.endswith(KIND))
    return [path for path in odd if not path.removesuffix(KIND).startswith(others)]


def has(experiment: Experiment, path: str, value: Any) -> bool:
    """Tell whether a run has a published value of a setting."""
    ours = _value(experiment, path)
    if isinstance(value, Positive):
        return ours is not MISSING and ours > 0
    return bool(ours == value)


def _value(experiment: Experiment, path: str) -> Any:
    value: Any = experiment
    for name in path.split("."):
        value = getattr(value, name, MISSING)
    return value


def _said(path: str, experiment: Experiment, value: Any) -> Text:
    if path.endswith(KIND):
        kind, path = _value(experiment, path), path.removesuffix(KIND)
        ours, published = _kind_text(path, kind), _kind_text(path, value)
    else:
        ours, published = value_text(path, _value(experiment, path)), _published_text(path, value)
    return Text(
        "{setting} {own}, not {published}",
        {"setting": title(path), "own": ours, "published": published},
    )


def _published_text(path: str, value: Any) -> Text:
    return Text("above 0") if isinstance(value, Positive) else value_text(path, value)


def _kind_text(path: str, kind: str) -> Text:
    """Name a network, an optimizer ... as its choice does."""
    return Text(str(union_members(find_field(path))[kind].model_config["title"]))
