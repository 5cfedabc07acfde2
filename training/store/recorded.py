"""Finds how far a run is recorded, from the last step of each curve."""

import apsw

NEWEST = (
    "SELECT series, count, substr(steps, -8), max(first) FROM curve WHERE run = ? GROUP BY series"
)
BATCH_LOSS = "batch_loss"
"""Measured before the update of its step; all other series after it."""


def recorded_steps(connection: apsw.Connection, run: str) -> int:
    """Return how many steps of a run are recorded; raise apsw.Error where that cannot be read."""
    last = 0
    for series, count, end, first in connection.execute(NEWEST, (run,)):
        match count, end, first:
            case int(), None, int():
                step = first + count - 1
            case int(), bytes(), int() if len(end) == 8:
                step = int.from_bytes(end, "little", signed=True)
            case _:
                continue
        last = max(last, step + str(series).startswith(BATCH_LOSS))
    return last
