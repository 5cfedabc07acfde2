"""The runs of a session: those that train, their list, and where one is looked at.

Never widgets.
"""
