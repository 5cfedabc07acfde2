"""A self-test of the program as it was shipped.

Never what only developers have.
"""
