"""What is taken away from a session: curves, weights, a script, a handout; one file a format.

``formats.FORMATS`` lists them. All but pictures of views are made from what was recorded, so
that the command line makes the same files as the window. Never here: anything that trains anew.
"""
