"""The open document: experiment, files that it names, notebook, and what of it is on screen.

Never a widget that is shown: of ``widgets`` only the values that views take.
"""
