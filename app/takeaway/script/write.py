"""Puts the script of a run together."""

import textwrap
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from string import Template

from pydantic import ValidationError

from app.takeaway.script.data import TENSORS, data_code
from app.takeaway.script.network import network_code
from app.takeaway.script.numbers import said
from app.takeaway.script.training import Phase, training_code
from app.takeaway.source import Source
from app.takeaway.targets import fresh
from app.takeaway.words import parts
from training.collections import Progress
from training.data import Data
from training.datasets import load
from training.settings import Experiment, LabelledDataset, Settings
from training.store import Reader, RunInfo
from training.text import Problem

WIDTH = 80
MOST_DATASETS = 30
"""Of a run whose data changed while it trained: points that were dragged change often."""
HEAD = Template('''\
"""$title: a run of Fanhua as a PyTorch program of its own.

It prints the losses at the measured steps as CSV. It needs torch and numpy:

    python $file > losses.csv

The losses are those of the recorded run but for rounding; a GPU rounds in other ways.
Weights that Fanhua exported load with

    model.load_state_dict(safetensors.torch.load_file("weights.safetensors"))

Written by Fanhua $version.

$settings
"""''')


def write_script(source: Source, target: Path, progress: Progress) -> None:
    """Write the run as a program.

    Raises
    ------
    Problem
        When there is no script for its kind of experiment, or its data are gone.
    """
    run = source.only
    with source.reader(run) as reader:
        experiments = [*experiments_of(reader, run)]
    text = script(source.say(run.title), run.step, experiments, target.name)
    with fresh(target) as new:
        new.write_text(text, encoding="utf-8", newline="\n")
    progress(1, 1)


def experiments_of(reader: Reader, run: RunInfo) -> Iterator[tuple[int, Experiment]]:
    """Yield what a run was trained with, and from which step on; the last one of each step."""
    found = {0: run.experiment}
    for event in reader.events(run.key):
        if event.kind == "change" and event.step < max(run.step, 1):
            try:
                found[event.step] = Experiment.model_validate_json(event.value)
            except ValidationError:
                raise Problem("What was changed during this run is damaged.") from None
    yield from sorted(found.items())


def script(title: str, steps: int, experiments: list[tuple[int, Experiment]], file: str) -> str:
    """Return the text of a program that trains ``steps`` steps."""
    names: dict[Settings, str] = {}
    phases, made = [], []
    for step, experiment in experiments:
        _check(experiment)
        dataset = experiment.dataset
        if dataset not in names:
            names[dataset] = f"data_from_{step}" if names else "data"
            data = load(dataset)
            made.append((data_code(dataset, data, names[dataset]), data))
        data = made[[*names].index(dataset)][1]
        phases.append(Phase(step, experiment, data.count("train"), names[dataset]))
    if len(made) > MOST_DATASETS:
        raise Problem("The data of this run changed too often for a script.")
    return _joined(_head(title, experiments[0][1], file), steps, phases, made)


def _check(experiment: Experiment) -> None:
    if isinstance(experiment.dataset, LabelledDataset):
        raise Problem("There is no script for labelled images yet.")


def _joined(head: str, steps: int, phases: list[Phase], made: list[tuple[str, Data]]) -> str:
    first = phases[0].experiment
    dataset = first.dataset
    blocks = [
        TENSORS,
        *(code for code, _ in made),
        *network_code(first.model, dataset.inputs, dataset.outputs),
        *training_code(phases),
    ]
    body = "\n\n\n".join(block.rstrip() for block in blocks)
    modules = [name for name in ("copy", "itertools", "math") if f"{name}." in body]
    imports = "".join(f"import {name}\n" for name in modules) + ("\n" if modules else "")
    constants = f"SEED = {first.trainer.seed}\nSTEPS = {steps}"
    libraries = "import numpy as np\nimport torch\nfrom torch import nn"
    return f"{head}\n\n{imports}{libraries}\n\n{constants}\n\n\n{body}\n"


def _head(title: str, experiment: Experiment, file: str) -> str:
    lines: list[str] = []
    for part in parts(experiment)[:-1]:  # the spectrum is not taken here
        kind = f" ({part.kind})" if part.kind is not None else ""
        rows = "; ".join(f"{label} {value}" for label, value in part.rows)
        text = said(f"{part.title}{kind}: {rows}.")
        lines += textwrap.wrap(text, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    return HEAD.substitute(
        title=said(title), file=said(file), version=version("fanhua"), settings="\n".join(lines)
    )
