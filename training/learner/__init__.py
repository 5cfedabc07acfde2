"""A network that learns: parameters, optimizers and the ways to take a step.

Never messages, and no knowledge of runs.
"""
