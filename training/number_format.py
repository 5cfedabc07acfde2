"""Formats numbers for readers: one way for panels, axes, read-outs, tables and sentences.

A real minus, commas from 1,000, so many significant digits, powers of ten below 0.001 and from a
million. What machines read (files, JSON, CSV) keeps all digits and is not written here.
"""

import math
from collections.abc import Callable, Sequence

MINUS = "−"
NONE = "–"
"""Stands for nan."""
SMALLEST, LARGEST = 1e-3, 1e6
"""Below and from here numbers are written with a power of ten."""
ROUNDING = 1e-12
"""Part of a span below which a value is rounding, and 0."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def readable(value: float, digits: int = 3, *, span: float = 0.0) -> str:
    """Write a number.

    Parameters
    ----------
    value
        Any float.
    digits
        Significant ones; whole numbers below a million are written out.
    span
        Of its axis: values that are rounding errors relative to it are written 0.
    """
    value = float(value)
    if math.isnan(value):
        return NONE
    if math.isinf(value):
        return f"{MINUS if value < 0 else ''}∞"
    if value == 0 or abs(value) < ROUNDING * span:
        return "0"
    mantissa, exponent = _parts(abs(value), digits)
    sign = MINUS if value < 0 else ""
    if SMALLEST <= mantissa * 10.0**exponent < LARGEST:
        return sign + _plain(abs(value), max(0, digits - 1 - exponent))
    return f"{sign}{_scaled(_plain(mantissa, digits - 1), exponent)}"


def typed(value: float, digits: int = 10) -> str:
    """Write a number as one types it into a field: it is read back, by ``float`` too.

    No commas, which some take for points, and no zeros before an exponent.
    """
    mantissa, _, exponent = f"{float(value) + 0.0:.{digits}g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def power_of_ten(exponent: int) -> str:
    """Write a power of ten as logarithmic axes have it: 1, 10, 10²."""
    return {0: "1", 1: "10"}.get(exponent, f"10{_raised(exponent)}")


def ticks(values: Sequence[float], spacing: float) -> list[str]:
    """Write the numbers of a linear axis, all in one form.

    ``spacing``: the distance of two of them, which decides how many digits they need.
    """
    largest = max(map(abs, values), default=0.0)
    if not largest or not spacing:
        return ["0" for _ in values]
    exponent = math.floor(math.log10(largest) + 1e-9)
    if SMALLEST <= largest < LARGEST:
        decimals = _decimals(spacing)
        return [_signed(value, spacing, lambda v: f"{v:,.{decimals}f}") for value in values]
    scale = 10.0**exponent
    decimals = _decimals(spacing / scale)
    return [
        _signed(value, spacing, lambda v: _scaled(f"{v / scale:.{decimals}f}", exponent))
        for value in values
    ]


def _signed(value: float, spacing: float, write: Callable[[float], str]) -> str:
    if abs(value) < 1e-6 * spacing:
        return "0"
    return (MINUS if value < 0 else "") + write(abs(value))


def _decimals(spacing: float) -> int:
    """Return the decimals needed to write multiples of a spacing exactly."""
    for decimals in range(16):
        if abs(spacing - round(spacing, decimals)) < 1e-6 * spacing:
            return decimals
    return 16


def _parts(value: float, digits: int) -> tuple[float, int]:
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    return float(mantissa), int(exponent)


def _plain(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def _scaled(mantissa: str, exponent: int) -> str:
    return f"10{_raised(exponent)}" if mantissa == "1" else f"{mantissa}×10{_raised(exponent)}"


def _raised(exponent: int) -> str:
    return str(exponent).translate(_RAISED)
