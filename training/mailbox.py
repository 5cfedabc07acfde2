"""The one way a Frame takes from the training thread to the window: the newest wins."""

from threading import Lock

from training.messages import Frame


class Mailbox:
    """Holds at most one Frame: ``put`` merges into what was not taken, ``take`` empties."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._frame: Frame | None = None

    def put(self, frame: Frame) -> None:
        """Leave a Frame; samples of one that nobody took are kept in it."""
        with self._lock:
            self._frame = frame if self._frame is None else frame.merged_over(self._frame)

    def take(self) -> Frame | None:
        """Take the Frame out, or None."""
        with self._lock:
            frame, self._frame = self._frame, None
            return frame
