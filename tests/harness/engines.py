"""Engine processes that tests share: each takes seconds of a core to start."""

import multiprocessing
import os
import sys
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess

from typing_extensions import override

from training.link.process import EngineProcess
from training.messages.announcements import Message, RunEnded
from training.messages.commands import EngineCommand, Expect
from training.messages.requests import RaceRequest, Request, RunRequest

MOST_WAITING = 3
"""Engines: two windows may need one each, and a test in an environment of its own another."""
IGNORED = ("PYTEST_CURRENT_TEST", "GOMP_SPINCOUNT", "TORCHINDUCTOR_CACHE_DIR")
"""Environment variables on which no engine depends: whatever trains sets the last two itself."""


IMPORTS = ["training.engine.engine", "torch._dynamo", "numba"]
"""What takes an engine seconds before it can train."""


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in IGNORED}


class ReadyMade:
    """Begins processes as copies of one that has imported what engines need, and did nothing.

    One that another environment asks for begins as the app has it.
    """

    def __init__(self) -> None:
        self._environment: dict[str, str] | None = None
        """That of the process that is copied."""

    def context(self) -> SpawnContext:
        """Return how an engine begins in the present environment."""
        if sys.platform != "linux":
            return multiprocessing.get_context("spawn")
        if self._environment is None:
            multiprocessing.set_forkserver_preload(IMPORTS)
            self._environment = _environment()
        if self._environment != _environment():
            return multiprocessing.get_context("spawn")
        return multiprocessing.get_context("forkserver")  # type: ignore[return-value] - as good


READY_MADE = ReadyMade()


class OwnEngine(EngineProcess):
    """Is as the app has it, but that it imports nothing."""

    @override
    def _context(self) -> SpawnContext:
        return READY_MADE.context()


class SharedEngine(OwnEngine):
    """Waits for the next test when it is closed, unless it is in the middle of something."""

    def __init__(self, pool: "EnginePool") -> None:
        super().__init__()
        self._pool, self._environment = pool, _environment()
        self._request: int | None = None
        """Id of the request that it works on."""

    @property
    def process(self) -> BaseProcess:
        """What runs."""
        return self._process

    @property
    def is_reusable(self) -> bool:
        """Whether it is as good as a new one, for a test in the present environment."""
        return self.is_free and self._environment == _environment()

    @property
    def is_free(self) -> bool:
        """Whether it has nothing to do."""
        return self._request is None and self.is_alive

    @override
    def send(self, message: Request | EngineCommand | Expect) -> None:
        if isinstance(message, RunRequest | RaceRequest):
            self._request = message.run_id
        super().send(message)

    @override
    def receive(self, run_id: int) -> Message:
        message = super().receive(run_id)
        if isinstance(message, RunEnded) and message.run_id == self._request:
            self._request = None
        return message

    @override
    def close(self) -> None:
        if self.is_free:
            self._pool.put(self)
        else:
            self.end()

    def end(self) -> None:
        """End the process."""
        super().close()


class EnginePool:
    """Hands out engines that wait, and makes new ones where none does."""

    def __init__(self) -> None:
        self._waiting: list[SharedEngine] = []

    def take(self) -> SharedEngine:
        """Return an engine that trained for other tests, or for none yet."""
        for engine in reversed(self._waiting):
            if engine.is_reusable:
                self._waiting.remove(engine)
                return engine
        return SharedEngine(self)

    def put(self, engine: SharedEngine) -> None:
        """Keep an engine until a test in its environment needs one."""
        self._waiting.append(engine)
        if len(self._waiting) > MOST_WAITING:
            self._waiting.pop(0).end()

    @property
    def processes(self) -> set[BaseProcess]:
        """Those of the engines that wait: no test has left them behind."""
        return {engine.process for engine in self._waiting}

    def close(self) -> None:
        """End all that wait."""
        while self._waiting:
            self._waiting.pop().end()
