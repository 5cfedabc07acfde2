"""Which other runs the views show behind the present one, and what of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.recording.recordings import measured_series
from app.runs.live_runs import LiveRuns
from app.runs.registry import RunRegistry
from app.runs.rows import run_title
from app.session.on_screen import OnScreen
from app.session.screen import Screen
from training.messages.readings import Curve, Readings, Series
from training.settings import Experiment
from training.settings.race import SEED
from training.setup.prepare import prepare
from training.setup.setup import Setup
from training.store import Reader, RunInfo, StoreError
from training.text import Problem, Text
from widgets.plots.overlay import Overlay, mean
from widgets.text import sentence

LIVE_PAUSE = 100
"""Milliseconds between two looks at runs that train behind the one on screen."""

Recorded = tuple[Setup, dict[Series, Curve]]


class Overlays(QObject):
    """Follows what is on screen, and the live runs of a registry.

    Signals
    -------
    changed
        A tuple of Overlay, and the name of the run that is shown.
    multiples_changed
        A tuple of Overlay: all shown runs, in the order of the list; only while they are wanted.
    """

    changed = Signal(object, str)
    multiples_changed = Signal(object)

    def __init__(self, registry: RunRegistry, live: LiveRuns, screen: Screen) -> None:
        super().__init__()
        self._registry, self._live, self._screen = registry, live, screen
        self._has_images = registry.viewed.has_images
        self._cache: dict[str, tuple[tuple[int, Experiment], Recorded | None]] = {}
        self._last: Any = ()
        self._wants_multiples = False
        self._pause = QTimer(self, singleShot=True, interval=LIVE_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._live.changed.connect(self._on_live_changed)
        registry.run_list.changed.connect(self.refresh)
        screen.changed.connect(self.refresh)

    def want_multiples(self, is_wanted: bool) -> None:
        """Tell of all shown runs too, or no longer."""
        self._wants_multiples, self._last = is_wanted, ()
        self.refresh()

    @Slot()
    def _on_live_changed(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def refresh(self) -> None:
        """Look what is on screen, and how far those runs are."""
        now, run_list = self._screen.current, self._registry.run_list
        shown = [run for key in now.drawn if (run := run_list.find(key)) is not None]
        name = sentence(now.name) if now.name is not None else ""
        wanted = name, now.replay_limit, [self._state(run, now) for run in shown]
        if wanted == self._last:
            return
        self._last = wanted
        kept = {run.key for run in shown}
        self._cache = {key: entry for key, entry in self._cache.items() if key in kept}
        needed = shown if self._wants_multiples else _behind(shown, now.run)
        overlays = {run.key: o for run in needed if (o := self._overlay(run, now)) is not None}
        self.changed.emit(tuple(_drawn_behind(shown, now.run, overlays)), name)
        if self._wants_multiples:
            self.multiples_changed.emit(
                tuple(overlays[run.key] for run in shown if run.key in overlays)
            )

    def _state(self, run: RunInfo, now: OnScreen) -> tuple[Any, ...]:
        """Return all that its overlay depends on."""
        if run.key == now.run and not (self._wants_multiples or run.member):
            return (run.key, run.style)
        live = self._live.find(run.key)
        newest = live[1].step if live is not None and now.step is None else None
        return run.key, run.style, run_title(run), run.step, run.latest, now.step, newest

    def _overlay(self, run: RunInfo, now: OnScreen) -> Overlay | None:
        live = self._live.find(run.key)
        if live is not None and now.step is None:
            setup, frame = live
            return Overlay(
                run_title(run), run.style, setup, frame.series, frame.readings,
                experiment=run.experiment, loss=run.latest.trainer.loss,
            )  # fmt: skip
        reader = self._registry.archive.reader_of(run.key)
        recorded = self._recorded(reader, run) if reader is not None else None
        if reader is None or recorded is None:
            return None
        setup, series = recorded
        if now.replay_limit is not None:
            series = {name: curve.before(now.replay_limit + 1) for name, curve in series.items()}
        readings = _readings(reader, run.key, now.step)
        return Overlay(
            run_title(run), run.style, setup, series, readings,
            experiment=run.experiment, loss=run.latest.trainer.loss,
        )  # fmt: skip

    def _recorded(self, reader: Reader, run: RunInfo) -> Recorded | None:
        state = run.step, run.latest
        cached = self._cache.get(run.key)
        if cached is not None and cached[0] == state:
            return cached[1]
        try:
            if not self._has_images(run):
                return None  # it is drawn when they are read
            recorded = prepare(run.latest), measured_series(reader, run.key)
        except Problem:  # its table is gone, or it is damaged
            recorded = None
        self._cache[run.key] = state, recorded
        return recorded


def _seeds(runs: Sequence[RunInfo]) -> dict[str, list[RunInfo]]:
    """Return the races of seeds among runs, at least two of each."""
    races: dict[str, list[RunInfo]] = {}
    for run in runs:
        if run.member is not None and run.member.path == SEED:
            races.setdefault(run.member.race, []).append(run)
    return {race: members for race, members in races.items() if len(members) > 1}


def _behind(shown: Sequence[RunInfo], present: str) -> list[RunInfo]:
    """Return the runs that are needed to draw what is behind the present one."""
    in_mean = {run.key for members in _seeds(shown).values() for run in members}
    return [run for run in shown if run.key != present or run.key in in_mean]


def _drawn_behind(
    shown: Sequence[RunInfo], present: str, found: Mapping[str, Overlay]
) -> Iterator[Overlay]:
    """Yield the runs behind the present one; those that differ by their seed as mean and band."""
    races = _seeds(shown)
    in_mean = {run.key for members in races.values() for run in members}
    for run in shown:
        if run.key in found and run.key != present and run.key not in in_mean:
            yield found[run.key]
    for members in races.values():
        overlays = [found[run.key] for run in members if run.key in found]
        if len(overlays) > 1:
            text = Text(
                "mean of {count} seeds (band: smallest to largest)", {"count": len(overlays)}
            )
            name = sentence(text)
            others = [run.style for run in members if run.key != present]
            yield mean(name, others[0], overlays)


def _readings(reader: Reader, run: str, step: int | None) -> Readings:
    try:
        steps = reader.snapshot_steps(run)
        if step is not None:
            steps = steps[steps <= step]
        return reader.snapshot(run, int(steps[-1])) if len(steps) else Readings()
    except StoreError:
        return Readings()
