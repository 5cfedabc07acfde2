"""TensorBoard's event files, written without TensorBoard: curves as scalars.

A file is a row of records of TFRecord: length, masked CRC-32C of it, data, masked CRC-32C of
them; the data are an ``Event`` of tensorboard/compat/proto/event.proto as protobuf writes it.
"""

import struct
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.arrays import Floats, Floats32, Steps

Bytes = NDArray[np.uint8]

VERSION = b"brain.Event:2"
NAME = "events.out.tfevents.fanhua"
"""TensorBoard looks for ``tfevents`` in a name."""
POLYNOMIAL = 0x82F63B78
"""Castagnoli's, bits reversed."""
MASK = 0xA282EAD8
"""TFRecord masks its checksums, so that those of checksums are none by chance."""
CHUNK = 20_000


def _table() -> NDArray[np.uint32]:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(POLYNOMIAL), table >> 1)
    return table.astype(np.uint32)


_TABLE = _table()


def masked_crc(rows: Bytes) -> Bytes:
    """Return the masked CRC-32C of each row as bytes, shapes (n, k) -> (n, 4)."""
    crc = np.full(len(rows), 0xFFFFFFFF, dtype=np.uint32)
    for column in rows.T:
        crc = _TABLE[(crc ^ column) & 0xFF] ^ (crc >> 8)
    crc = ~crc
    turned = (crc >> 15) | (crc << 17)
    return _bytes((turned + np.uint32(MASK)).astype("<u4"))


def _bytes(values: NDArray[Any]) -> Bytes:
    """Return each number's bytes, shapes (n,) -> (n, size)."""
    return np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1)


def _records(rows: Bytes) -> bytes:
    """Frame events of one length, shape (n, k)."""
    length = _bytes(np.full(len(rows), rows.shape[1], dtype="<u8"))
    return np.hstack([length, masked_crc(length), rows, masked_crc(rows)]).tobytes()


def _varint(number: int) -> bytes:
    varint = bytearray()
    while number > 0x7F:
        varint.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*varint, number])


def _varints(steps: Steps, size: int) -> Bytes:
    """Return numbers that take ``size`` bytes each, 7 bits in each byte; shape (n, size)."""
    groups = steps[:, None] >> (7 * np.arange(size)) & 0x7F
    groups[:, :-1] |= 0x80
    return groups.astype(np.uint8)


def _sizes(steps: Steps) -> NDArray[np.int64]:
    """Return how many bytes each number takes."""
    limits = 128 ** np.arange(1, 9, dtype=np.int64)
    return np.asarray(np.searchsorted(limits, steps, side="right") + 1)


def _field(number: int, content: bytes) -> bytes:
    """Write a field of a length."""
    return bytes([number << 3 | 2]) + _varint(len(content)) + content


def header(seconds: float | None = None) -> bytes:
    """Return the first record of a file; ``seconds`` since 1970."""
    event = b"\x09" + struct.pack("<d", time.time() if seconds is None else seconds)
    return _records(np.frombuffer(event + _field(3, VERSION), dtype=np.uint8)[None])


def scalars(tag: str, steps: Steps, values: Floats32, seconds: Floats) -> Iterator[bytes]:
    """Yield a series as records, some thousand at a time.

    Parameters
    ----------
    steps, values, seconds
        Shape (n,) each; ``seconds`` since 1970.
    """
    name = tag.encode()
    for first in range(0, len(steps), CHUNK):
        part = slice(first, first + CHUNK)
        yield _chunk(name, steps[part], values[part], seconds[part])


def _chunk(tag: bytes, steps: Steps, values: Floats32, seconds: Floats) -> bytes:
    sizes = _sizes(steps)
    parts = []
    for size in np.unique(sizes).tolist():
        chosen = sizes == size
        parts.append(_events(tag, size, steps[chosen], values[chosen], seconds[chosen]))
    return b"".join(parts)


def _events(tag: bytes, size: int, steps: Steps, values: Floats32, seconds: Floats) -> bytes:
    """Write events whose steps take ``size`` bytes: wall_time, step, and one simple_value."""
    value = _field(1, tag) + b"\x15"  # of Summary.Value; the number follows
    inner = bytes([0x0A]) + _varint(len(value) + 4) + value
    summary = bytes([0x2A]) + _varint(len(inner) + 4) + inner
    count = len(steps)

    def same(content: bytes) -> Bytes:
        return np.broadcast_to(np.frombuffer(content, dtype=np.uint8), (count, len(content)))

    return _records(
        np.hstack(
            [
                same(b"\x09"), _bytes(seconds.astype("<f8")),
                same(b"\x10"), _varints(steps, size),
                same(summary), _bytes(values.astype("<f4")),
            ]
        )
    )  # fmt: skip
