"""Files that are replaced when they are whole, and never half written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from training.disk import not_written, replacement


@contextmanager
def fresh(path: Path) -> Iterator[Path]:
    """Give a file to write beside ``path``, which takes its place at the end.

    Raises
    ------
    Problem
        When it cannot be written; what was there before stays.
    """
    try:
        with replacement(path) as new:
            yield new
    except OSError as error:
        raise not_written(path, error) from None
