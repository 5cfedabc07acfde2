"""Files that are replaced when they are whole, and never half written."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from training.text import Problem


@contextmanager
def fresh(path: Path) -> Iterator[Path]:
    """Give a file to write beside ``path``, which takes its place at the end.

    Raises
    ------
    Problem
        When it cannot be written; what was there before stays.
    """
    new = path.with_name(path.name + ".new")
    try:
        yield new
        new.replace(path)
    except OSError as error:
        raise Problem(
            "“{path}” cannot be written: {reason}.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from None
    finally:
        with suppress(OSError):  # a folder of that name, or a disk that went away
            new.unlink(missing_ok=True)
