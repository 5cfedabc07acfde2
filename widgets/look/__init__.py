"""What everything looks like: tokens of colour, type and space, and the style made of them.

Never here: what a widget does, or what a plot draws.
"""
