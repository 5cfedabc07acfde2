"""Lessons: walking through cues, replaying rehearsals, and noticing what could be a cue."""
