"""How much of a run is kept."""

BUDGET = 200_000_000
"""Bytes for the checkpoints of a run, unless the user says otherwise."""
