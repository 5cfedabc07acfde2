"""Whole training steps of fully connected networks as machine code; see ADR 0008."""
