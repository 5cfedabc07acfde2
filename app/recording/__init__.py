"""Journals and projects that runs are written to and read from, while the window is open.

Never what is on screen.
"""
