"""Whole training steps of fully connected networks as machine code: see docs/kernel.md.

Never here: a network that PyTorch alone can train; what is not compiled goes its way.
"""
