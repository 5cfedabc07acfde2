"""Readings as named arrays, and back: what a stored snapshot is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.data.refining import UNKNOWN, Refinement
from training.messages.readings import (
    BestFit,
    Fit,
    LandscapeReading,
    Neurons,
    PeakReading,
    Predictions,
    Reading,
    Readings,
    SpectrumReading,
)
from training.store.schema import DAMAGED, StoreError

Arrays = Mapping[str, NDArray[Any]]

NEVER = -1
"""Stands for a peak that was not learned."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How one type of reading is stored: its name, and the way there and back."""

    name: str
    write: Callable[[Any], dict[str, NDArray[Any]]]
    read: Callable[[Arrays], Reading]


def _write_peaks(reading: PeakReading) -> dict[str, NDArray[Any]]:
    learned = [NEVER if step is None else step for step in reading.learned_at]
    return {
        "error": reading.error,
        "learned_at": np.array(learned, dtype=np.int64),
        "every": np.array(reading.every, dtype=np.int64),
        "omega": reading.omega,
    }


def _read_peaks(arrays: Arrays) -> PeakReading:
    learned = [None if step == NEVER else step for step in arrays["learned_at"].tolist()]
    omega = np.array(arrays.get("omega", np.empty(0)), dtype=np.float64)
    if not len(learned) == len(arrays["error"]) or (len(omega) and len(omega) != len(learned)):
        raise ValueError("peaks, errors and steps do not go together")
    return PeakReading(arrays["error"], tuple(learned), int(arrays["every"]), omega)


def _write_neurons(reading: Neurons) -> dict[str, NDArray[Any]]:
    return {
        "directions": reading.directions,
        "amplitude": reading.amplitude,
        "distance": np.array(reading.distance, dtype=np.float64),
    }


def _read_neurons(arrays: Arrays) -> Neurons:
    return Neurons(arrays["directions"], arrays["amplitude"], float(arrays["distance"]))


def _write_fine(fine: Refinement) -> dict[str, NDArray[Any]]:
    if fine is UNKNOWN:
        return {}
    return {"x": fine.x, "y": fine.y, "is_settled": np.array(fine.is_settled, dtype=np.int64)}


def _read_fine(arrays: Arrays) -> Refinement:
    if "x" not in arrays:  # of several variables, or recorded when nobody looked there
        return UNKNOWN
    x, y = (np.array(arrays[name], dtype=np.float64) for name in ("x", "y"))
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError("positions and values do not go together")
    return Refinement(x, y, bool(arrays["is_settled"]))


def _write_best(reading: BestFit) -> dict[str, NDArray[Any]]:
    return {
        "step": np.array(reading.step, dtype=np.int64),
        "loss": np.array(reading.loss, dtype=np.float64),
        "values": reading.values,
        **_write_fine(reading.fine),
    }


def _read_best(arrays: Arrays) -> BestFit:
    step, loss = int(arrays["step"]), float(arrays["loss"])
    return BestFit(step, loss, arrays["values"], _read_fine(arrays))


def _write_landscape(reading: LandscapeReading) -> dict[str, NDArray[Any]]:
    return {
        "losses": reading.losses,
        "path": reading.path,
        "extent": np.array(reading.extent, dtype=np.float64),
        "step": np.array(reading.step, dtype=np.int64),
        "plane": np.array([*reading.lengths, reading.share], dtype=np.float64),
    }


def _read_landscape(arrays: Arrays) -> LandscapeReading:
    extent, step = float(arrays["extent"]), int(arrays["step"])
    plane = arrays.get("plane", np.full(3, np.nan))  # the first ones did not know it
    first, second, share = (float(value) for value in plane)
    return LandscapeReading(arrays["losses"], arrays["path"], extent, step, (first, second), share)


def _write_predictions(reading: Predictions) -> dict[str, NDArray[Any]]:
    return {
        "predicted": reading.predicted.astype(np.int64),
        "loss": reading.loss,
        "confusion": reading.confusion,
        "step": np.array(reading.step, dtype=np.int64),
    }


def _read_predictions(arrays: Arrays) -> Predictions:
    predicted = arrays["predicted"].astype(np.uint16)
    return Predictions(predicted, arrays["loss"], arrays["confusion"], int(arrays["step"]))


CODECS: dict[type, Codec] = {
    Predictions: Codec("predictions", _write_predictions, _read_predictions),
    Fit: Codec(
        "fit",
        lambda r: {"values": r.values, **_write_fine(r.fine)},
        lambda a: Fit(a["values"], _read_fine(a)),
    ),
    SpectrumReading: Codec(
        "spectrum",
        lambda r: {"magnitude": r.magnitude},
        lambda a: SpectrumReading(a["magnitude"]),
    ),
    PeakReading: Codec("peaks", _write_peaks, _read_peaks),
    Neurons: Codec("neurons", _write_neurons, _read_neurons),
    BestFit: Codec("best", _write_best, _read_best),
    LandscapeReading: Codec("landscape", _write_landscape, _read_landscape),
}
_BY_NAME = {codec.name: codec for codec in CODECS.values()}


def to_arrays(readings: Readings) -> dict[str, NDArray[Any]]:
    """Write readings as arrays named ``reading.field``."""
    return {
        f"{codec.name}.{field}": array
        for reading in readings
        for codec in [CODECS[type(reading)]]
        for field, array in codec.write(reading).items()
    }


def from_arrays(arrays: Arrays) -> Readings:
    """Read what ``to_arrays`` wrote; readings that are not known here are left out."""
    grouped: dict[str, dict[str, NDArray[Any]]] = {}
    for path, array in arrays.items():
        name, _, field = path.partition(".")
        grouped.setdefault(name, {})[field] = array
    try:
        known = [(_BY_NAME[name], fields) for name, fields in grouped.items() if name in _BY_NAME]
        return Readings(*(codec.read(fields) for codec, fields in known))
    except (KeyError, TypeError, ValueError, ArithmeticError, IndexError):
        raise StoreError(DAMAGED) from None
