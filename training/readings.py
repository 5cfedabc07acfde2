"""What is measured on a network. A reading is a function here and a line in a table.

``LIVE`` readings are taken when a Frame is published, for the views that are visible; the
newest replaces the last. ``SCHEDULED`` ones are taken at the measured steps, and kept.
"""

from collections.abc import Callable

import numpy as np
from torch import Tensor

from training import neurons
from training.arrays import Floats
from training.learner import Learner
from training.messages import (
    Fit,
    LandscapeReading,
    Neurons,
    Reading,
    Series,
    SpectrumReading,
)
from training.models.hidden import first_layer

SNAPSHOT_PARTS, CHECKPOINT_PARTS = 8, 2
"""Snapshots are an 8th of the step apart, checkpoints half of it: dense first, then ever rarer.
Between checkpoints a run can be computed again, bit for bit."""
FRAME_PARTS = 100
"""What is read for the window anyway is kept besides, a 100th of the step apart."""


def measured_spacing(step: int, parts: int = 50) -> int:
    """Return the distance between measured steps around ``step``.

    A 50th of the step, in round numbers: every step up to 100, every 20th around 1,000. It
    depends on nothing else, so that curves do not depend on the speed of the machine.
    """
    limit = max(1, step // parts)
    power = 10 ** (len(str(limit)) - 1)
    return int(max(factor for factor in (1, 2, 5) if factor * power <= limit) * power)


def next_measured(step: int) -> int:
    """Return the first measured step after ``step``."""
    spacing = measured_spacing(step)
    return (step // spacing + 1) * spacing


def is_due(step: int, parts: int) -> bool:
    """Tell whether a measured step is one of those that are a part of the step apart."""
    return step % measured_spacing(step, parts) == 0


def read_fit(learner: Learner) -> Fit:
    """Read the network's function on the grid."""
    return Fit(learner.values("grid").astype(np.float32))


def read_spectrum(learner: Learner) -> SpectrumReading:
    """Read the magnitudes of the network's spectrum."""
    spectrum = learner.setup.spectrum
    values = learner.values(spectrum.points, centred=True)
    return SpectrumReading(spectrum.magnitude(values).astype(np.float32))


def read_neurons(learner: Learner) -> Neurons | None:
    """Read where the neurons of the first hidden layer point, and how far they have come."""
    now = first_layer(learner.model)
    if now is None or learner.start is None:
        return None
    incoming, start = _numbers(now.incoming), _numbers(learner.start.incoming)
    lengths = np.linalg.norm(incoming, axis=1)
    directions = incoming / np.where(lengths > 0, lengths, 1.0)[:, None]
    return Neurons(
        directions.astype(np.float32),
        (_numbers(now.outgoing) * lengths).astype(np.float32),
        neurons.relative_distance(incoming, start),
    )


def _numbers(tensor: Tensor) -> Floats:
    return np.asarray(tensor.cpu().numpy(), dtype=np.float64)


def measure_spectrum_error(learner: Learner) -> Floats:
    """Measure the relative error of each frequency."""
    spectrum = learner.setup.spectrum
    values = learner.values(spectrum.points, centred=True)
    return spectrum.error(values, learner.experiment.spectrum.error)


def read_landscape(learner: Learner) -> LandscapeReading | None:
    """Read the loss round the present parameters, as far as that is due."""
    return learner.landscape()


LIVE: dict[type, Callable[[Learner], Reading | None]] = {
    Fit: read_fit,
    SpectrumReading: read_spectrum,
    Neurons: read_neurons,
    LandscapeReading: read_landscape,
}


def live(learner: Learner, wanted: frozenset[type]) -> dict[type, Reading]:
    """Take those of the wanted readings that a model has."""
    taken = {kind: read(learner) for kind, read in LIVE.items() if kind in wanted}
    return {kind: reading for kind, reading in taken.items() if reading is not None}


SCHEDULED: dict[Series, Callable[[Learner], float | Floats]] = {
    Series.TRAIN_LOSS: lambda learner: learner.loss("train"),
    Series.TEST_LOSS: lambda learner: learner.loss("test"),
    Series.SPECTRUM_ERROR: measure_spectrum_error,
}


def scheduled(learner: Learner) -> dict[Series, Callable[[Learner], float | Floats]]:
    """Return the scheduled readings that make sense for a learner's data."""
    has_test = learner.setup.data.count("test") > 0
    return {name: f for name, f in SCHEDULED.items() if has_test or name != Series.TEST_LOSS}
