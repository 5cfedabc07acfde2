"""Passes Frames from the training thread to the window; unread ones are merged."""

from threading import Lock

from training.messages.announcements import Frame


class Mailbox:
    """Holds at most one Frame of a run.

    ``put`` merges with an unread Frame, ``take`` empties.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._frames: dict[int, Frame] = {}

    def put(self, frame: Frame) -> None:
        """Put a Frame, merged over an unread one of the same run."""
        with self._lock:
            older = self._frames.get(frame.run_id)
            self._frames[frame.run_id] = frame if older is None else frame.merged_over(older)

    def take(self) -> list[Frame]:
        """Remove and return the unread Frames, one per run."""
        with self._lock:
            frames, self._frames = self._frames, {}
        return [*frames.values()]
