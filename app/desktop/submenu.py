"""Menus whose lines change: their owners say what is in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubmenuEntry:
    """A line of such a menu: what it stands for, its name, and whether it is chosen."""

    data: str
    name: str
    tip: str = ""
    is_chosen: bool | None = None
    """None where it makes no sense to be chosen."""
    is_possible: bool = True


@dataclass(frozen=True, slots=True)
class Submenu:
    """How to list the lines, and the key of the command that takes what one of them stands for."""

    entries: Callable[[], Iterable[SubmenuEntry]]
    command: str
