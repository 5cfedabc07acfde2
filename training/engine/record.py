"""Records a run's checkpoints and changes of settings."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from training.learner.checkpoint import to_bytes
from training.settings import Experiment
from training.store.recorder import Recorder

FLUSH = 0.05
"""Seconds that a pause waits for the disk, so that a save then is complete."""
FLUSH_ASKED = 0.5
"""Seconds that training waits for the disk when the user saves."""
CHECKPOINT_SHARE = 50
"""Pause between passing checkpoints in units of their duration: at most 2 % of a run's time."""
CHECKPOINT_BYTES = 5_000_000
"""Bytes per second of passing checkpoints at most: large networks would keep the disk busy."""


class Record:
    """Passes checkpoints and changes to a recorder; does nothing without one."""

    def __init__(self, recorder: Recorder | None) -> None:
        self._recorder = recorder
        self._next = 0.0

    @property
    def is_due(self) -> bool:
        """Whether the pause after the last passing checkpoint is over."""
        return self._recorder is not None and time.perf_counter() >= self._next

    def checkpoint(
        self, step: int, state: Callable[[], Mapping[str, Any]], *, is_kept: bool
    ) -> None:
        """Record a checkpoint; a passing one (not ``is_kept``) is replaced by the next.

        ``state`` returns all that the next steps depend on.
        """
        if self._recorder is None:
            return
        start = time.perf_counter()
        content = to_bytes(state())
        self._recorder.checkpoint(step, content, is_kept=is_kept)
        end = time.perf_counter()
        pause = max(1.0, CHECKPOINT_SHARE * (end - start), len(content) / CHECKPOINT_BYTES)
        self._next = end + pause

    def change(self, step: int, experiment: Experiment) -> None:
        """Record that settings changed."""
        if self._recorder is not None:
            self._recorder.event(step, "change", experiment.model_dump_json())

    def flush(self, seconds: float) -> None:
        """Wait until everything is on the disk, for at most ``seconds``."""
        if self._recorder is not None:
            self._recorder.flush(seconds)
