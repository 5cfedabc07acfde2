"""Datasets: ``load(settings)`` turns dataset settings into points; NumPy only."""

from training.datasets import images as images  # registers itself, as the next do
from training.datasets import labelled as labelled
from training.datasets import matrices as matrices
from training.datasets import outlines as outlines
from training.datasets import sums as sums
from training.datasets.build import DataError, load, true_function

__all__ = ["DataError", "load", "true_function"]
