"""The Experiment: dataset, model and trainer as one frozen value, and how it is measured."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from training.settings.base import Settings, field_error, setting
from training.settings.baselines import BaselineSettings, NoBaseline
from training.settings.choices.losses import LOSSES
from training.settings.dataset import Dataset, FormulaDataset
from training.settings.image_models import ImageModel
from training.settings.labelled import LabelledDataset
from training.settings.landscape import Landscape
from training.settings.literature import LiteratureSettings
from training.settings.migrations import migrated
from training.settings.model import Mlp, Model
from training.settings.trainer import Trainer
from training.settings.true_functions import TrueFunctions


class Spectrum(Settings, title="Spectrum"):
    """How the frequencies of target and network are measured (see ``analysis.spectrum``)."""

    sampling: Literal["training", "grid"] = setting(
        "training",
        "Sampled on",
        "The training points (the book's convention), or 512 even points "
        "over the interval of the data, which needs a known target.",
        live=True,
        labels={"training": "training points", "grid": "dense grid"},
    )
    bins: int = setting(
        0,
        "Frequencies",
        "How many angular frequencies are evaluated, from 0 upwards; 0: as far as the samples "
        "can tell them apart.",
        live=True,
        zero="as far as the samples reach",
        ge=0,
        le=1000,
    )
    peaks: tuple[Annotated[float, Field(ge=0, le=1e6)], ...] = setting(
        (),
        "Peaks",
        "Angular frequencies to track, separated by commas; empty finds them.",
        unit="rad",
        live=True,
        editor="peaks",
        max_length=8,
    )
    find: Literal["waves", "maxima"] = setting(
        "waves",
        "Found as",
        "Sine waves: those of the formula exactly, those of data estimated and told from noise. "
        "Or strict local maxima of 40 lines of the target's spectrum, as in the author's code.",
        live=True,
        labels={"waves": "sine waves", "maxima": "local maxima"},
    )
    peak_count: int = setting(
        3, "Peaks to find", "Number of frequencies that are tracked.", live=True, ge=1, le=8
    )
    peak_choice: Literal["first", "largest"] = setting(
        "first",
        "Which peaks",
        "The lowest frequencies, as in the author's code, or the largest "
        "amplitudes, for real series.",
        live=True,
        labels={"first": "first", "largest": "largest"},
    )
    peak_floor: float = setting(
        0.05,
        "Peak floor",
        "Waves with an amplitude below this fraction of the largest one are ignored.",
        live=True,
        ge=0,
        lt=1,
    )
    of_class: int = setting(
        8,
        "Class",
        "Of labelled images: the number of the class, from 0, whose probability is looked at "
        "along the first principal component of the images.",
        live=True,
        ge=0,
        le=999,
    )
    filter_delta: float = setting(
        20.0,
        "Filter delta",
        "Of labelled images: a Gaussian of variance delta, in pixels from 0 to 1, splits the "
        "answers into a smooth part and the rest.",
        live=True,
        editor="log",
        slider=(0.5, 500.0),
        gt=0,
        le=1e6,
    )
    error: Literal["magnitude", "complex"] = setting(
        "magnitude",
        "Error of",
        "Magnitudes only, as in the author's code, or complex values, "
        "which also see a wrong phase.",
        live=True,
        labels={"magnitude": "magnitudes", "complex": "complex values"},
    )
    threshold: float = setting(
        0.1,
        "Learned below",
        "A frequency counts as learned when its relative error falls below "
        "this and stays there for 10 steps.",
        live=True,
        gt=0,
        lt=1,
    )


class Experiment(Settings):
    """A complete, frozen description of a training."""

    version: Literal[3] = setting(3, "Version", "Of this format.", editor="hidden")
    dataset: Dataset = setting(
        FormulaDataset(),
        "Dataset",
        "What is learned. A change takes effect during a run.",
        live=True,
    )
    model: Model = setting(Mlp(), "Architecture", "What learns.")
    trainer: Trainer = setting(Trainer(), "Trainer", "How it learns.")
    comparison: BaselineSettings = setting(
        NoBaseline(),
        "Comparison",
        "A curve through the same points that is computed at once, beside the network.",
        live=True,
    )
    truths: TrueFunctions = setting(
        TrueFunctions(),
        "True functions",
        "Functions through the same points, any of which could be the true one.",
        live=True,
    )
    published: LiteratureSettings = setting(
        LiteratureSettings(),
        "Published numbers",
        "Results from the literature, beside your own.",
        live=True,
    )
    spectrum: Spectrum = setting(Spectrum(), "Spectrum", "How frequencies are measured.")
    landscape: Landscape = setting(
        Landscape(), "Loss landscape", "Where the loss surface is evaluated.", live=True
    )

    @model_validator(mode="before")
    @classmethod
    def _migrate(cls, values: Any) -> Any:
        """Convert older formats to the present one."""
        return migrated(values) if isinstance(values, dict) else values

    @model_validator(mode="after")
    def _check(self) -> Self:
        misfit = None
        if not isinstance(self.model, Mlp):
            misfit = self.model.misfit(self.dataset.inputs, self.dataset.outputs)
        if misfit is not None:
            raise field_error("model", misfit.template, **misfit.values)
        is_of_classes = isinstance(self.dataset, LabelledDataset)
        if LOSSES[self.trainer.loss].is_of_classes and not is_of_classes:
            raise field_error("trainer", "Cross-entropy needs a dataset of classes.")
        return self

    @property
    def dropout(self) -> float:
        """Probability with which a hidden neuron is left out of a step."""
        return float(getattr(self.model, "dropout", 0.0))

    @property
    def parameter_count(self) -> int:
        """Number of trainable parameters."""
        return self.model.count_parameters(self.dataset.inputs, self.dataset.outputs)

    @property
    def norm_count(self) -> int:
        """Number of parameters that are scales and shifts of batch norm: papers leave them out."""
        if not isinstance(self.model, ImageModel):
            return 0
        return self.model.count_norms(self.dataset.inputs, self.dataset.outputs)


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that two experiments have different values of.

    ``path`` is dotted; ``live`` tells whether a change takes effect during a run.
    """

    path: str
    live: bool
    old: Any
    new: Any


def differences(old: Settings, new: Settings, prefix: str = "") -> Iterator[Difference]:
    """Yield each difference; one of ``kind`` is a difference at the path of the union."""
    for name, field in type(new).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if isinstance(after, Settings) and type(before) is type(after):
            yield from differences(before, after, f"{prefix}{name}.")
        else:
            extra = field.json_schema_extra
            live = isinstance(extra, dict) and bool(extra.get("live"))
            yield Difference(prefix + name, live, before, after)


def assignments(old: Settings, new: Settings) -> Iterator[str]:
    """Yield each difference as it is typed on the command line: ``dotted.key=JSON``."""
    values = new.model_dump(mode="json")
    for difference in differences(old, new):
        value = reduce(lambda group, key: group[key], difference.path.split("."), values)
        yield f"{difference.path}={json.dumps(value, ensure_ascii=False)}"


def measures_alike(old: Experiment, new: Experiment) -> bool:
    """Tell whether losses of both are comparable: same data, same loss."""
    return (old.dataset, old.trainer.loss) == (new.dataset, new.trainer.loss)


def is_live(old: Experiment, new: Experiment) -> bool:
    """Tell whether every difference takes effect during a run: the weights stay what they are."""
    sizes = [(e.dataset.inputs, e.dataset.outputs) for e in (old, new)]
    return sizes[0] == sizes[1] and all(difference.live for difference in differences(old, new))
