"""An engine that trains nothing and says what a test has it say."""

import threading
from queue import SimpleQueue

from tests.samples import started
from training.messages.announcements import (
    End,
    Flushed,
    Frame,
    Message,
    Pause,
    RunEnded,
    RunPaused,
    RunResumed,
)
from training.messages.commands import Change, EngineCommand, Expect, Flush, Stop
from training.messages.requests import RaceRequest, Request, RunRequest
from training.settings import Experiment
from training.text import Text


class ScriptedEngine:
    """Stands where the app has an ``EngineProcess``; ends and flushes by itself when asked to.

    ``heard`` holds what the app sent, in order.
    """

    def __init__(self) -> None:
        self.heard: list[Request | EngineCommand | Expect] = []
        self.step = 0
        self._run_id: int | None = None
        self._said: SimpleQueue[Message] = SimpleQueue()

    # --- what the app asks of an engine ---

    @property
    def is_alive(self) -> bool:
        return True

    def send(self, message: Request | EngineCommand | Expect) -> None:
        self.heard.append(message)
        if isinstance(message, RunRequest | RaceRequest):
            self._run_id, self.step = message.run_id, 0
        elif isinstance(message, Stop):
            self.end(End.STOPPED)
        elif isinstance(message, Flush) and self._run_id is not None:
            self.say(Flushed(self._run_id))

    def receive(self, run_id: int) -> Message:
        assert threading.current_thread() is not threading.main_thread()
        return self._said.get()

    def close(self) -> None:
        self.end(End.LOST)

    # --- what a test has it say ---

    def say(self, message: Message) -> None:
        """Say something of the run that was asked for last."""
        self._said.put(message)

    def begin(self) -> None:
        """Begin the run, paused where that was asked for."""
        request = self.request
        self.say(started(request.experiment, request.run_id))
        if request.paused:
            self.pause(Pause.ASKED)

    def frame(self, step: int) -> None:
        """Show how far it trained."""
        self.step = step
        self.say(Frame(self.request.run_id, step, 0.0))

    def pause(self, reason: Pause = Pause.STEPS) -> None:
        """Wait for a command."""
        self.say(RunPaused(self.request.run_id, self.step, reason))

    def resume(self) -> None:
        """Train on."""
        self.say(RunResumed(self.request.run_id))

    def end(self, reason: End = End.FINISHED) -> None:
        """End the run, where one is under way."""
        if self._run_id is not None:
            self.say(RunEnded(self._run_id, reason, self.step, Text("")))
            self._run_id = None

    # --- what a test asks of it ---

    @property
    def request(self) -> RunRequest:
        """The run that was asked for last."""
        return self.requests[-1]

    @property
    def requests(self) -> list[RunRequest]:
        """All runs that were asked for."""
        return [message for message in self.heard if isinstance(message, RunRequest)]

    @property
    def changes(self) -> list[Experiment]:
        """The settings that runs under way were handed."""
        return [message.experiment for message in self.heard if isinstance(message, Change)]
