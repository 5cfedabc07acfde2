"""Collects what a run measures between two Frames, and makes the Frames."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from training.analysis.spectrum import LearnedTracker, relative_error
from training.data import refining
from training.data.kinds import Reach
from training.data.refining import UNKNOWN, Refinement
from training.engine.readings import (
    FRAME_PARTS,
    OF_OUTPUTS,
    SNAPSHOT_PARTS,
    live,
    read_fit,
    read_fit_at,
    scheduled,
)
from training.learner.learner import Learner, StepResults
from training.messages.announcements import Frame
from training.messages.readings import (
    RECORDED_READINGS,
    BestFit,
    Curve,
    Fit,
    Mark,
    PeakReading,
    Reading,
    Readings,
    Series,
)
from training.settings import Experiment, differences
from training.settings.experiment import measures_alike
from training.setup.setup import Setup
from training.store.recorder import Recorder


def _mixes(setup: Setup) -> bool:
    return setup.data.test_loss_of is Reach.BOTH


MEANINGS: dict[Series, Callable[[Setup, Setup], bool]] = {
    Series.FILTER_ERROR: lambda setup, before: setup.filter_delta == before.filter_delta,
    Series.SPECTRUM_ERROR: lambda setup, before: setup.spectrum.matches(before.spectrum),
    Series.TEST_LOSS: lambda setup, before: _mixes(setup) == _mixes(before),
}
"""By series: whether samples measured on two setups are comparable."""


class FrameBuilder:
    """Gathers series, marks and tracked peaks of one learner."""

    def __init__(
        self,
        run_id: int,
        learner: Learner,
        watch: frozenset[type],
        recorder: Recorder | None = None,
    ) -> None:
        self._run_id, self._learner, self._recorder = run_id, learner, recorder
        self.watch = watch
        self._last_snapshot = -1
        self._measured_at = -1
        self._held = Readings()
        self._series: dict[Series, list[Curve]] = {}
        self._marks: list[Mark] = []
        self._setup_changed = False
        self._restarted: frozenset[Series] = frozenset()
        self._reset_peaks()
        self._reset_best()

    def begin(self, recorder: Recorder | None) -> None:
        """Drop what was gathered so far (while recomputing up to a step) and record from now on."""
        self._recorder = recorder
        self._series, self._marks = {}, []
        self._setup_changed, self._restarted = False, frozenset()

    def state(self) -> dict[str, Any]:
        """Return the state of peak tracking and of the best fit, for a checkpoint."""
        best = self._best
        return {
            **self._tracker.state(),
            "error": torch.from_numpy(self._peak_error),
            "best": {
                "step": best.step,
                "loss": best.loss,
                "values": torch.from_numpy(best.values.copy()),
                "fine": torch.from_numpy(np.stack([best.fine.x, best.fine.y])),
                "is_settled": best.fine.is_settled,
            },
        }

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Restore that state; raise where it belongs to other peaks."""
        self._tracker.set_state(state)
        self._peak_error = state["error"].numpy().astype(np.float32)
        best = state.get("best")
        if best is not None:  # early checkpoints have none
            values = best["values"].numpy().astype(np.float32)
            fine = UNKNOWN
            if "fine" in best:  # early checkpoints have values on the grid only
                x, y = best["fine"].numpy().astype(np.float64)
                fine = Refinement(x, y, is_settled=bool(best["is_settled"]))
            self._best = BestFit(int(best["step"]), float(best["loss"]), values, fine)

    def _reset_peaks(self) -> None:
        peaks = len(self._learner.setup.spectrum.peaks)
        threshold = self._learner.experiment.spectrum.threshold
        self._tracker = LearnedTracker(peaks, threshold)
        self._peak_error = np.full(peaks, np.nan, dtype=np.float32)

    def _reset_best(self) -> None:
        self._fine = UNKNOWN
        self._best = BestFit(0, math.inf, np.empty(0, dtype=np.float32))

    def _record(self, name: Series, steps: NDArray[np.int64], values: NDArray[np.float32]) -> None:
        curve = Curve(steps, values)
        self._series.setdefault(name, []).append(curve)
        if self._recorder is not None:
            self._recorder.curve(name, curve)

    def record(self, first_step: int, progress: StepResults) -> None:
        """Add the results of a chunk of steps that began at ``first_step``."""
        steps = np.arange(first_step, first_step + len(progress.losses), dtype=np.int64)
        self._record(Series.BATCH_LOSS, steps, progress.losses)
        if len(progress.peak_steps):
            kind = self._learner.experiment.spectrum.error
            target = self._learner.setup.spectrum.peak_target
            errors = relative_error(target, progress.peaks, kind).astype(np.float32)
            self._tracker.add(progress.peak_steps, errors)
            self._peak_error = errors[-1]

    def measure(self, elapsed: float) -> tuple[float, float | None]:
        """Take the scheduled readings at the present step; return train and test loss.

        ``elapsed``: seconds of training so far; kept where curves are drawn against them.
        """
        step = np.array([self._learner.step], dtype=np.int64)
        self._measured_at = self._learner.step
        measured = {
            name: np.asarray(take(self._learner), dtype=np.float32)
            for name, take in scheduled(self._learner).items()
        }
        if Series.TRAIN_ACCURACY in measured:
            measured[Series.SECONDS] = np.asarray(elapsed, dtype=np.float32)
        for name, value in measured.items():
            self._record(name, step, value[None])
        test = measured.get(Series.TEST_LOSS)
        if test is not None and float(test) < self._best.loss:
            like = self._fine.x
            fit = read_fit_at(self._learner, like) or Fit(np.empty(0, dtype=np.float32))
            self._best = BestFit(self._learner.step, float(test), fit.values, fit.fine)
        if self._recorder is not None and self._learner.schedule.is_due(
            self._learner.step, SNAPSHOT_PARTS
        ):
            self._snapshot(self._recorder, self._readings(RECORDED_READINGS, has_time=True))
        return float(measured[Series.TRAIN_LOSS]), None if test is None else float(test)

    def mark(self, old: Experiment, before: Setup) -> None:
        """Record a change of settings at the present step; the arguments are from before it."""
        new = self._learner.experiment
        self._marks.append(Mark(self._learner.step, tuple(differences(old, new))))
        self._held = Readings()
        setup = self._learner.setup
        self._setup_changed |= setup is not before
        self.follow(dict.fromkeys(Series, before))
        if not setup.spectrum.matches(before.spectrum):
            self._reset_peaks()
        if not measures_alike(old, new):
            self._reset_best()
        self._tracker.threshold = self._learner.experiment.spectrum.threshold

    def follow(self, before: Mapping[Series, Setup]) -> None:
        """Restart the series whose samples are not comparable with those measured before.

        ``before``: the setup each was measured on; series that are missing in it restart too.
        """
        setup = self._learner.setup
        for series, is_same in MEANINGS.items():
            previous = before.get(series)
            if previous is None or not is_same(setup, previous):
                self._restart(series)

    def _restart(self, series: Series) -> None:
        """Restart a series: earlier samples are not comparable with those from here on."""
        self._series.pop(series, None)
        self._restarted |= {series}
        if self._recorder is not None:
            self._recorder.restart(series, self._learner.step)

    def _readings(self, wanted: frozenset[type], *, has_time: bool = False) -> Readings:
        learner = self._learner
        readings = self._live(wanted)
        gathered: list[Reading] = []
        fit = readings.get(Fit)
        if fit is not None:
            if has_time and not fit.fine.is_settled:
                fit = read_fit(learner, refining.MOST) or fit
            gathered, self._fine = [fit], fit.fine
        if PeakReading in wanted:
            peaks, learned_at = learner.setup.spectrum.peaks, tuple(self._tracker.learned_at)
            every = learner.data.peaks_every
            gathered.append(PeakReading(self._peak_error, learned_at, every, peaks))
        if BestFit in wanted:
            gathered.append(self._best)
        return readings | Readings(*gathered)

    @property
    def _is_read_now(self) -> bool:
        """Whether a Frame may cost a forward pass: not for images between two measured steps.

        There a pass costs as much as some steps, at thirty Frames a second.
        """
        return self._learner.schedule.unit == 1 or self._measured_at == self._learner.step

    def _live(self, wanted: frozenset[type]) -> Readings:
        held = Readings() if self._is_read_now else self._held
        readings = live(self._learner, wanted - held.kinds) | held.only(wanted)
        self._held = held | readings.only(OF_OUTPUTS)
        return readings

    def _snapshot(self, recorder: Recorder, readings: Readings) -> None:
        recorder.snapshot(self._learner.step, readings)
        self._last_snapshot = self._learner.step

    def frame(self, elapsed: float, *, is_last: bool = False) -> Frame:
        """Make a Frame of all that came since the last one and of the readings now.

        ``is_last``: no other follows soon, so all readings are taken at the present step.
        """
        if is_last:
            self._held = Readings()
        learner, readings = self._learner, self._readings(self.watch, has_time=is_last)
        is_far = learner.step - self._last_snapshot > learner.step / FRAME_PARTS
        if self._recorder is not None and is_far and readings and self._is_read_now:
            others = self._readings(RECORDED_READINGS - readings.kinds)
            self._snapshot(self._recorder, readings | others)
        frame = Frame(
            self._run_id,
            learner.step,
            elapsed,
            {name: Curve.joined(parts) for name, parts in self._series.items()},
            readings,
            tuple(self._marks),
            learner.setup if self._setup_changed else None,
            self._restarted,
        )
        self._series, self._marks = {}, []
        self._setup_changed, self._restarted = False, frozenset()
        return frame
