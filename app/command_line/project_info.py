"""What a project file holds, in words and as values."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
        **{name: str(getattr(run, name)) for name in ("title", "device", "detail")},
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
