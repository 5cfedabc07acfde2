"""Commands by key, and who asked for one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from training.catalog.lessons import Act
from training.text import Problem


class Origin(Enum):
    """Who asks for a command."""

    USER = "user"
    CUE = "cue"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done.

    Attributes
    ----------
    run
        Does it; what it returns is dropped. It may raise Problem where whoever executes it is to
        say why it cannot be done.
    cue
        Takes the same arguments when it is done, and returns what a lesson does to do it again;
        None, here or from it, where a lesson has nothing for it. Settings that a command has
        changed need none: they are seen in the experiment.
    """

    key: str
    run: Callable[..., object]
    cue: Callable[..., Act | None] | None = None


@dataclass(frozen=True, slots=True)
class Executed:
    """A command that was done; ``act`` is what a lesson does to do it again."""

    key: str
    origin: Origin
    act: Act | None = None


class Commands(QObject):
    """The one way to do anything: whoever asks knows a key, and none of the parts that do it.

    Signals
    -------
    executed
        Executed: a command has been done. Commands that it did itself are told of before.
    refused
        Text: why what the user asked for cannot be done.
    """

    executed = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._table: dict[str, Command] = {}
        self._origin: Origin | None = None
        """Who asked for what is being done, None where nothing is."""

    def add(self, commands: Iterable[Command]) -> None:
        """Add commands; a key that is taken raises ValueError."""
        for command in commands:
            if command.key in self._table:
                raise ValueError(f"two commands are called {command.key}")
            self._table[command.key] = command

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys."""
        return iter(self._table)

    def execute(self, key: str, *arguments: Any, origin: Origin | None = None) -> None:
        """Do a command.

        Parameters
        ----------
        origin
            Who asks; where nothing is said, whoever asked for the command that does this one, or
            else the user.

        Raises
        ------
        Problem
            Where the command does.
        """
        command = self._table[key]
        origin = origin or self._origin or Origin.USER
        with self._asked_by(origin):
            command.run(*arguments)
            act = command.cue(*arguments) if command.cue is not None else None
        self.executed.emit(Executed(key, origin, act))

    @contextmanager
    def _asked_by(self, origin: Origin) -> Iterator[None]:
        before, self._origin = self._origin, origin
        try:
            yield
        finally:
            self._origin = before

    def ask(self, key: str, *arguments: Any) -> None:
        """Do a command for the user; why it cannot be done, ``refused`` tells."""
        try:
            self.execute(key, *arguments)
        except Problem as problem:
            self.refused.emit(problem.text)

    def asker(self, key: str) -> Callable[..., None]:
        """Return what asks for a command, for a signal to be joined to."""
        return partial(self.ask, key)
