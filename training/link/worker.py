"""The training thread: forwards messages of the engine process to the window.

The only file of the engine's side that knows Qt.
"""

from PySide6.QtCore import QThread, Signal

from training.link.mailbox import Mailbox
from training.link.process import EngineProcess
from training.messages.announcements import Frame, RunEnded
from training.messages.requests import Request


class TrainingThread(QThread):
    """Follows one run, or one race.

    Frames go to the mailbox; ``announced`` carries the rare messages: RunStarted, RunPaused,
    RunResumed and RunEnded, the last one always, also after an error.
    """

    announced = Signal(object)

    def __init__(self, request: Request, engine: EngineProcess, mailbox: Mailbox) -> None:
        super().__init__()
        self._run_id, self._engine, self._mailbox = request.run_id, engine, mailbox
        engine.send(request)

    def run(self) -> None:
        """Wait for messages until the run ends; called by Qt in the new thread."""
        while True:
            message = self._engine.receive(self._run_id)
            if isinstance(message, Frame):
                self._mailbox.put(message)
                continue
            self.announced.emit(message)
            if isinstance(message, RunEnded) and message.run_id == self._run_id:
                return
