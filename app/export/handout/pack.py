"""Arrays as short texts for a page: base64 of little-endian numbers, and JSON that ends no tag."""

import base64
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
ENDINGS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a script in a page, or a line in one, as JSON may write it."""


def exact(values: Array, dtype: str = "f4") -> dict[str, Any]:
    """Pack numbers as they are: ``f4``, or ``i4`` for steps."""
    return {"type": dtype, "shape": list(values.shape), "data": _text(values.astype(f"<{dtype}"))}


def rounded(values: Array, dtype: str = "u2") -> dict[str, Any]:
    """Pack numbers rounded to a part of their range; the largest code is for those that are none.

    ``u2`` rounds to 1/65,534, ``u1`` to 1/254 of the range.
    """
    codes = np.iinfo(dtype).max
    is_finite = np.isfinite(values)
    low, high = (float(f(values[is_finite])) if is_finite.any() else 0.0 for f in (np.min, np.max))
    step = (high - low) / (codes - 1) or 1.0
    with np.errstate(invalid="ignore"):
        packed_codes = np.where(
            is_finite, np.rint((np.where(is_finite, values, low) - low) / step), codes
        )
    packed = {
        "type": dtype,
        "shape": list(values.shape),
        "data": _text(packed_codes.astype("<" + dtype)),
    }
    return {**packed, "low": low, "step": step}


def _text(values: Array) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode()


def script_json(value: Any) -> str:
    """Write JSON that may stand between the tags of a script."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter, written in ENDINGS.items():
        text = text.replace(letter, written)
    return text
