"""What comes with the program: presets and lessons.

Never what a user has made.
"""
