"""Disk budget of a recorded run."""

BUDGET = 200_000_000
"""Bytes for the checkpoints of a run, unless the user says otherwise."""
