"""Models: ``build(settings, seed)`` turns architecture settings into a torch module."""

from training.models import convolutional as convolutional  # registers itself, as the next does
from training.models import simple as simple
from training.models.build import build, set_dropout

__all__ = ["build", "set_dropout"]
