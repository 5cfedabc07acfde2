"""Parts of a run between which its data changed, with what is drawn of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.export.handout.pack import exact, rounded
from training.analysis.frequencies import Frequencies
from training.analysis.tracked import how_found
from training.arrays import Floats32, Steps
from training.data.kinds import Data, Data1D, OutlineData, PictureData
from training.messages.readings import Fit, PeakReading, Readings, SpectrumReading
from training.setup.setup import Setup
from training.text import Text

Say = Callable[[Text], str]
Snapshot = tuple[int, Readings]
SAMPLED = {
    "projected": Text("Taken of {count} training images along their first principal component."),
    "train": Text("Taken on the {count} training points."),
    "spectrum": Text("Taken on a dense grid of {count} points."),
    "grid": Text("Taken on all {count} pixels, summed over rings of |ω|."),
}


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Snapshots taken with the same data."""

    setup: Setup
    snapshots: Sequence[Snapshot]

    @property
    def steps(self) -> Steps:
        """At which they were taken."""
        return np.array([step for step, _ in self.snapshots], dtype=np.int64)


def drawn(segment: Segment, say: Say) -> dict[str, Any]:
    """Return all that is drawn of a segment."""
    return {
        "steps": exact(segment.steps, "i4"),
        **_of_data(segment, say),
        **_of_spectrum(segment, say),
    }


def _of_data(segment: Segment, say: Say) -> dict[str, Any]:
    data = segment.setup.data
    if isinstance(data, Data1D):
        return _curve(segment, data, say)
    fits = _fits(segment, data.count("grid"))
    for kind, describe in _KINDS.items():
        if isinstance(data, kind):
            return describe(data, fits, say)
    return {"kind": "none"}


def _fits(segment: Segment, count: int) -> Floats32:
    """Return the network's functions, shape (snapshots, g * k); nan where there is none."""
    fits = [reading.get(Fit) for _, reading in segment.snapshots]
    sizes = {f.values.size for f in fits if f is not None and len(f.values) == count}
    size = max(sizes, default=0)
    rows = np.full((len(fits), size), np.nan, dtype=np.float32)
    for row, fit in zip(rows, fits, strict=True):
        if fit is not None and fit.values.size == size:
            row[:] = fit.values.ravel()
    return rows


FURTHER = 1000
"""Positions between those of the grid at which functions are kept."""


def _curve(segment: Segment, data: Data1D, say: Say) -> dict[str, Any]:
    """Describe curves at the points of the grid and between, where any of them bends."""
    grid = data.grid
    refined = [fit.fine.x for _, r in segment.snapshots if (fit := r.get(Fit)) is not None]
    further = np.unique(np.concatenate([data.target_fine.x, *refined]))
    further = further[:: 1 + len(further) // FURTHER]
    x = np.sort(np.concatenate([grid, further]))
    fits = np.full((len(segment.snapshots), len(x)), np.nan, dtype=np.float32)
    for row, (_, known) in zip(fits, segment.snapshots, strict=True):
        fit = known.get(Fit)
        if fit is not None and fit.values.shape == grid.shape:
            row[:] = np.interp(x, *fit.fine.joined(grid, fit.values))
    target = data.target
    if len(target):
        target = np.interp(x, *data.target_fine.joined(grid, target))
    return {
        "kind": "curve",
        "x": exact(x),
        "target": exact(target),
        "points": [exact(data.x_train), exact(data.y_train)],
        "interval": list(data.interval),
        "labels": [say(data.x_label), say(data.y_label)],
        "fits": rounded(fits),
    }


def _outline(data: OutlineData, fits: Floats32, _: Say) -> dict[str, Any]:
    return {
        "kind": "outline",
        "target": exact(data.target),
        "points": [exact(data.train[:, 0]), exact(data.train[:, 1])],
        "fits": rounded(fits),
    }


def _picture(data: PictureData, fits: Floats32, _: Say) -> dict[str, Any]:
    white = data.white or 1.0
    return {
        "kind": "picture",
        "size": list(data.shape),
        "target": rounded(np.clip(data.pixels / white, 0, 1), "u1"),
        "known": exact(data.known, "u1"),
        "fits": rounded(np.clip(fits / white, 0, 1), "u1"),
    }


_KINDS: dict[type[Data], Callable[[Any, Floats32, Say], dict[str, Any]]] = {
    OutlineData: _outline,
    PictureData: _picture,
}


def _of_spectrum(segment: Segment, say: Say) -> dict[str, Any]:
    setup, count = segment.setup.spectrum, len(segment.setup.spectrum.omega)
    readings = [reading.get(SpectrumReading) for _, reading in segment.snapshots]
    if not count:
        return {}
    rows = np.full((len(readings), count), np.nan, dtype=np.float32)
    for row, reading in zip(rows, readings, strict=True):
        if reading is not None and len(reading.magnitude) == count:
            row[:] = reading.magnitude
    size = setup.target_magnitude
    return {
        "omega": exact(setup.omega),
        "magnitude": exact(size),
        "inTarget": exact(setup.in_target, "u1"),
        "spectra": rounded(rows),
        "sampled": say(_sampled(setup)),
        "peaks": [*_peaks(segment)],
    }


def _sampled(setup: Frequencies) -> Text:
    """Say on which points a spectrum was taken, and how what is tracked is known."""
    points = Text(SAMPLED[setup.sampled].template, {"count": f"{setup.count:,}"})
    found = how_found(setup.tracked)
    if found is None:
        return points
    return Text("{points} Frequencies: {found}.", {"points": points, "found": found})


def _peaks(segment: Segment) -> Iterator[dict[str, Any]]:
    """Yield each tracked peak, and when it was learned."""
    setup = segment.setup.spectrum
    readings = [peaks for _, r in segment.snapshots if (peaks := r.get(PeakReading)) is not None]
    last = readings[-1] if readings else None
    learned_at = last.about(setup.peaks).learned_at if last is not None else ()
    for place, omega in enumerate(setup.peaks.tolist()):
        learned = learned_at[place] if learned_at else None
        size = float(abs(setup.peak_target[place]))
        yield {"omega": omega, "amplitude": size, "learned": learned}
