"""Models: ``build(settings, seed)`` turns architecture settings into a torch module."""

from training.models import simple as simple  # registers itself
from training.models.build import build, set_dropout

__all__ = ["build", "set_dropout"]
