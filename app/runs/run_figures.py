"""How far runs have come, and how they ended, for the list of runs."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Slot

from app.runs.controller import RunController
from app.runs.run_keys import RunKeys
from app.runs.run_list import RunList
from app.runs.unsaved import Unsaved
from training.messages.announcements import Frame, RunEnded
from training.store import RunInfo, ending, figures

LIST_SECONDS = 0.5
"""Between two looks at the figures of a run that trains."""


class RunFigures(QObject):
    """Follows the runs that train, and tells the list from time to time.

    Parameters
    ----------
    recorded_steps
        Returns how far a run is recorded, by its key.
    """

    def __init__(
        self,
        runs: RunController,
        run_list: RunList,
        keys: RunKeys,
        unsaved: Unsaved,
        recorded_steps: Callable[[str], int],
    ) -> None:
        super().__init__()
        self._run_list, self._keys, self._unsaved = run_list, keys, unsaved
        self._recorded_steps = recorded_steps
        self._known: dict[str, dict[str, Any]] = {}
        self._noted_at = 0.0
        runs.frame_ready.connect(self._on_frame_ready)
        runs.run_paused.connect(self.note)
        runs.member_ended.connect(self._on_member_ended)
        runs.run_ended.connect(self._on_run_ended)

    def forget(self) -> None:
        """Forget what is known of the runs before."""
        self._known = {}

    def step_of(self, run: RunInfo) -> int:
        """Return the step to which a run has come."""
        return int(self._known.get(run.key, {}).get("step") or run.step)

    @Slot(object)
    def _on_frame_ready(self, frame: Frame) -> None:
        key = self._keys.key_of(frame.run_id)
        figures_of_run = self._known.setdefault(key, {})
        if key and frame.step > figures_of_run.get("step", 0):
            self._unsaved.note()
        figures_of_run.update(figures(frame))
        if time.monotonic() - self._noted_at >= LIST_SECONDS:
            self.note()

    @Slot()
    def note(self) -> None:
        """Tell the list how far the runs are; those of a session that was left are in none."""
        self._noted_at = time.monotonic()
        self._run_list.update_all(self._known)

    @Slot(object)
    def _on_member_ended(self, ended: RunEnded) -> None:
        self.note()
        self._note_end([self._keys.key_of(ended.run_id)], ended)

    @Slot(object)
    def _on_run_ended(self, ended: RunEnded) -> None:
        """Note the end of all that have none yet; of a race each was told before."""
        self.note()
        runs = map(self._run_list.find, self._keys.all)
        self._note_end([run.key for run in runs if run is not None and not run.end], ended)

    def _note_end(self, keys: Sequence[str], ended: RunEnded) -> None:
        ends: dict[str, dict[str, object]] = {key: ending(ended) for key in keys}
        if ended.step is None:
            for key in keys:
                ends[key]["step"] = self._recorded_steps(key)
        self._run_list.update_all(ends)
        for key in keys:  # what a Frame says of one that diverged is of its last good step
            self._known.pop(key, None)
