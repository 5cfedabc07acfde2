"""The losses of long runs come in pieces, in order, each step once, and of the shown run alone."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.desktop.long_jobs import Result
from app.program import Program
from app.recording.recordings import found_steps
from app.runs import loss_feed
from app.runs.run_states import RunState
from tests.harness.desk import Desk, begin, save, train, wait_for
from tests.harness.scripted import ScriptedEngine
from tests.samples import small
from training.messages.announcements import Frame
from training.messages.readings import Curve, Series
from training.store import Reader, RunInfo, Writer, create_journal, open_to_write
from widgets.views import LossView

KEYS = ("0" * 32, "1" * 32)


def long_project(path: Path, steps: int, row: int = 100, gap: int | None = None) -> Path:
    """Write two runs whose loss at step n is n, and n + 0.5; the row of ``gap`` is damaged."""
    create_journal(path)
    connection = open_to_write(path)
    with Writer(connection) as writer:
        experiment = small(trainer={"steps": 10_000_000})
        writer.set_meta("experiment", experiment.model_dump_json())
        for position, key in enumerate(KEYS):
            info = RunInfo(key=key, name=f"run {position}", experiment=experiment, step=steps)
            writer.set_run(position, info)
            for begin in range(0, steps, row):
                numbers = np.arange(begin, begin + row, dtype=np.int64)
                values = (numbers + position / 2).astype(np.float32)
                writer.add_curve(key, "batch_loss", Curve(numbers, values))
    if gap is not None:
        connection.execute("UPDATE curve SET crc = crc + 1 WHERE first = ?", (gap,))
    connection.pragma("journal_mode", "DELETE")
    connection.close()
    return path


@pytest.fixture
def program(unseen: Program) -> Program:
    return unseen


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loss_feed, "AT_ONCE", 1000)
    monkeypatch.setattr(loss_feed, "PIECE", 500)


def losses(program: Program) -> list[float]:
    view = program.stage.views["loss"]
    assert isinstance(view, LossView)
    return view.losses.batches.envelope(0, 10**9, 10**9)[1].tolist()


@pytest.mark.usefixtures("small_pieces")
def test_that_a_long_curve_is_whole_and_in_order_at_last(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.files.open_path(long_project(tmp_path / "a.fanhua", 20_000))
    assert 1000 <= len(losses(program)) < 20_000  # the window is there already
    qtbot.waitUntil(lambda: len(losses(program)) == 20_000)
    assert losses(program) == [n + 0.5 for n in range(20_000)]
    qtbot.waitUntil(lambda: not program.session.jobs.is_going)


@pytest.mark.usefixtures("small_pieces")
def test_that_another_run_is_not_drawn_into(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.files.open_path(long_project(tmp_path / "a.fanhua", 20_000))
    for key in (*KEYS, *KEYS, KEYS[0]):
        program.viewed.show(key)
        qtbot.wait(5)
    qtbot.waitUntil(lambda: not program.session.jobs.is_going)
    assert losses(program) == [*range(20_000)]
    program.viewed.show(KEYS[1])
    program.saving.mark_saved()
    program.files.new()
    qtbot.waitUntil(lambda: not program.session.jobs.is_going)
    assert losses(program) == []


@pytest.mark.usefixtures("small_pieces")
def test_that_steps_whose_loss_is_damaged_have_none_and_the_others_keep_their_places(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(program.notices, "show_warning", lambda p: said.append(str(p)))
    monkeypatch.setattr(
        "app.recording.recordings.MOST_CHECKED", 0
    )  # found when it is read, not before
    monkeypatch.setattr(program.registry, "refused", program.registry.refused)
    program.files.open_path(long_project(tmp_path / "a.fanhua", 5000, gap=2000))
    qtbot.waitUntil(lambda: len(losses(program)) == 5000)
    found = np.array(losses(program))
    assert np.isnan(found[2000:2100]).all()
    assert np.array_equal(found[2100:], np.arange(2100, 5000) + 0.5)
    qtbot.waitUntil(lambda: bool(said))
    assert "run 1" in said[0]
    assert program.saving.left_out == ("run 1",)


@pytest.mark.usefixtures("small_pieces")
def test_that_what_is_trained_meanwhile_comes_behind_what_is_still_read(
    qtbot: QtBot, program: Program
) -> None:
    train(qtbot, program, 3000)
    before = losses(program)
    registry = program.registry
    registry.viewed.open(registry.keys.present)  # paused, and read again
    assert program.session.jobs.is_going
    program.actions["run"].trigger()  # another 3,000
    qtbot.waitUntil(lambda: registry.present_step == 6000)
    wait_for(qtbot, program, RunState.PAUSED)
    qtbot.waitUntil(lambda: len(losses(program)) == 6000)
    assert losses(program)[:3000] == before
    reader = registry.archive.reader_of(registry.keys.present)
    assert reader is not None
    stored = reader.series(registry.keys.present)["batch_loss"].values.tolist()
    assert losses(program) == stored


def test_that_losses_that_a_busy_disk_has_not_taken_yet_are_read_when_it_has(
    qtbot: QtBot, quiet_desk: Desk, engine: ScriptedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = quiet_desk.registry
    begin(qtbot, quiet_desk, small(trainer={"steps": 1_000_000}))
    engine.begin()
    wait_for(qtbot, quiet_desk, RunState.RUNNING)
    engine.frame(300)
    engine.pause()
    wait_for(qtbot, quiet_desk, RunState.PAUSED)
    key = registry.keys.present

    def record(first: int, end: int) -> None:
        connection = open_to_write(registry.archive.journal.path)
        numbers = np.arange(first, end, dtype=np.int64)
        with Writer(connection) as writer:
            writer.add_curve(key, "batch_loss", Curve(numbers, numbers.astype(np.float32)))
        connection.close()

    record(0, 200)
    opened_again = Reader.opened_again

    def opened_later(reader: Reader) -> Reader:
        record(200, 300)
        return opened_again(reader)

    monkeypatch.setattr(Reader, "opened_again", opened_later)
    drawn: list[float] = []
    registry.viewed.opened.connect(lambda _, frame: drawn.extend(batch_losses(frame)))
    registry.viewed.losses.grew.connect(lambda frame: drawn.extend(batch_losses(frame)))
    registry.viewed.open(key)
    qtbot.waitUntil(lambda: len(drawn) == 300)
    assert drawn == [*range(300)]


def batch_losses(frame: Frame) -> list[float]:
    return frame.series[Series.BATCH_LOSS].values.tolist()


def test_that_a_file_that_claims_any_number_of_steps_costs_no_memory(tmp_path: Path) -> None:
    path = long_project(tmp_path / "a.fanhua", 500)
    connection = open_to_write(path)
    with Writer(connection) as writer:
        far = Curve(np.array([2**52], dtype=np.int64), np.array([1], dtype=np.float32))
        writer.add_curve(KEYS[0], "batch_loss", far)
    connection.pragma("journal_mode", "DELETE")
    connection.close()
    reader = Reader.open(path)
    found = [*reader.losses(KEYS[0], 0, 2**53, 100)]
    reader.close()
    assert sum(len(each.curve.steps) for each in found) == 500
    assert sum(each.damaged for each in found) == 1


def test_that_steps_are_counted_without_reading(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    train(qtbot, desk, 40)
    save(qtbot, desk, tmp_path / "a.fanhua")
    reader = Reader.open(tmp_path / "a.fanhua")
    (run,) = reader.runs()[0]
    assert reader.steps(run.key) == 40
    reader.close()


def test_that_a_step_without_its_loss_is_not_recorded(tmp_path: Path) -> None:
    path = long_project(tmp_path / "a.fanhua", 600)
    connection = open_to_write(path)
    with Writer(connection) as writer:  # an engine was killed between two curves
        measured = np.array([0, 600, 601], dtype=np.int64)
        writer.add_curve(KEYS[0], "train_loss", Curve(measured, np.ones(3, dtype=np.float32)))
    connection.pragma("journal_mode", "DELETE")
    connection.close()
    reader = Reader.open(path)
    assert reader.steps(KEYS[0]) == found_steps(reader, KEYS[0])[0] == 600
    reader.close()


@pytest.mark.usefixtures("small_pieces")
def test_that_the_end_of_one_reading_is_not_taken_for_that_of_the_next(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.files.open_path(long_project(tmp_path / "a.fanhua", 200_000))
    registry, jobs = program.registry, program.session.jobs
    first = jobs._job
    registry.viewed.show(KEYS[0])
    assert jobs._job is first  # it is still being cancelled
    qtbot.waitUntil(lambda: jobs._job is not first)
    assert registry.viewed.losses._job is not None
    qtbot.waitUntil(lambda: not jobs.is_going)
    assert losses(program)[-1] == 199_999


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("most", [0, 10_000_000])
def test_that_what_is_trained_after_a_reading_was_cancelled_is_not_drawn_elsewhere(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(loss_feed, "MOST_MISSING", most)
    monkeypatch.setattr(program.session.jobs, "_next", lambda: None)  # it waits, and is cancelled
    train(qtbot, program, 3000)
    registry = program.registry
    registry.viewed.open(registry.keys.present)
    registry.viewed.losses._end(registry.viewed.losses._number, Result(is_cancelled=True))
    program.actions["run"].trigger()
    qtbot.waitUntil(lambda: registry.present_step == 6000)
    wait_for(qtbot, program, RunState.PAUSED)
    found = losses(program)
    reader = registry.archive.reader_of(registry.keys.present)
    assert reader is not None
    stored = reader.series(registry.keys.present)["batch_loss"].values.tolist()
    assert found[:1000] == stored[:1000]
    if most:
        assert np.isnan(found[1000:3000]).all()
        assert found[3000:] == stored[3000:]
    else:
        assert len(found) == 1000  # of what comes after, the place is not known
