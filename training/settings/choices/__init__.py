"""Activations, optimizers and losses: each is defined in one place.

A definition has what a form, PyTorch, an exported script and the compiled kernel need. Formulas of
the kernel are written over ``Vector``, PyTorch code is text: torch and numba
are never imported.
"""
