import math
import time
from pathlib import Path
from queue import SimpleQueue

import apsw
import numpy as np
import pytest

from tests.harness.learners import learner_of
from tests.samples import ALL_READINGS, curves, recording, small
from training.engine.engine import train
from training.learner.checkpoint import from_bytes
from training.messages.announcements import Frame, Message
from training.messages.readings import Curve, Fit, PeakReading, Series
from training.messages.requests import ResumePoint, RunRequest
from training.settings import Experiment
from training.store import Reader, StoreError, create_journal, journal_writer
from training.store.journal_writer import JournalWriter
from training.store.readings import to_arrays
from training.store.recorder import Recorder
from training.text import Text

RUN = "0123456789abcdef" * 2


def recorded(path: Path, experiment: Experiment) -> list[Message]:
    create_journal(path)
    with recording(path, RUN) as recorder:
        request = RunRequest(1, experiment, ALL_READINGS, frame_interval=math.inf)
        return list(train(request, SimpleQueue(), recorder))


def test_that_all_of_a_run_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    experiment = small(trainer={"steps": 300})
    messages = recorded(path, experiment)
    reader = Reader.open(path, immutable=False)
    stored = reader.series(RUN)
    for name, curve in curves(messages).items():
        assert np.array_equal(stored[name.value].steps, curve.steps), name
        assert np.array_equal(stored[name.value].values, curve.values), name
    steps = reader.snapshot_steps(RUN).tolist()
    assert steps[:16] == list(range(16))
    assert steps[-1] == 300
    assert len(steps) < 120
    last = messages[-2]
    assert isinstance(last, Frame)
    snapshot = reader.snapshot(RUN, 300)
    for kind in (Fit, PeakReading):
        assert type(snapshot[kind]) is type(last.readings[kind])
    assert np.array_equal(snapshot[Fit].values, last.readings[Fit].values)
    kept = reader.checkpoint_steps(RUN).tolist()
    assert kept[:8] == [0, 1, 2, 3, 4, 6, 8, 10]
    assert kept[-1] == 300
    again = learner_of(experiment)
    again.set_state(from_bytes(reader.checkpoint(RUN, 100))["learner"])
    tail = again.advance(200)
    assert np.array_equal(tail.losses, stored["batch_loss"].values[100:])
    reader.close()


def test_that_recording_changes_no_bit_of_a_run(tmp_path: Path) -> None:
    experiment = small(trainer={"batch_size": 4, "steps": 80}, model={"dropout": 0.1})
    request = RunRequest(1, experiment, frozenset(), frame_interval=math.inf)
    alone = curves(list(train(request, SimpleQueue())))
    beside = curves(recorded(tmp_path / "journal", experiment))
    assert np.array_equal(alone[Series.BATCH_LOSS].values, beside[Series.BATCH_LOSS].values)


def test_that_passing_checkpoints_make_room_for_the_next(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    create_journal(path)
    with recording(path, RUN) as recorder:
        recorder.checkpoint(10, b"kept", is_kept=True)
        for step in (11, 12, 13):
            recorder.checkpoint(step, b"passing", is_kept=False)
    reader = Reader.open(path, immutable=False)
    assert reader.checkpoint_steps(RUN).tolist() == [10, 13]
    reader.close()


def test_that_what_a_full_disk_refuses_is_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_writer, "COMMIT_SECONDS", 0.05)
    path, said = tmp_path / "journal", []
    create_journal(path)
    is_full = True
    write = journal_writer._write_together

    def refusing(connection: apsw.Connection, batch: list[object]) -> None:
        if is_full:
            raise apsw.FullError("disk full")
        write(connection, batch)  # type: ignore[arg-type]

    monkeypatch.setattr(journal_writer, "_write_together", refusing)
    with recording(path, RUN, said.append) as recorder:
        recorder.event(3, "bookmark", "first")
        recorder.event(4, "bookmark", "second")
        deadline = time.monotonic() + 10
        while not said and time.monotonic() < deadline:
            time.sleep(0.01)
        assert isinstance(said[0], Text)
        is_full = False
    assert said[-1] is None
    reader = Reader.open(path, immutable=False)
    assert [event.value for event in reader.events(RUN)] == ["first", "second"]
    reader.close()


def test_that_what_cannot_be_written_for_what_it_holds_costs_only_itself(tmp_path: Path) -> None:
    path, said = tmp_path / "journal", []
    create_journal(path)
    with recording(path, RUN, said.append) as recorder:
        recorder.event(3, "bookmark", "first")
        recorder.event(4, "bookmark", "half of a letter: \ud800")
        recorder.event(5, "bookmark", "last")
    assert said == [journal_writer.UNWRITABLE]
    reader = Reader.open(path, immutable=False)
    assert [event.value for event in reader.events(RUN)] == ["first", "last"]
    reader.close()


def test_that_a_commit_comes_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    create_journal(path)
    with recording(path, RUN) as recorder:
        recorder.event(1, "bookmark", "now")
        deadline = time.monotonic() + 10
        found: list[object] = []
        while not found and time.monotonic() < deadline:
            time.sleep(0.05)
            reader = Reader.open(path, immutable=False)
            found = [*reader.events(RUN)]
            reader.close()
        assert found


def test_that_a_recording_keeps_to_its_budget(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    create_journal(path)
    experiment = small(trainer={"steps": 2000})
    budget = 40_000
    with recording(path, RUN, budget=budget) as recorder:
        list(train(RunRequest(1, experiment, frame_interval=math.inf), SimpleQueue(), recorder))
    reader = Reader.open(path, immutable=False)
    sizes = reader.checkpoint_sizes(RUN, 2000)
    passing = max(sizes.values())
    assert sum(sizes.values()) <= budget + passing
    steps = sorted(sizes)
    assert steps[0] == 0
    assert steps[-1] == 2000
    snapshots = sum(
        array.nbytes
        for step in reader.snapshot_steps(RUN).tolist()
        for array in to_arrays(reader.snapshot(RUN, step)).values()
    )
    assert 0 < snapshots <= budget // 2
    reader.close()


def test_that_runs_share_a_journal_and_end_on_their_own(tmp_path: Path) -> None:
    path, other = tmp_path / "journal", "f" * 32
    create_journal(path)
    with recording(path, RUN) as first:
        second = Recorder(first._journal_writer, other)
        curve = Curve(np.arange(3), np.zeros(3, dtype=np.float32))
        for recorder in (first, second):
            recorder.curve(Series.BATCH_LOSS, curve)
        second.close()
        reader = Reader.open(path, immutable=False)
        assert len(reader.series(other)["batch_loss"].steps) == 3
        reader.close()
        first.curve(Series.BATCH_LOSS, Curve(curve.steps + 3, curve.values))
    reader = Reader.open(path, immutable=False)
    assert reader.series(RUN)["batch_loss"].steps.tolist() == list(range(6))
    reader.close()


def test_that_going_on_from_where_there_is_no_checkpoint_is_answered_and_spoils_nothing(
    tmp_path: Path,
) -> None:
    """Found by the random walk: the writing thread said for ever that it cannot write."""
    path, said = tmp_path / "journal", []
    create_journal(path)
    journal_writer = JournalWriter(path, said.append)
    recorder = Recorder(journal_writer, "1" * 32)
    with pytest.raises(StoreError, match="no checkpoint"):
        recorder.go_on(ResumePoint(path, "0" * 32, 5))
    journal_writer.close()
    assert said == []
