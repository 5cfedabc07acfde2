"""Lessons: walking through cues, replaying rehearsals, and noticing what could be a cue.

Never how a view is drawn or a network trained.
"""
