"""Data of an experiment: kinds of data, tables, images, and the files they come from.

Never a network.
"""
