"""Datasets: ``load(settings)`` turns dataset settings into points; NumPy only.

Never here: what is computed of the points, or a file that is opened past ``sources``.
"""

from training.data.datasets import images as images
from training.data.datasets import labelled as labelled
from training.data.datasets import matrices as matrices
from training.data.datasets import outlines as outlines
from training.data.datasets import sums as sums
from training.data.datasets.build import DataError, load, true_function

__all__ = ["DataError", "load", "true_function"]
