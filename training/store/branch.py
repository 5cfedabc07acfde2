"""The beginning of a run that goes on from another, or from where it was itself."""

from collections.abc import Mapping

from training.messages.announcements import Reading, ResumePoint
from training.store.reader import Reader
from training.store.readings import to_arrays
from training.store.schema import DAMAGED, StoreError
from training.store.writer import Writer


def _whole(reader: Reader, run: str, step: int) -> Mapping[type, Reading]:
    """Return what was read at a step; nothing where it is damaged."""
    try:
        return reader.snapshot(run, step)
    except StoreError:
        return {}


def copy_until(writer: Writer, start: ResumePoint, run: str) -> None:
    """Give a run what was recorded of another before a step, or cut off its own from there on.

    The checkpoint that the run goes on from comes with it, others do not.
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
        return  # the rest is here already
    for step, arrays in snapshots.items():
        writer.add_snapshot(run, step, arrays)
    for event in events:
        writer.add_event(run, event.step, event.kind, event.value)
    writer.add_checkpoint(run, begin, checkpoint)
