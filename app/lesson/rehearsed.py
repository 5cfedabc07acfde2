"""Whether what was recorded of a cue can be played in its place."""

from app.recording.recordings import experiment_at
from app.runs.run_states import RunState
from app.session.session import Session
from training.catalog.lessons import Recording
from training.settings.assign import assigned
from training.settings.race import raced_value
from training.store import RunInfo, StoreError
from training.text import Problem


def is_playable(recording: Recording, session: Session) -> bool:
    """Tell whether nothing trains, and the recording is of what would be trained now.

    Raises
    ------
    Problem
        Where it was of that, and is no more: the run is deleted, or settings have changed.
    """
    if session.runs.state is not RunState.IDLE:
        return False
    run = session.registry.run_list.find(recording.run)
    if run is None or session.registry.archive.reader_of(recording.run) is None:
        raise Problem("What was rehearsed is deleted: this is trained live.")
    is_race = session.starter.pending_race is not None
    if recording.begin == 0 and is_race != (run.member is not None):
        return False
    if run.step < recording.end or not _trains_the_same(run, recording.begin, session):
        raise Problem("The settings are not those of the rehearsal: this is live.")
    return True


def _trains_the_same(run: RunInfo, step: int, session: Session) -> bool:
    """Tell whether a run trains from a step on what is on screen now."""
    reader, experiment = session.registry.archive.reader_of(run.key), session.document.experiment
    if reader is None:
        return False
    try:
        recorded = experiment_at(reader, run, step)
        if run.member is not None:
            value = raced_value(run.experiment, run.member.path)
            experiment = assigned(experiment, run.member.path, value)
    except (Problem, StoreError):
        return False
    return recorded == experiment
