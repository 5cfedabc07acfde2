"""Arrays as bytes with type, shape and checksum: little-endian, row by row."""

import json
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.store.schema import DAMAGED, StoreError

DTYPES = {"f4": np.float32, "f8": np.float64, "i8": np.int64}
MOST_VALUES = 8_000_000

ArrayRow = tuple[str, str, bytes, int]
"""dtype, shape as JSON, bytes, checksum."""


def checksum(data: bytes) -> int:
    """Return the CRC-32 of ``zlib``."""
    return zlib.crc32(data)


def checked(data: Any, crc: Any) -> bytes:
    """Return bytes whose checksum is right; raise StoreError otherwise."""
    if not isinstance(data, bytes) or checksum(data) != crc:
        raise StoreError(DAMAGED)
    return data


def to_row(array: NDArray[Any]) -> ArrayRow:
    """Serialise an array of one of ``DTYPES``."""
    name = f"{array.dtype.kind}{array.dtype.itemsize}"
    data = np.ascontiguousarray(array, dtype=DTYPES[name]).astype(f"<{name}", copy=False).tobytes()
    return name, json.dumps(list(array.shape)), data, checksum(data)


def from_row(dtype: Any, shape: Any, data: Any, crc: Any) -> NDArray[Any]:
    """Read an array; raise StoreError where type, shape, size and checksum do not agree."""
    data = checked(data, crc)
    try:
        lengths = json.loads(shape)
        kind = DTYPES[dtype]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise StoreError(DAMAGED) from None
    if not isinstance(lengths, list) or len(lengths) > 4:
        raise StoreError(DAMAGED)
    if not all(type(n) is int and 0 <= n <= MOST_VALUES for n in lengths):
        raise StoreError(DAMAGED)
    size = int(np.prod(lengths, dtype=object)) if lengths else 1
    if size * np.dtype(kind).itemsize != len(data):
        raise StoreError(DAMAGED)
    array = np.frombuffer(data, dtype=f"<{dtype}").reshape(lengths).astype(kind)
    array.flags.writeable = False
    return array
