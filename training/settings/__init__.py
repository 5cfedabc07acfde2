"""Frozen settings models of an Experiment; one model serves form, CLI, file and schema.

Never here: data, a network, or what is done with a setting.
"""

from training.settings.base import Settings, field_error, problems, setting
from training.settings.baselines import Spline
from training.settings.choices.activations import Activation
from training.settings.choices.optimizers import Optimizer
from training.settings.dataset import CsvDataset, Dataset, FormulaDataset, PointsDataset
from training.settings.dataset_base import Point, Scale
from training.settings.experiment import (
    Difference,
    Experiment,
    Spectrum,
    differences,
    is_live,
)
from training.settings.image import ImageDataset
from training.settings.labelled import LabelledDataset
from training.settings.matrix import MatrixDataset
from training.settings.model import Initialisation, Mlp, Model
from training.settings.outline import ElephantDataset, OutlineDataset
from training.settings.sum import SumDataset
from training.settings.trainer import Trainer

__all__ = [
    "Activation",
    "CsvDataset",
    "Dataset",
    "Difference",
    "ElephantDataset",
    "Experiment",
    "FormulaDataset",
    "ImageDataset",
    "Initialisation",
    "LabelledDataset",
    "MatrixDataset",
    "Mlp",
    "Model",
    "Optimizer",
    "OutlineDataset",
    "Point",
    "PointsDataset",
    "Scale",
    "Settings",
    "Spectrum",
    "Spline",
    "SumDataset",
    "Trainer",
    "differences",
    "field_error",
    "is_live",
    "problems",
    "setting",
]
