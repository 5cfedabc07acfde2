"""What the runs that train have told so far: to draw them where they are not the one on screen."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.runs.registry import RunRegistry
from training.messages.announcements import Frame, RunStarted
from training.messages.readings import Curve, Series
from training.setup.setup import Setup


class LiveRuns(QObject):
    """Follows the runs of a book from their beginning.

    Signals
    -------
    changed
        A run told something.
    """

    changed = Signal()

    def __init__(self, registry: RunRegistry) -> None:
        super().__init__()
        self._registry = registry
        self._found: dict[str, tuple[Setup, Frame]] = {}
        registry.runs.run_started.connect(self._on_run_started)
        registry.runs.frame_ready.connect(self._on_frame_ready)

    def find(self, key: str) -> tuple[Setup, Frame] | None:
        """Return the data of a run, and a Frame with all that was measured of it."""
        return self._found.get(key)

    @Slot(object)
    def _on_run_started(self, started: RunStarted) -> None:
        key = self._registry.keys.key_of(started.run_id)
        if key == self._registry.keys.present:  # the first of a race, or the only one
            self._found.clear()
        past = self._registry.past(started)
        frame = _measured(past[1]) if past is not None else Frame(started.run_id, started.step, 0.0)
        self._found[key] = started.setup, frame

    @Slot(object)
    def _on_frame_ready(self, frame: Frame) -> None:
        key = self._registry.keys.key_of(frame.run_id)
        if key in self._found:
            setup, older = self._found[key]
            self._found[key] = frame.setup or setup, _measured(frame).merged_over(older)
            self.changed.emit()


def _measured(frame: Frame) -> Frame:
    """Leave out what comes with each step: it is for the run on screen alone."""
    series: dict[Series, Curve] = {
        name: c for name, c in frame.series.items() if name is not Series.BATCH_LOSS
    }
    return replace(frame, series=series)
