"""Messages between window and engine: requests, commands, readings, announcements.

Never torch: both sides import it.
"""
