"""Runs as the training process does them: steps, readings, frames, races, when to stop.

Never Qt, and nothing of the window.
"""
