"""Which files experiments name, wherever they stand in what is written as JSON."""

import json
from collections.abc import Iterator
from contextlib import suppress

from training.settings.base import union_members
from training.settings.experiment import Experiment

KINDS = frozenset(
    kind
    for kind, settings in union_members(Experiment.model_fields["dataset"]).items()
    if "path" in settings.model_fields
)
"""Of datasets that are read from a file."""


def files_named(text: str) -> set[str]:
    """Return the paths of datasets in a text; none where it is no JSON."""
    with suppress(ValueError, RecursionError):
        return {*_paths(json.loads(text))}
    return set()


def _paths(value: object) -> Iterator[str]:
    match value:
        case {"kind": str(kind), "path": str(path)} if kind in KINDS:
            yield path
        case dict():
            for part in value.values():
                yield from _paths(part)
        case list():
            for part in value:
                yield from _paths(part)
