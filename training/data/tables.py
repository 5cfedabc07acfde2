"""Reading a text table that a user has: any delimiter, header or not, missing values."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from training.data.sources import TooLarge, content
from training.text import Problem

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
LONGEST_NUMBER = 9
"""Longest text that counts as a column number, in digits."""
MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "?", ".", "#n/a", "missing"})


class TableError(Problem):
    """A file that cannot be used as a table; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """Names of the columns and the rows as texts."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 1
    """Number in the file of the first row here: 2 where there is a header."""

    def column(self, name: str) -> int:
        """Find a column by its name or its number from 1; raise TableError otherwise."""
        if name in self.names:
            return self.names.index(name)
        if name.isdecimal() and len(name) <= LONGEST_NUMBER and 1 <= int(name) <= len(self.names):
            return int(name) - 1
        raise TableError(
            "There is no column “{name}”. The file has {columns}.",
            name=name,
            columns=", ".join(self.names),
        )


def read_table(path: str, header: str = "auto") -> Table:
    """Read a text table.

    Parameters
    ----------
    path
        Of the file, or ``builtin:NAME``.
    header
        ``yes``, ``no`` or ``auto``: names where no cell of the first row is a number.

    Raises
    ------
    SourceError
        When the file cannot be read, or may not be.
    TableError
        When it is too large, binary, empty, ragged or has one column only.
    """
    text = _text_of(path)
    rows = _split(text)
    width = len(rows[0])
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            raise TableError(
                "Row {row} does not have as many columns as the first: {found}, not {expected}.",
                row=number,
                found=len(row),
                expected=width,
            )
    if width < 2:
        raise TableError(
            "The file has one column only; x and y need two, separated by comma, semicolon, tab "
            "or space."
        )
    has_header = header == "yes" or (header == "auto" and not any(map(_is_value, rows[0])))
    names = rows[0] if has_header else [f"column {i}" for i in range(1, width + 1)]
    body = rows[1:] if has_header else rows
    if not body:
        raise TableError("The file has a header and no rows of numbers below it.")
    return Table(tuple(names), tuple(map(tuple, body)), 1 + len(rows) - len(body))


def _text_of(path: str) -> str:
    try:
        data = content(path, MAX_BYTES)
    except TooLarge as error:
        raise TableError(
            "{problem} Keep every tenth row, say, or the part that matters.", problem=error.text
        ) from None
    if b"\0" in data:
        raise TableError("The file is not a text table but binary. Export it as CSV first.")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _split(text: str) -> list[list[str]]:
    sample = next((line for line in text.splitlines() if line.strip()), "")
    if not sample:
        raise TableError("The file is empty.")
    delimiter = max(",;\t", key=sample.count)
    if sample.count(delimiter) == 0:
        delimiter = " "
    try:
        reader = csv.reader(
            io.StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=False
        )
        filled = (
            [cell.strip() for cell in (filter(None, row) if delimiter == " " else row)]
            for row in reader
            if any(cell.strip() for cell in row)
        )
        rows = list(islice(filled, MAX_ROWS + 2))
    except csv.Error as error:
        raise TableError("The file is not a readable table: {reason}.", reason=str(error)) from None
    if len(rows) > MAX_ROWS + 1:
        raise TableError("The file has more than {limit} rows.", limit=MAX_ROWS)
    return rows


def _is_value(cell: str) -> bool:
    return to_number(cell) is not None or to_year(cell) is not None


def to_number(cell: str) -> float | None:
    """Read a finite number, also with a decimal comma; None for anything else."""
    try:
        value = float(cell.replace(",", ".")) if "_" not in cell else float("nan")
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def to_year(cell: str) -> float | None:
    """Read YYYYMMDD, YYYY-MM-DD or YYYY/MM/DD as a decimal year; None for anything else."""
    digits = cell.replace("-", "").replace("/", "")
    if len(digits) != 8 or not digits.isdecimal():
        return None
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None
    start, end = date(day.year, 1, 1), date(day.year + 1, 1, 1) if day.year < 9999 else date.max
    return day.year + (day - start).days / (end - start).days


def numbers(
    table: Table, x_name: str, y_name: str, x_format: str = "auto"
) -> tuple[NDArray[np.float64], NDArray[np.float64], int, bool]:
    """Return x, y, how many rows lacked a value and were dropped, and whether x are years.

    Raises
    ------
    TableError
        When a cell is neither a number nor a usual sign for a missing value.
    """
    x_at, y_at = table.column(x_name), table.column(y_name)
    is_date = x_format == "date" or (x_format == "auto" and _looks_like_dates(table, x_at))
    pairs = [
        (_cell(row[x_at], number, is_date), _cell(row[y_at], number, False))
        for number, row in enumerate(table.rows, table.first_row)
    ]
    kept = [(x, y) for x, y in pairs if x is not None and y is not None]
    if len(kept) < 2:
        raise TableError("Fewer than two rows have a number for both x and y.")
    array = np.array(kept, dtype=np.float64)
    return array[:, 0], array[:, 1], len(pairs) - len(kept), is_date


def _looks_like_dates(table: Table, column: int) -> bool:
    cells = [row[column] for row in table.rows[:100] if row[column].lower() not in MISSING]
    return bool(cells) and all(to_year(cell) is not None for cell in cells)


def _cell(cell: str, row: int, is_date: bool) -> float | None:
    if cell.lower() in MISSING:
        return None
    value = to_year(cell) if is_date else to_number(cell)
    if value is None:
        if is_date:
            raise TableError(
                "“{cell}” in row {row} is not a date like 2024-01-31.", cell=cell[:40], row=row
            )
        raise TableError(
            "“{cell}” in row {row} is neither a number nor a date like 2024-01-31.",
            cell=cell[:40],
            row=row,
        )
    return value
