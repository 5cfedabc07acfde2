"""Prepares an experiment: data, spectrum, baselines and true functions.

Never torch: the window shows it before anything is trained.
"""
