"""The panels around the views: experiment, runs, lesson, transport and timeline.

Never here: what is done when a control is used; a panel tells by a signal.
"""
