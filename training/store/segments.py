"""Names of series that began anew: their samples mean something else from there."""

from collections.abc import Iterable

LONGEST_STEP = 16
"""Digits."""
SEGMENT = "@"
"""Stands between the name of a series and the step from which it began anew."""


def begin_of(name: str) -> int:
    """Return the step at which a part of a series began anew; -1 of the first one."""
    start = name.partition(SEGMENT)[2]
    return int(start) if start.isdecimal() and len(start) <= LONGEST_STEP else -1


def newest_segments(stored: Iterable[str], before: int | None = None) -> dict[str, str]:
    """Map the names of series to those under which their newest part is stored.

    ``before`` leaves out parts that begin at or after a step.
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
