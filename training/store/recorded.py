"""Finds how far a run is recorded, from the last of its steps that has a loss."""

import apsw

BATCH_LOSS = "batch_loss"
NEWEST = (
    "SELECT count, substr(steps, -8), max(first) FROM curve "
    "WHERE run = ?1 AND (series = ?2 OR series LIKE ?2 || '@%') GROUP BY series"
)
"""Each step has such a loss, measured before its update. What is measured after it may be on the
disk earlier, of an engine that was killed between: that step is not recorded."""


def recorded_steps(connection: apsw.Connection, run: str) -> int:
    """Return how many steps of a run are recorded; raise apsw.Error where that cannot be read."""
    last = 0
    for count, end, first in connection.execute(NEWEST, (run, BATCH_LOSS)):
        match count, end, first:
            case int(), None, int():
                step = first + count - 1
            case int(), bytes(), int() if len(end) == 8:
                step = int.from_bytes(end, "little", signed=True)
            case _:
                continue
        last = max(last, step + 1)
    return last
