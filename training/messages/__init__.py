"""What window and engine say to each other: requests, commands, readings, announcements.

Never torch: both sides import it.
"""
