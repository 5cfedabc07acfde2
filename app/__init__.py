"""The program: composition, sessions, files, lessons; the one place where widgets meet training.

Never here: how a number is computed, or how a widget draws it.
"""
