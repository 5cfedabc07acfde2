"""What can be done with the program, by key: the one way for menus, buttons, cues and scripts.

Never what a command does: that is handed in.
"""
