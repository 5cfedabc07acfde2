"""Sentences that presets and lessons say of their runs, each held against runs of five seeds."""
