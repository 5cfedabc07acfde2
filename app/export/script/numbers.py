"""Numbers and texts as Python source, as a formatter leaves them."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from training import plain
from training.arrays import Floats


def literal(value: Any) -> str:
    """Write a number, a text or a tuple of numbers."""
    return plain.python(value) if isinstance(value, str) else repr(value)


def said(value: str) -> str:
    """Return what somebody wrote as part of a comment: in one line, with nothing to end it."""
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line.replace("\\", "/").replace('"""', "'''").rstrip('"')


def block(name: str, *columns: Floats, digits: int = 17) -> str:
    """Write columns of numbers as a text of rows.

    With 17 ``digits`` each 64-bit number reads back the same, with 9 each 32-bit number does.
    """
    table = np.column_stack(columns)
    lines = "\n".join(" ".join(_short(v, digits) for v in row) for row in table.tolist())
    return f'{name} = """\n{lines}\n"""'


def _short(value: float, digits: int) -> str:
    rounded = f"{value:.{digits}g}"
    return min(rounded, repr(value), key=len)


def call(function: str, arguments: Iterable[str], indent: int) -> str:
    """Write a call with an argument a line, and the comma that keeps it so."""
    space = " " * indent
    return "\n".join([f"{function}(", *(f"{space}    {a}," for a in arguments), f"{space})"])
