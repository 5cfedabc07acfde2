"""Whole training steps of fully connected networks as machine code: see docs/kernel.md."""
