"""Copies the recording of a run up to its resume point."""

from training.messages.readings import Readings
from training.messages.requests import ResumePoint
from training.store.reader import Reader
from training.store.readings import to_arrays
from training.store.schema import DAMAGED, StoreError
from training.store.writer import Writer


def _whole(reader: Reader, run: str, step: int) -> Readings:
    """Return the snapshot of a step; empty where it is damaged."""
    try:
        return reader.snapshot(run, step)
    except StoreError:
        return Readings()


def copy_until(writer: Writer, start: ResumePoint, run: str) -> None:
    """Copy another run's recording up to a step, or truncate the run's own there.

    Only the checkpoint from which the run resumes is copied.
    """
    reader = Reader.open(start.path, immutable=False)
    try:
        curves = {name: c.before(start.step) for name, c in reader.series(start.run).items()}
        events = [event for event in reader.events(start.run) if event.step <= start.step]
        steps = [s for s in reader.snapshot_steps(start.run).tolist() if s <= start.step]
        snapshots = {step: to_arrays(_whole(reader, start.run, step)) for step in steps}
        stored = reader.checkpoint_before(start.run, start.step)
    finally:
        reader.close()
    if stored is None:
        raise StoreError(DAMAGED)
    begin, checkpoint = stored
    writer.forget_from(run, start.step)
    for name, curve in curves.items():
        if len(curve.steps):
            writer.add_curve(run, name, curve)
    if run == start.run and writer.has_checkpoint(run, begin):
        return  # the same run: the rest is here already
    for step, arrays in snapshots.items():
        writer.add_snapshot(run, step, arrays)
    for event in events:
        writer.add_event(run, event.step, event.kind, event.value)
    writer.add_checkpoint(run, begin, checkpoint)
