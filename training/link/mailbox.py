"""The one way a Frame takes from the training thread to the window: the newest wins."""

from threading import Lock

from training.messages.announcements import Frame


class Mailbox:
    """Holds at most one Frame of a run.

    ``put`` merges into what was not taken, ``take`` empties.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._frames: dict[int, Frame] = {}

    def put(self, frame: Frame) -> None:
        """Leave a Frame; samples of one that nobody took are kept in it."""
        with self._lock:
            older = self._frames.get(frame.run_id)
            self._frames[frame.run_id] = frame if older is None else frame.merged_over(older)

    def take(self) -> list[Frame]:
        """Take the Frames out, one of each run that has any."""
        with self._lock:
            frames, self._frames = self._frames, {}
        return [*frames.values()]
