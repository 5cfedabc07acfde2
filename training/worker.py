"""The training thread: drives the engine and leaves what it yields for the window.

The only file of the engine's side that knows Qt. torch is imported inside ``run``.
"""

import logging
import sys
from queue import SimpleQueue

from PySide6.QtCore import QThread, Signal

from training.mailbox import Mailbox
from training.messages import Command, End, Frame, RunEnded, RunRequest
from training.text import Text

log = logging.getLogger(__name__)

SWITCH_INTERVAL = 0.0005
"""Seconds after which a thread may ask for the interpreter while another computes in Python."""


class TrainingThread(QThread):
    """One run in a thread of its own.

    Frames go to the mailbox; ``announced`` carries the rare messages: RunStarted, RunPaused,
    RunResumed and RunEnded, the last one always, whatever happens.
    """

    announced = Signal(object)

    def __init__(self, request: RunRequest, mailbox: Mailbox) -> None:
        super().__init__()
        self._request, self._mailbox = request, mailbox
        self._commands: SimpleQueue[Command] = SimpleQueue()

    def send(self, command: Command) -> None:
        """Give the engine a command; it is read within about 10 ms."""
        self._commands.put(command)

    def run(self) -> None:
        """Train until the run ends; called by Qt in the new thread."""
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL)
        try:
            self._train()
        except MemoryError:
            self._fail(Text("There is not enough memory for this. Make the network smaller."))
        except Exception as error:
            log.exception("the engine failed")
            self._fail(_explain(error))
        finally:
            sys.setswitchinterval(before)

    def _train(self) -> None:
        from training.engine import train  # noqa: PLC0415 - a second of torch, off the window

        for message in train(self._request, self._commands):
            if isinstance(message, Frame):
                self._mailbox.put(message)
            else:
                self.announced.emit(message)

    def _fail(self, detail: Text) -> None:
        self.announced.emit(RunEnded(self._request.run_id, End.FAILED, 0, detail))


def _explain(error: Exception) -> Text:
    text = str(error)
    if "out of memory" in text.lower() or "not enough memory" in text.lower():
        return Text("There is not enough memory for this. Make the network smaller.")
    first_line = text.splitlines()[0] if text else type(error).__name__
    return Text("The engine failed: {reason}. The log has the details.", {"reason": first_line})


class WarmUp(QThread):
    """Loads torch and its first optimizer behind the window, so that Run answers at once."""

    def run(self) -> None:
        """Import what the first run needs; called by Qt in the new thread."""
        from training.engine import warm_up  # noqa: PLC0415 - a second of torch, off the window

        warm_up()
