"""Settings models as forms.

Never a setting by its name: models say how they are edited.
"""
