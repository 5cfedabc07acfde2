"""Models: ``build(settings, seed)`` turns architecture settings into a torch module.

Never here: how the module is trained.
"""

from training.learner.models import convolutional as convolutional
from training.learner.models import simple as simple
from training.learner.models.build import build, set_dropout

__all__ = ["build", "set_dropout"]
