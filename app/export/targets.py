"""Files that are replaced when they are whole, and never half written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from training.disk import replacement
from training.text import Problem


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
        raise Problem(
            "“{path}” cannot be written: {reason}.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from None
