"""The open document: experiment, files that it names, notebook, and what of it is on screen.

Never widgets.
"""
