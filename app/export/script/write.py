"""Puts the script of a run together."""

import textwrap
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path, PurePath
from string import Template

from pydantic import ValidationError

from app.export.script.classifying import classifying_code
from app.export.script.data import TENSORS, data_code
from app.export.script.network import network_code
from app.export.script.numbers import said
from app.export.script.pictures import constants_code, pictures_code
from app.export.script.training import TrainingPhase, training_code
from app.export.source import Source
from app.export.targets import fresh
from app.export.words import parts
from training.data.collections import Progress
from training.data.datasets import load
from training.settings import Experiment, LabelledDataset, Settings
from training.store import Reader, RunInfo
from training.text import Problem

WIDTH = 80
MODULES = ("copy", "io", "itertools", "math", "pathlib", "sys", "tarfile", "zipfile")
LIBRARIES = "import numpy as np\nimport torch\n"
MOST_DATASETS = 30
"""Of a run whose data changed while it trained: points that were dragged change often."""
HEAD = Template('''\
"""$title: a run of Fanhua as a PyTorch program of its own.

It prints the losses at the measured steps as CSV. It needs $needs:

    python $file$argument > losses.csv
$images
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
    is_mixed = "bfloat16" in str(run.device)
    text = script(source.say(run.title), run.step, experiments, target.name, is_mixed=is_mixed)
    with fresh(target) as new:
        new.write_text(text, encoding="utf-8", newline="\n")
    progress(1, 1)


def experiments_of(reader: Reader, run: RunInfo) -> Iterator[tuple[int, Experiment]]:
    """Yield what a run was trained with, and from which step on; the last one of each step."""
    experiments = {0: run.experiment}
    for event in reader.events(run.key):
        if event.kind == "change" and event.step < max(run.step, 1):
            try:
                experiments[event.step] = Experiment.model_validate_json(event.value)
            except ValidationError:
                raise Problem("What was changed during this run is damaged.") from None
    yield from sorted(experiments.items())


def script(
    title: str,
    steps: int,
    experiments: Sequence[tuple[int, Experiment]],
    file: str,
    *,
    is_mixed: bool = False,
) -> str:
    """Return the text of a program that trains ``steps`` steps; ``is_mixed``: in 16 bits."""
    names: dict[Settings, str] = {}
    phases, made = [], []
    for step, experiment in experiments:
        dataset = experiment.dataset
        if dataset not in names:
            names[dataset] = f"data_from_{step}" if names else "data"
            made.append(load(dataset))
        data = made[[*names].index(dataset)]
        phases.append(TrainingPhase(step, experiment, data.count("train"), names[dataset]))
    if len(made) > MOST_DATASETS:
        raise Problem("The data of this run changed too often for a script.")
    first = experiments[0][1]
    network = network_code(first.model, first.dataset.inputs, first.dataset.outputs)
    constants = f"SEED = {first.trainer.seed}\nSTEPS = {steps}"
    if isinstance(first.dataset, LabelledDataset):
        _check(phases)
        constants += "\n" + constants_code(first.dataset)
        blocks = [*pictures_code(first.dataset), *network]
        blocks += classifying_code(phases, is_mixed=is_mixed)
    else:
        code = [data_code(*pair, names[pair[0]]) for pair in zip(names, made, strict=True)]
        blocks = [TENSORS, *code, *network, *training_code(phases)]
    return _joined(_head(title, first, file), constants, blocks)


def _check(phases: Sequence[TrainingPhase]) -> None:
    """Refuse what scripts with images do not know."""
    kept = {(phase.experiment.dataset, phase.trainer.batch_size) for phase in phases}
    if len(kept) > 1:
        raise Problem(
            "The images or the batch size changed during this run: there is no script for that."
        )


def _joined(head: str, constants: str, blocks: Sequence[str]) -> str:
    body = "\n\n\n".join(block.rstrip() for block in blocks)
    modules = [name for name in MODULES if f"{name}." in body]
    imports = "".join(f"import {name}\n" for name in modules) + ("\n" if modules else "")
    libraries = LIBRARIES + ("from PIL import Image\n" if "Image.open" in body else "")
    return f"{head}\n\n{imports}{libraries}from torch import nn\n\n{constants}\n\n\n{body}\n"


def _head(title: str, experiment: Experiment, file: str) -> str:
    lines: list[str] = []
    for part in parts(experiment)[:-1]:  # the spectrum is not taken here
        kind = f" ({part.kind})" if part.kind is not None else ""
        rows = "; ".join(f"{label} {value}" for label, value in part.rows)
        text = said(f"{part.title}{kind}: {rows}.")
        lines += textwrap.wrap(text, WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    values = {"needs": "torch and numpy", "argument": "", "images": ""}
    if isinstance(experiment.dataset, LabelledDataset):
        name = PurePath(experiment.dataset.path.rpartition(":")[2]).name
        values["needs"] = "torch, numpy and pillow"
        values["argument"] = " IMAGES"
        values["images"] = f"\nIMAGES is the folder or archive that was trained on: {said(name)}.\n"
    return HEAD.substitute(
        values,
        title=said(title),
        file=said(file),
        version=version("fanhua"),
        settings="\n".join(lines),
    )
