"""Dialogs that ask for a preset, a race, or patience.

Never what is done with the answer.
"""
