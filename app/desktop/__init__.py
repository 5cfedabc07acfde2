"""What the program has in common with any desktop program: preferences, theme, language, errors.

Never experiments, runs or lessons.
"""
