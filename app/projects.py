"""What a project file holds, in words, as values and as a table of curves."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from training.store import Reader, RunInfo


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Open a project file for a while; raise Problem where it is none."""
    reader = Reader.open(path)
    try:
        yield reader
    finally:
        reader.close()


def summary(path: Path) -> dict[str, Any]:
    """Return what is in a project file as values for JSON."""
    with opened(path) as reader:
        runs, damaged = reader.runs()
        return {
            "file": str(path),
            "bytes": path.stat().st_size,
            "runs": [_run(reader, run) for run in runs],
            "damaged": damaged,
        }


def _run(reader: Reader, run: RunInfo) -> dict[str, Any]:
    series = reader.series(run.key)
    return {
        **run.model_dump(mode="json"),
        "title": str(run.title),
        "curves": {name: len(curve.steps) for name, curve in series.items()},
        "snapshots": len(reader.snapshot_steps(run.key)),
        "checkpoints": reader.checkpoint_steps(run.key).tolist(),
    }


def report(project: dict[str, Any]) -> str:
    """Say what is in a project file."""
    lines = [f"{project['file']}  {project['bytes'] / 1e6:.1f} MB"]
    for run in project["runs"]:
        lines += [
            run["title"],
            f"  {run['detail'] or 'not ended'}",
            f"  {run['parameters']:,} parameters on {run['device']}",
            f"  {sum(run['curves'].values()):,} curve points, {run['snapshots']:,} snapshots, "
            f"{len(run['checkpoints'])} checkpoints",
        ]
    lines += [f"damaged and left out: {key}" for key in project["damaged"]]
    return "\n".join(lines)


def _labels(runs: Sequence[RunInfo]) -> list[str]:
    """Return the titles of runs; those that several have in common with the number besides."""
    titles = [str(run.title) for run in runs]
    counts = Counter(titles)
    return [
        f"{title} (run {run.number})" if counts[title] > 1 else title
        for title, run in zip(titles, runs, strict=True)
    ]


def write_curves(reader: Reader, file: TextIO) -> None:
    """Write run, series, step and values of every curve; a row a sample."""
    writer = csv.writer(file)
    writer.writerow(["run", "series", "step", "values..."])
    runs = reader.runs()[0]
    for run, label in zip(runs, _labels(runs), strict=True):
        for name, curve in reader.series(run.key).items():
            rows = curve.values.reshape(len(curve.steps), -1).tolist()
            writer.writerows(
                [label, name, step, *row]
                for step, row in zip(curve.steps.tolist(), rows, strict=True)
            )
