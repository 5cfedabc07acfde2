"""What the presets of CIFAR-10 show on the subset, beside the book: measured over seeds.

``python -m tests.cifar_figures [--seeds N] [--only NAME ...]`` trains each race of each preset
and writes ``docs/cifar.md``.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.command_line.headless import run_headless
from app.command_line.summary import summary
from training.catalog.presets import preset
from training.settings import Experiment
from training.settings.assign import assigned
from training.settings.literature_match import is_named
from training.settings.literature_tables import TABLES, LiteratureRun
from training.settings.race import member_title
from training.setup.races import experiments, steps_per_epoch

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cifar.md"
PRESETS = ("random-labels", "batch-size", "dropout", "architecture", "optimizer")
HEAD = """# What the presets of CIFAR-10 show on the subset

Measured by `python -m tests.cifar_figures` over {seeds} seeds of initial weights on two CPU cores:
smallest and largest value. Each preset trains on a part of the 5,000 training images that come
with the app, with a narrower network, and is tested on 1,000 images; the book's figures and the
paper's table are of all 50,000 images, whole networks and far more epochs, so what is to be
compared is the order. "Fitted" is the epoch from which at least 99 % of the training labels that
are looked at are known. Seconds are those of one run, on a machine that others used too.

| preset | run | parameters | epochs | training % | test % | fitted at epoch | s | published % |
|---|---|---|---|---|---|---|---|---|
"""


def figures(experiment: Experiment) -> dict[str, Any]:
    """Train, and return what stands in the table."""
    start = time.perf_counter()
    outcome = run_headless(experiment)
    found = summary(outcome)["accuracy"]
    per_epoch = steps_per_epoch(experiment)
    fitted = found["fitted_at"]
    return {
        "train": 100 * found["final"][0],
        "test": 100 * found["final"][1],
        "fitted": None if fitted is None else fitted / per_epoch,
        "seconds": time.perf_counter() - start,
        "epochs": outcome.ended.step / per_epoch,
    }


def _span(values: list[Any], digits: int = 1) -> str:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return "–"
    return f"{min(known):.{digits}f} to {max(known):.{digits}f}"


def _published(name: str, experiment: Experiment) -> str:
    entries: tuple[LiteratureRun, ...] = TABLES[preset(name).experiment.published.table].entries
    entry = next((entry for entry in entries if is_named(experiment, entry)), None)
    if entry is None:
        return "–"
    train = "–" if entry.train is None else f"{100 * entry.train:.1f}"
    return f"{train} / {100 * entry.test:.1f}"


def rows(names: list[str], seeds: int) -> Iterator[str]:
    """Measure, and yield lines of the table."""
    for name in names:
        entry = preset(name)
        assert entry.race is not None
        for number, first in enumerate(experiments(entry.race, entry.experiment)):
            found = []
            for seed in range(seeds):
                base = assigned(entry.experiment, "trainer.seed", str(seed))
                found.append(figures(experiments(entry.race, base)[number]))
            columns = {key: [one[key] for one in found] for key in found[0]}
            yield (
                f"| {name} | {member_title(first, entry.race.path)} | {first.parameter_count:,} "
                f"| {columns['epochs'][0]:.0f} | {_span(columns['train'])} "
                f"| {_span(columns['test'])} | {_span(columns['fitted'])} "
                f"| {_span(columns['seconds'], 0)} | {_published(name, first)} |"
            )


def main() -> int:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    lines = []
    for line in rows(options.only or [*PRESETS], options.seeds):
        print(line, flush=True)
        lines.append(line)
    if not options.only:
        text = HEAD.format(seeds=options.seeds) + "\n".join(lines) + "\n"
        TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
