"""A run as a PyTorch program that needs nothing of ours, and prints the same losses.

It is put together from pieces of text, one for each kind of setting, all of them in tables:
what they say agrees with ``training``, whose functions are named beside them, and is tested
against what that recorded. Never here: an import of torch.
"""
