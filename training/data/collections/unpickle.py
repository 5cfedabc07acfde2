"""A pickle as CIFAR-10's python version has it: arrays of NumPy and plain values, nothing else.

A pickle can name any function and call it. This unpickler resolves only stand-ins for the functions
that rebuild an array.
"""

import io
import pickle
from typing import Any, ClassVar

import numpy as np
from typing_extensions import override

from training.data.collections.collection import CollectionError


class _Bytes:
    """Stand-in for an array being rebuilt; its dtype is always uint8."""

    shape: tuple[int, ...] = ()
    content: bytes = b""

    def __setstate__(self, state: Any) -> None:
        """Take NumPy's state: version, shape, dtype, Fortran order, content."""
        _, shape, dtype, is_fortran, content = state
        if dtype != _Dtype("u1") or is_fortran or not isinstance(content, bytes):
            raise ValueError("no bytes")
        self.shape, self.content = tuple(shape), content

    def array(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """Return it."""
        return np.frombuffer(self.content, dtype=np.uint8).reshape(self.shape)


class _Dtype:
    """Stands for a dtype."""

    def __init__(self, name: str, *_: Any) -> None:
        self.name = name if isinstance(name, str) else name.decode("ascii")

    def __setstate__(self, state: Any) -> None:
        """Ignore byte order and the like: a byte has none."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Dtype) and self.name == other.name

    __hash__ = None  # type: ignore[assignment]


def _reconstruct(*_: Any) -> _Bytes:
    return _Bytes()


def _encode(text: str, encoding: str = "latin1") -> bytes:
    """Stand-in for ``codecs.encode``, with which Python 3 pickles bytes for Python 2."""
    if encoding != "latin1":
        raise ValueError(encoding)
    return text.encode("latin1")


class _Unpickler(pickle.Unpickler):
    """Resolves the names in ``_KNOWN`` and refuses all others."""

    _KNOWN: ClassVar[dict[tuple[str, str], Any]] = {
        ("numpy.core.multiarray", "_reconstruct"): _reconstruct,
        ("numpy._core.multiarray", "_reconstruct"): _reconstruct,
        ("numpy", "ndarray"): _Bytes,
        ("numpy", "dtype"): _Dtype,
        ("_codecs", "encode"): _encode,
    }

    @override
    def find_class(self, module: str, name: str) -> Any:
        allowed = self._KNOWN.get((module, name))
        if allowed is None:
            raise CollectionError(
                "The file refers to “{name}”, which no data set needs and which could run a "
                "program. It is not read.",
                name=f"{module}.{name}",
            )
        return allowed

    @override
    def persistent_load(self, pid: Any) -> Any:
        raise ValueError("no persistent objects here")


def read_pickle(content: bytes, name: str) -> dict[bytes, Any]:
    """Return a dict with byte strings as keys, and arrays of bytes among its values.

    Raises
    ------
    CollectionError
        When the file holds anything else; nothing in it is executed.
    """
    try:
        batch = _Unpickler(io.BytesIO(content), encoding="bytes").load()
        if not isinstance(batch, dict):
            raise TypeError("no dict")
        return {
            key if isinstance(key, bytes) else str(key).encode(): _value(value)
            for key, value in batch.items()
        }
    except CollectionError:
        raise
    except (
        pickle.UnpicklingError, ValueError, TypeError, KeyError, IndexError, AttributeError,
        EOFError, MemoryError, OverflowError, RecursionError, ImportError,
    ):  # fmt: skip
        raise CollectionError("“{name}” is not a readable batch of CIFAR-10.", name=name) from None


def _value(value: Any) -> Any:
    return value.array() if isinstance(value, _Bytes) else value
