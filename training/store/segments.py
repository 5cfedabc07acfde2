"""Names of restarted series: a segment is a part with comparable samples."""

from collections.abc import Iterable

LONGEST_STEP = 16
"""Digits."""
SEGMENT = "@"
"""Separates the name of a series from the step at which it restarted."""


def begin_of(name: str) -> int:
    """Return the first step of a segment; -1 for the first segment of a series."""
    start = name.partition(SEGMENT)[2]
    return int(start) if start.isdecimal() and len(start) <= LONGEST_STEP else -1


def newest_segments(stored: Iterable[str], before: int | None = None) -> dict[str, str]:
    """Map the names of series to the stored names of their newest segments.

    ``before`` leaves out segments that begin at or after a step.
    """
    newest: dict[str, tuple[int, str]] = {}
    for name in stored:
        series, _, start = name.partition(SEGMENT)
        if start and not (start.isdecimal() and len(start) <= LONGEST_STEP):
            continue
        begin = int(start or 0)
        is_early = before is None or begin == 0 or begin < before
        if is_early and begin >= newest.get(series, (0, ""))[0]:
            newest[series] = begin, name
    return {series: name for series, (_, name) in newest.items()}
