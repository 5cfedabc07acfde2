"""Which row of a published table a run of ours belongs to, and in what it differs from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from training.published import Entry, Positive, Published
from training.settings import Experiment
from training.settings.base import union_members
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
class Place:
    """The row that a run stands in, and what differs there: nothing where it fills the row."""

    row: int
    differs: tuple[Text, ...]


def is_named(experiment: Experiment, entry: Entry) -> bool:
    """Tell whether a run has what tells a published one from the others of its table."""
    return all(has(experiment, path, value) for path, value in entry.where.items())


def place(run: OwnRun, published: Published) -> Place:
    """Find the row of a table that a run differs least from, of several the first."""
    found = [
        Place(row, tuple(differences(run, entry, published)))
        for row, entry in enumerate(published.entries)
    ]
    return min(found, key=lambda at: (len(at.differs), at.row))


def differences(run: OwnRun, entry: Entry, published: Published) -> Iterator[Text]:
    """Say each respect in which a run is not what is published."""
    where = {**entry.where, **published.where}
    odd = [path for path in where if not has(run.experiment, path, where[path])]
    kinds = [path.removesuffix(KIND) for path in odd if path.endswith(KIND)]
    for path in odd:
        # Of another network or optimizer nothing else is compared: it has no such setting, or
        # one that means something else.
        own = path.removesuffix(KIND)
        if not any(own.startswith(f"{kind}.") for kind in kinds):
            yield _said(path, run.experiment, where[path])
    if run.images != published.images:
        values = {"own": f"{run.images:,}", "published": f"{published.images:,}"}
        yield Text("{own} images, not {published}", values)
    if published.epochs is not None and round(run.epochs) != published.epochs:
        values = {"own": f"{run.epochs:.0f}", "published": f"{published.epochs}"}
        yield Text("{own} epochs, not {published}", values)


def has(experiment: Experiment, path: str, value: Any) -> bool:
    """Tell whether a run has a published value of a setting."""
    own = _value(experiment, path)
    if isinstance(value, Positive):
        return own is not MISSING and own > 0
    return bool(own == value)


def _value(experiment: Experiment, path: str) -> Any:
    found: Any = experiment
    for name in path.split("."):
        found = getattr(found, name, MISSING)
    return found


def _said(path: str, experiment: Experiment, value: Any) -> Text:
    if path.endswith(KIND):
        own_kind, path = _value(experiment, path), path.removesuffix(KIND)
        own, published = _kind_text(path, own_kind), _kind_text(path, value)
    else:
        own, published = value_text(path, _value(experiment, path)), _published_text(path, value)
    return Text(
        "{setting} {own}, not {published}",
        {"setting": title(path), "own": own, "published": published},
    )


def _published_text(path: str, value: Any) -> Text:
    return Text("above 0") if isinstance(value, Positive) else value_text(path, value)


def _kind_text(path: str, kind: str) -> Text:
    """Name a network, an optimizer ... as its choice does."""
    return Text(str(union_members(find_field(path))[kind].model_config["title"]))
