"""The beginning of a run that goes on from another, or from where it was itself."""

from collections.abc import Iterable

from training.messages import Start
from training.store.reader import Reader
from training.store.readings import to_arrays
from training.store.writer import Writer

SEGMENT = "@"
"""Stands between the name of a series and the step from which it began anew."""


def newest_segments(stored: Iterable[str], before: int | None = None) -> dict[str, str]:
    """Map the names of series to those under which their newest part is stored.

    ``before`` leaves out parts that begin at or after a step.
    """
    newest: dict[str, tuple[int, str]] = {}
    for name in stored:
        series, _, start = name.partition(SEGMENT)
        if start and not start.isdecimal():
            continue
        begin = int(start or 0)
        is_early = before is None or begin == 0 or begin < before
        if is_early and begin >= newest.get(series, (0, ""))[0]:
            newest[series] = begin, name
    return {series: name for series, (_, name) in newest.items()}


def copy_until(writer: Writer, start: Start, run: str) -> None:
    """Give a run what was recorded of another before a step, or cut off its own from there on.

    The checkpoint that the run goes on from comes with it, others do not.
    """
    reader = Reader.open(start.path, immutable=False)
    try:
        curves = {name: c.before(start.step) for name, c in reader.series(start.run).items()}
        events = [event for event in reader.events(start.run) if event.step <= start.step]
        snapshots = {
            step: to_arrays(reader.snapshot(start.run, step))
            for step in reader.snapshot_steps(start.run).tolist()
            if step <= start.step
        }
        checkpoints = [s for s in reader.checkpoint_steps(start.run).tolist() if s <= start.step]
        begin = checkpoints[-1]
        checkpoint = reader.checkpoint(start.run, begin)
    finally:
        reader.close()
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
