"""The engine in a process of its own: torch never competes with the window for the interpreter.

The window's side holds an ``EngineProcess``; the other side runs ``serve``. Requests and
commands go down one pipe, the engine's messages come back. No Qt, and torch only in ``serve``.
"""

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from training.data import sources
from training.data.collections import open_collection
from training.learner.kernel import cache
from training.messages.announcements import End, Message, RecordingChanged, RunEnded
from training.messages.commands import Change, EngineCommand, Expect, Stop
from training.messages.requests import RaceRequest, Request, RunRequest
from training.store.journal_writer import JournalWriter
from training.store.recorder import Recorder
from training.text import Problem, Text

log = logging.getLogger(__name__)

_Job = tuple[Request, "SimpleQueue[EngineCommand]"]

PATIENCE = 1.5
"""Seconds that a process gets to end by itself before it is killed."""

NICENESS = 5
"""Niceness of the engine, so that the window gets a core first."""
BELOW_NORMAL = 0x4000
"""The same on Windows: BELOW_NORMAL_PRIORITY_CLASS."""

_KILLED = Text(
    "The system or another program has ended the engine, perhaps for want of memory. "
    "Space goes on from what was recorded."
)
_NO_MEMORY = Text("There is not enough memory for this. Make the network smaller.")


class EngineProcess:
    """A process that trains one run after the other. It is started at once and warms up."""

    def __init__(self) -> None:
        context = self._context()
        self._connection, theirs = context.Pipe()
        self._joining = Lock()
        """Only one thread may join the process: the other would miss its exit code."""
        self._process = context.Process(target=serve, args=(theirs,), name="engine", daemon=True)
        self._process.start()
        theirs.close()
        self._is_asked = False

    def _context(self) -> SpawnContext:
        """Return how the process begins: as on every system, with nothing of the window in it."""
        return multiprocessing.get_context("spawn")

    @property
    def is_alive(self) -> bool:
        """Whether the process can still take requests."""
        return self._process.is_alive()

    def send(self, message: Request | EngineCommand | Expect) -> None:
        """Send a request or command; ignored if the process has ended."""
        self._is_asked = True
        try:
            self._connection.send(message)
        except OSError:
            log.info("the engine process is gone: %s is lost", type(message).__name__)

    def receive(self, run_id: int) -> Message:
        """Wait for the next message of a run; RunEnded if the process has died."""
        try:
            message: Message = self._connection.recv()
        except (EOFError, OSError):
            code = self._exit_code()
            log.error("the engine process ended with code %s", code)
            is_killed = code is not None and code in (-signal.SIGTERM, -9)
            died = Text(
                "The engine ended unexpectedly ({code}). Space goes on from what was recorded.",
                {"code": code},
            )
            reason = _KILLED if is_killed else died
            return RunEnded(run_id, End.LOST, None, reason)
        return message

    def _exit_code(self) -> int | None:
        """Wait briefly for the exit code; None if still running, or reported already."""
        with self._joining, suppress(ValueError):  # raised for a process closed meanwhile
            self._process.join(PATIENCE)
            return self._process.exitcode
        return None

    def close(self) -> None:
        """End the process; kill it if it does not respond."""
        with suppress(OSError):
            self._connection.send(None)
        with self._joining:
            if self._is_asked:
                self._process.join(PATIENCE)
            else:
                self._process.kill()  # it is warming up, and would finish that first
                self._process.join()
            if self._process.is_alive():
                log.warning("the engine process did not end by itself")
                self._process.kill()
                self._process.join()
            self._process.close()
        self._connection.close()


def _give_way() -> None:
    """Lower this process's priority: the window needs little time, but at once."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), BELOW_NORMAL)
    else:
        os.nice(NICENESS)


def serve(connection: "Connection[Any, Any]") -> None:
    """Run requests until None or the end of the pipe; the main function of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window handles Ctrl-C
    if sys.stderr is None:  # a windowed bundle has none, and some libraries write to it
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as we live
    files = sources.GivenSources()
    sources.use(files.find)
    requests: SimpleQueue[_Job | None] = SimpleQueue()
    Thread(target=_pump, args=(connection, requests, files), daemon=True).start()
    _give_way()
    cache.prepare()
    from training.engine.engine import warm_up  # noqa: PLC0415 - torch takes a second; the pipe is open

    warm_up()
    while (job := requests.get()) is not None:
        request, commands = job
        _Work(request, connection).do(commands)
    gc.freeze()  # the window waits for the end, which would look through all of torch for a second


def _pump(
    connection: "Connection[Any, Any]",
    requests: "SimpleQueue[_Job | None]",
    files: sources.GivenSources,
) -> None:
    """Dispatch what arrives: commands belong to the request before them.

    If the pipe closes, the run is stopped and the process ends.
    """
    commands: SimpleQueue[EngineCommand] = SimpleQueue()
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            message = None
        if message is None:
            commands.put(Stop())
            requests.put(None)
            return
        if isinstance(message, Expect):
            files.add({message.path: message.place})
            Thread(target=_read_ahead, args=(message.path,), daemon=True).start()
        elif isinstance(message, Request):
            for run in message.runs:
                files.add(run.sources)
            commands = SimpleQueue()
            requests.put((message, commands))
        else:
            if isinstance(message, Change):
                files.add(message.sources)
            commands.put(message)


def _read_ahead(path: str) -> None:
    """Read a collection ahead; errors are reported when a run trains on it."""
    with suppress(Problem):
        open_collection(path)


class _Work:
    """One request, with its recorders and the connection to the window."""

    def __init__(self, request: Request, connection: "Connection[Any, Any]") -> None:
        self._request, self._connection = request, connection
        self._lock = Lock()
        self._journal_writers: dict[Path, JournalWriter] = {}
        self._recorders = {run.run_id: self._recorder(run) for run in request.runs}

    def _recorder(self, request: RunRequest) -> Recorder | None:
        target = request.recording
        if target is None:
            return None
        if target.path not in self._journal_writers:
            self._journal_writers[target.path] = JournalWriter(target.path, self._report)
        return Recorder(self._journal_writers[target.path], target.run, target.budget)

    def _report(self, problem: Text | None) -> None:
        self._send(RecordingChanged(self._request.run_id, problem))

    def do(self, commands: "SimpleQueue[EngineCommand]") -> None:
        """Train until the run ends, normally or by an error."""
        try:
            for message in self._messages(commands):
                self._tell(message)
        except BrokenPipeError:
            return
        except Exception as error:
            log.exception("the engine failed")
            self._tell(RunEnded(self._request.run_id, End.FAILED, None, explain(error)))
        finally:
            self._close(self._request.run_id)

    def _messages(self, commands: "SimpleQueue[EngineCommand]") -> Iterator[Message]:
        from training.engine.engine import race, train  # noqa: PLC0415 - imported by serve already

        request, recorders = self._request, [*self._recorders.values()]
        for run, recorder in zip(request.runs, recorders, strict=True):
            if recorder is not None and run.start is not None:
                recorder.go_on(run.start)
        if isinstance(request, RaceRequest):
            return race(request, commands, recorders)
        return train(request, commands, recorders[0])

    def _tell(self, message: Message) -> None:
        if isinstance(message, RunEnded):
            self._close(message.run_id)  # on the disk before the end is announced
        self._send(message)

    def _send(self, message: Message) -> None:
        with self._lock:  # the writing thread sends messages too
            self._connection.send(message)

    def _close(self, run_id: int) -> None:
        """Close the recorder of a run; at the end of the request, the journal writers too."""
        if run_id == self._request.run_id:
            while self._journal_writers:
                self._journal_writers.popitem()[1].close()
        elif (recorder := self._recorders.get(run_id)) is not None:
            recorder.close()


def explain(error: Exception) -> Text:
    """Return a sentence for the user on why the engine failed."""
    if isinstance(error, Problem):
        return error.text
    text = str(error)
    is_memory = isinstance(error, MemoryError) or any(
        words in text.lower() for words in ("out of memory", "not enough memory", "can't allocate")
    )
    if is_memory:
        return _NO_MEMORY
    first_line = text.splitlines()[0] if text else type(error).__name__
    return Text("The engine failed: {reason}", {"reason": first_line})
