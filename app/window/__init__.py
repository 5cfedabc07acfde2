"""The window: docks, menus, commands, and what the views are told.

Never what outlives it: that is the session's.
"""
