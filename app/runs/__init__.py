"""The runs of a session: those that train, their list, and where one is looked at.

Never a widget that is shown: of ``widgets`` only the values that views take.
"""
