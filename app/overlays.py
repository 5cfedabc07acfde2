"""Which other runs the views show behind the present one, and what of them."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.recordings import recorded_series
from app.run_book import RunBook
from training.data import Setup
from training.messages import Curve, Reading, Series
from training.settings import Experiment
from training.setup import prepare
from training.store import Reader, RunInfo, StoreError
from training.text import Problem
from widgets.overlay import Overlay

Recorded = tuple[Setup, dict[Series, Curve]]


def run_title(run: RunInfo) -> str:
    """Return the name of a run, or its number."""
    return run.name or QCoreApplication.translate("runs", "Run {number}").format(number=run.number)


class Overlays(QObject):
    """Follows list and timeline of a book.

    Signals
    -------
    changed
        A tuple of Overlay, and the name of the run that is shown.
    """

    changed = Signal(object, str)

    def __init__(self, book: RunBook) -> None:
        super().__init__()
        self._book = book
        self._cache: dict[str, tuple[tuple[int, Experiment], Recorded | None]] = {}
        self._last: Any = ()
        book.run_list.changed.connect(self.refresh)
        book.timeline.moved.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Look which runs are shown, and at which step."""
        book = self._book
        runs = [run for run in book.run_list.shown if run.key != book.shown and run.step]
        step = book.timeline.step
        run = book.run_list.find(book.shown)
        name = run_title(run) if run is not None else ""
        wanted = (
            name,
            step if runs else None,
            [(run.key, run.style, run_title(run), run.step, run.latest) for run in runs],
        )
        if wanted == self._last:
            return
        self._last = wanted
        kept = {run.key for run in book.run_list.runs}
        self._cache = {key: entry for key, entry in self._cache.items() if key in kept}
        found = (self._overlay(run, step) for run in runs)
        self.changed.emit(tuple(overlay for overlay in found if overlay is not None), name)

    def _overlay(self, run: RunInfo, step: int | None) -> Overlay | None:
        reader = self._book.archive.reader_of(run.key)
        recorded = self._recorded(reader, run) if reader is not None else None
        if reader is None or recorded is None:
            return None
        setup, series = recorded
        return Overlay(run_title(run), run.style, setup, series, _readings(reader, run.key, step))

    def _recorded(self, reader: Reader, run: RunInfo) -> Recorded | None:
        state = run.step, run.latest
        known = self._cache.get(run.key)
        if known is not None and known[0] == state:
            return known[1]
        try:
            recorded = prepare(run.latest), recorded_series(reader, run.key)
        except Problem:  # its table is gone, or it is damaged
            recorded = None
        self._cache[run.key] = state, recorded
        return recorded


def _readings(reader: Reader, run: str, step: int | None) -> dict[type, Reading]:
    try:
        steps = reader.snapshot_steps(run)
        if step is not None:
            steps = steps[steps <= step]
        return reader.snapshot(run, int(steps[-1])) if len(steps) else {}
    except StoreError:
        return {}
