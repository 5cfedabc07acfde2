"""Activations, optimizers and losses: of each, all that is known stands in one place.

That is what a form, PyTorch, an exported script and the compiled kernel need of it. Formulas of the
kernel are written over ``Vector``, and code for PyTorch is text: what stands here needs neither.
"""
