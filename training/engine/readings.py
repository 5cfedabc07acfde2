"""Measurements on a network: each is a function here and an entry of a table.

``LIVE`` readings are taken when a Frame is published, for the views that are visible; the
newest replaces the last. ``SCHEDULED`` ones are taken at the measured steps, and kept.
"""

from collections.abc import Callable

import numpy as np
from torch import Tensor

from training.analysis import neurons
from training.analysis.frequencies import NoFrequencies
from training.arrays import Floats
from training.data.kinds import Data1D, LabelledData
from training.data.refining import Refinement, refine
from training.learner.learner import Learner
from training.learner.models.hidden import first_layer
from training.messages.readings import (
    Fit,
    LandscapeReading,
    Neurons,
    Predictions,
    Reading,
    Readings,
    Series,
    SpectrumReading,
)

SNAPSHOT_PARTS, CHECKPOINT_PARTS = 8, 2
"""Snapshots are step / 8 apart, checkpoints step / 2: spacing grows with the step.
Between checkpoints a run can be recomputed bit for bit."""
FRAME_PARTS = 100
"""Readings made for the window are stored too, step / 100 apart."""


LIVE_POINTS = 2_000
"""Points of a curve that a Frame evaluates at most; the last Frame before a pause and scheduled
readings may use more."""


def read_fit(learner: Learner, most: int = LIVE_POINTS) -> Fit | None:
    """Read the network's function on the grid; None for data that are not drawn as one.

    A function of one variable is refined between the points of the grid, to ``most`` points.
    """
    data = learner.setup.data
    if isinstance(data, LabelledData):
        return None
    values = learner.evaluation.values("grid")
    if not isinstance(data, Data1D) or not np.isfinite(values).all():
        return Fit(values.astype(np.float32))
    seen = np.concatenate([values[data.inside], data.y_train])
    through = data.x_train[:0], data.y_train[:0]
    if len(data.x_train) <= most // 2:
        through = data.x_train, learner.evaluation.values("train")
    values_at = learner.evaluation.values_at
    fine = refine(values_at, data.grid, values, through=through, height=np.ptp(seen), most=most)
    return Fit(values.astype(np.float32), fine)


def read_fit_at(learner: Learner, x: Floats) -> Fit | None:
    """Read the network's function on the grid and at known further positions, shape (n,).

    For curves that are read often: reuses the positions of an earlier refinement.
    """
    data = learner.setup.data
    if isinstance(data, LabelledData):
        return None
    values = learner.evaluation.values("grid").astype(np.float32)
    if not isinstance(data, Data1D):
        return Fit(values)
    x = x[(x > data.grid[0]) & (x < data.grid[-1]) & ~np.isin(x, data.grid)]
    return Fit(
        values, Refinement(x, learner.evaluation.values_at(x) if len(x) else x, is_settled=False)
    )


def read_predictions(learner: Learner) -> Predictions | None:
    """Read which classes the network takes the test images for, as last measured."""
    return learner.evaluation.predictions


def read_spectrum(learner: Learner) -> SpectrumReading | None:
    """Read the magnitudes of the network's spectrum."""
    spectrum = learner.setup.spectrum
    if isinstance(spectrum, NoFrequencies):
        return None
    values = learner.evaluation.values(spectrum.points, centred=True)
    return SpectrumReading(spectrum.magnitude(values).astype(np.float32))


def read_neurons(learner: Learner) -> Neurons | None:
    """Read directions, amplitudes and relative distance of the first hidden layer."""
    layer, start = first_layer(learner.model), learner.network.start
    if layer is None or start is None:
        return None
    incoming = _numbers(layer.incoming)
    lengths = np.linalg.norm(incoming, axis=1)
    directions = incoming / np.where(lengths > 0, lengths, 1.0)[:, None]
    return Neurons(
        directions.astype(np.float32),
        (_numbers(layer.outgoing) * lengths).astype(np.float32),
        neurons.relative_distance(incoming, _numbers(start.incoming)),
    )


def _numbers(tensor: Tensor) -> Floats:
    return np.asarray(tensor.cpu().numpy(), dtype=np.float64)


def measure_spectrum_error(learner: Learner) -> Floats:
    """Measure the relative error of each frequency, shape (k,)."""
    spectrum = learner.setup.spectrum
    values = learner.evaluation.values(spectrum.points, centred=True)
    return spectrum.error(values, learner.experiment.spectrum.error)


def read_landscape(learner: Learner) -> LandscapeReading | None:
    """Return the newest loss landscape, recomputed when it is due; None for too large models."""
    return learner.evaluation.landscape()


LIVE: dict[type, Callable[[Learner], Reading | None]] = {
    Fit: read_fit,
    SpectrumReading: read_spectrum,
    Neurons: read_neurons,
    LandscapeReading: read_landscape,
    Predictions: read_predictions,
}


OF_OUTPUTS = frozenset({Fit, SpectrumReading})
"""Live readings that need a forward pass."""


def live(learner: Learner, wanted: frozenset[type]) -> Readings:
    """Take the wanted readings that the model supports."""
    taken = (read(learner) for kind, read in LIVE.items() if kind in wanted)
    return Readings(*(reading for reading in taken if reading is not None))


SCHEDULED: dict[Series, Callable[[Learner], float | Floats]] = {
    Series.TRAIN_LOSS: lambda learner: learner.evaluation.loss("train"),
    Series.TEST_LOSS: lambda learner: learner.evaluation.loss("test"),
    Series.TEST_BEYOND: lambda learner: learner.evaluation.loss("beyond"),
    Series.TRAIN_ACCURACY: lambda learner: learner.evaluation.accuracy("train"),
    Series.TEST_ACCURACY: lambda learner: learner.evaluation.accuracy("test"),
    Series.FILTER_ERROR: lambda learner: learner.evaluation.filter_errors(),
    Series.SPECTRUM_ERROR: measure_spectrum_error,
}
TESTS = {
    Series.TEST_LOSS: "test", Series.TEST_BEYOND: "beyond", Series.TEST_ACCURACY: "test"
}  # fmt: skip
"""Which test points a series is measured on."""
OF_CLASSES = {Series.TRAIN_ACCURACY, Series.TEST_ACCURACY, Series.FILTER_ERROR}


def scheduled(learner: Learner) -> dict[Series, Callable[[Learner], float | Floats]]:
    """Return the scheduled readings that apply to a learner's data."""
    left_out = {name for name, points in TESTS.items() if points not in learner.evaluation.tests}
    left_out |= set() if isinstance(learner.setup.data, LabelledData) else OF_CLASSES
    return {name: f for name, f in SCHEDULED.items() if name not in left_out}
