"""What is computed from curves and data by NumPy alone: spectra, neurons, shapes, baselines.

Never torch, and no state.
"""
