"""Reads the table of a state machine in the docstring of its module."""

from collections.abc import Iterator
from enum import Enum
from types import ModuleType
from typing import NamedTuple


class Row(NamedTuple):
    """What a line of the table says, in words."""

    state: str
    event: str
    following: str
    effect: str


def rows_of(module: ModuleType, events: type[Enum]) -> Iterator[Row]:
    """Yield the lines of which the second word is the name of an event."""
    for line in (module.__doc__ or "").splitlines():
        words = line.split(maxsplit=3)
        if len(words) == 4 and words[1] in events.__members__:
            yield Row(*words)
