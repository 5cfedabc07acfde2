"""What a project file holds, in words, as values and as a table of curves."""

import csv
from collections.abc import Iterator
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
        "curves": {name: len(curve.steps) for name, curve in series.items()},
        "snapshots": len(reader.snapshot_steps(run.key)),
        "checkpoints": reader.checkpoint_steps(run.key).tolist(),
    }


def report(project: dict[str, Any]) -> str:
    """Say what is in a project file."""
    lines = [f"{project['file']}  {project['bytes'] / 1e6:.1f} MB"]
    for number, run in enumerate(project["runs"], 1):
        lines += [
            f"run {number}  {run['name'] or run['key'][:8]}",
            f"  {run['detail'] or 'not ended'}",
            f"  {run['parameters']:,} parameters on {run['device']}",
            f"  {sum(run['curves'].values()):,} curve points, {run['snapshots']:,} snapshots, "
            f"{len(run['checkpoints'])} checkpoints",
        ]
    lines += [f"damaged and left out: {key}" for key in project["damaged"]]
    return "\n".join(lines)


def write_curves(reader: Reader, file: TextIO) -> None:
    """Write run, series, step and values of every curve; a row a sample."""
    writer = csv.writer(file)
    writer.writerow(["run", "series", "step", "values..."])
    for run in reader.runs()[0]:
        for name, curve in reader.series(run.key).items():
            rows = curve.values.reshape(len(curve.steps), -1).tolist()
            label = run.name or run.key
            writer.writerows(
                [label, name, step, *row]
                for step, row in zip(curve.steps.tolist(), rows, strict=True)
            )
