"""A run that goes on from a recorded step goes on as the recorded one did."""

import math
import random
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

from tests.samples import ALL_READINGS, curves, recording, small
from training.engine.engine import train
from training.messages.announcements import End, Frame, Message, RunEnded, RunPaused, RunStarted
from training.messages.commands import Advance, Change, EngineCommand, Resume, Stop
from training.messages.readings import PeakReading, Series
from training.messages.requests import ResumePoint, RunRequest
from training.settings import Experiment
from training.store import Reader, RunInfo, Writer, create_journal, open_to_write
from training.store.segments import newest_segments

FIRST, SECOND = "a" * 32, "b" * 32


def record(
    path: Path, experiment: Experiment, run: str, start: ResumePoint | None = None
) -> list[Message]:
    """Train to the end; what is recorded is on the disk then."""
    with recording(path, run) as recorder:
        if start is not None:
            recorder.go_on(start)
        request = RunRequest(1, experiment, ALL_READINGS, math.inf, start=start)
        return list(train(request, SimpleQueue(), recorder))


def noisy(kind: str) -> Experiment:
    return small(
        trainer={"optimizer": {"kind": kind}, "batch_size": 4, "steps": 300},
        model={"dropout": 0.2},
    )


@pytest.mark.training
@pytest.mark.parametrize("kind", ["sgd", "adam", "rprop"])
def test_that_a_branch_with_nothing_changed_goes_on_bit_for_bit(kind: str, tmp_path: Path) -> None:
    path, experiment = tmp_path / "journal", noisy(kind)
    create_journal(path)
    whole = curves(record(path, experiment, FIRST))
    reader = Reader.open(path, immutable=False)
    for step in random.Random(kind).sample(range(299), 7):
        run = f"{step:032x}"
        messages = record(path, experiment, run, ResumePoint(path, FIRST, step))
        started = messages[0]
        assert isinstance(started, RunStarted)
        assert started.step == step
        assert np.array_equal(
            curves(messages)[Series.BATCH_LOSS].values, whole[Series.BATCH_LOSS].values[step:]
        )
        stored = reader.series(run)  # and it can be read without the first one
        for name, curve in whole.items():
            after = stored[name.value]
            shared = np.isin(after.steps, curve.steps)
            assert np.array_equal(after.steps[shared], curve.steps), name
            assert np.array_equal(after.values[shared], curve.values), name
    reader.close()


def test_that_learned_peaks_and_stop_conditions_go_on(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    experiment = small(trainer={"steps": 400, "learning_rate": 0.01})
    create_journal(path)
    last = record(path, experiment, FIRST)[-2]
    again = record(path, experiment, SECOND, ResumePoint(path, FIRST, 250))
    first, second = last.readings[PeakReading], again[-2].readings[PeakReading]
    assert first.learned_at == second.learned_at
    end = again[-1]
    assert isinstance(end, RunEnded)
    assert (end.reason, end.step) == (End.FINISHED, 400)


def test_that_changes_before_the_branch_are_made_again(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    create_journal(path)
    faster = small(trainer={"steps": 200, "learning_rate": 0.05, "optimizer": {"kind": "rmsprop"}})
    commands: SimpleQueue[EngineCommand] = SimpleQueue()
    with recording(path, FIRST) as recorder:
        pausing = small(trainer={"steps": 90})
        messages = []
        for message in train(RunRequest(1, pausing, hold=True), commands, recorder):
            messages.append(message)
            if isinstance(message, RunPaused) and message.step == 90:
                commands.put(Change(faster))
                commands.put(Resume())
            elif isinstance(message, RunPaused):
                commands.put(Stop())
    whole = curves(messages)[Series.BATCH_LOSS].values
    for step in (90, 93, 95, 150):
        again = record(path, faster, f"{step:032x}", ResumePoint(path, FIRST, step))
        values = curves(again)[Series.BATCH_LOSS].values
        shared = min(len(values), len(whole) - step)
        assert shared >= 50
        assert np.array_equal(values[:shared], whole[step : step + shared]), step


def test_that_what_is_asked_on_the_way_to_a_branch_holds_there(tmp_path: Path) -> None:
    path, experiment = tmp_path / "journal", noisy("adam")
    create_journal(path)
    record(path, experiment, FIRST)
    faster = small(
        trainer={
            "optimizer": {"kind": "adam"},
            "batch_size": 4,
            "steps": 300,
            "learning_rate": 0.1,
        },
        model={"dropout": 0.2},
    )
    commands: SimpleQueue[EngineCommand] = SimpleQueue()
    commands.put(Change(faster))
    with recording(path, SECOND) as recorder:
        start = ResumePoint(path, FIRST, 290)
        recorder.go_on(start)
        request = RunRequest(1, experiment, ALL_READINGS, math.inf, start=start)
        messages = list(train(request, commands, recorder))
    started = messages[0]
    assert isinstance(started, RunStarted)
    assert started.experiment == faster
    reader = Reader.open(path, immutable=False)
    changes = [event.value for event in reader.events(SECOND) if event.kind == "change"]
    reader.close()
    assert Experiment.model_validate_json(changes[-1]) == faster


def test_that_a_run_goes_on_under_its_own_name(tmp_path: Path) -> None:
    path, experiment = tmp_path / "journal", noisy("adam")
    create_journal(path)
    whole = curves(record(path, experiment, FIRST))[Series.BATCH_LOSS]
    record(path, experiment, FIRST, ResumePoint(path, FIRST, 210))
    reader = Reader.open(path, immutable=False)
    stored = reader.series(FIRST)["batch_loss"]
    assert np.array_equal(stored.values, whole.values)
    assert np.array_equal(stored.steps, whole.steps)
    assert (np.diff(reader.snapshot_steps(FIRST)) > 0).all()
    reader.close()


def test_that_a_step_without_a_checkpoint_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    create_journal(path)
    (end,) = train(RunRequest(1, small(), start=ResumePoint(path, FIRST, 5)), SimpleQueue())
    assert isinstance(end, RunEnded)
    assert "no checkpoint" in str(end.detail)


def test_that_of_a_series_that_began_anew_the_newest_part_is_found() -> None:
    stored = ["spectrum_error", "spectrum_error@50", "spectrum_error@7", "spectrum_error@x", "loss"]
    newest = {"spectrum_error": "spectrum_error@50", "loss": "loss"}
    assert newest_segments(stored) == newest
    assert newest_segments(stored, before=50)["spectrum_error"] == "spectrum_error@7"
    assert newest_segments(stored, before=3)["spectrum_error"] == "spectrum_error"


@pytest.mark.parametrize("is_flushed", [False, True])
def test_that_a_branch_at_the_step_of_a_change_begins_the_series_anew_that_the_change_did(
    tmp_path: Path, is_flushed: bool
) -> None:
    """Found by the random walk: more frequencies were measured from there, under the same name.

    Whether the change is in the checkpoint already makes no difference.
    """
    path = tmp_path / "journal"
    create_journal(path)
    before = small(trainer={"steps": 90}, dataset={"points": 21})
    after = small(trainer={"steps": 120}, dataset={"points": 25})
    commands: SimpleQueue[EngineCommand] = SimpleQueue()
    with recording(path, FIRST) as recorder:
        for message in train(RunRequest(1, before, hold=True), commands, recorder):
            if isinstance(message, RunPaused):
                commands.put(Change(after))
                commands.put(Stop() if is_flushed else Advance(1))
                commands.put(Stop())
            if isinstance(message, RunStarted):
                info = RunInfo.of(FIRST, message, 0)
    connection = open_to_write(path)
    with Writer(connection) as writer:
        writer.set_run(0, info)
    connection.close()
    messages = record(path, after, SECOND, ResumePoint(path, FIRST, 90))
    first = next(message for message in messages if isinstance(message, Frame))
    assert Series.SPECTRUM_ERROR in first.restarted
    reader = Reader.open(path, immutable=False)
    stored, damaged = reader.curves(SECOND)
    reader.close()
    assert not damaged
    assert stored["spectrum_error@90"].values.shape != stored["spectrum_error"].values.shape


def test_that_a_series_begins_anew_where_no_sample_was_measured_since_it_changed(
    tmp_path: Path,
) -> None:
    """Found by the random walk: the step after a change has no sample yet."""
    path = tmp_path / "journal"
    create_journal(path)
    sparse = {"steps": 900}
    before = small(trainer=sparse, dataset={"points": 21})
    after = small(trainer={"steps": 1200}, dataset={"points": 25})
    commands: SimpleQueue[EngineCommand] = SimpleQueue()
    with recording(path, FIRST) as recorder:
        for message in train(RunRequest(1, before, hold=True), commands, recorder):
            if isinstance(message, RunStarted):
                info = RunInfo.of(FIRST, message, 0)
            if isinstance(message, RunPaused):
                at = message.step
                for command in (Change(after), Advance(1)) if at == 900 else (Stop(),):
                    commands.put(command)
    connection = open_to_write(path)
    with Writer(connection) as writer:
        writer.set_run(0, info)
    connection.close()
    reader = Reader.open(path, immutable=False)
    measured = reader.series(FIRST)["train_loss"].steps.tolist()
    reader.close()
    assert 901 not in measured[:-1]
    messages = record(path, after, SECOND, ResumePoint(path, FIRST, 901))
    first = next(message for message in messages if isinstance(message, Frame))
    assert Series.SPECTRUM_ERROR in first.restarted
