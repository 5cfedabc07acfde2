"""What comes late, is undone or lies on the disk meets the document that it was made for."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.recording.journal import left_over
from app.runs.controller import RunState
from app.window.main_window import MainWindow
from tests.app.conftest import OpenWindow
from tests.app.test_main_window import shown, wait_for
from tests.app.test_session_runs import cut_off
from tests.samples import small
from training.catalog.lessons import Lesson
from training.catalog.presets import preset
from training.store import Reader

BUTTONS = QMessageBox.StandardButton


def train(qtbot: QtBot, window: MainWindow, steps: int = 30, seed: int = 0) -> str:
    """Train a run of its own to its end; return its key."""
    window.actions_by_key["stop"].trigger()
    wait_for(qtbot, window, RunState.IDLE)
    window.session.replace(small(trainer={"steps": steps, "seed": seed}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    return window.session.book.shown


def save(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.session.book.archive.saved):
        assert window.files.write(path)


def runs_in(path: Path) -> list[int]:
    reader = Reader.open(path)
    found = [run.step for run in reader.runs()[0]]
    reader.close()
    return found


def answer(monkeypatch: pytest.MonkeyPatch, *answers: QMessageBox.StandardButton) -> list[str]:
    """Answer what is asked next, in this order; return what is asked."""
    asked: list[str] = []
    left = [*answers]

    def question(*arguments: object) -> QMessageBox.StandardButton:
        asked.append(str(arguments[2]))
        return left.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


@pytest.mark.parametrize("way", ["new", "open"])
def test_that_a_save_on_the_way_out_names_only_the_document_that_it_saved(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    first, other = tmp_path / "race.fanhua", tmp_path / "other.json"
    other.write_text(small().model_dump_json())
    train(qtbot, window, 40)
    save(qtbot, window, first)
    train(qtbot, window, 50)
    answer(monkeypatch, BUTTONS.Save)
    if way == "new":
        window.files.new()
    else:
        window.files.open_path(other)
    qtbot.wait(100)  # the answer of the saving thread comes now
    assert runs_in(first) == [40, 50]
    assert window.document.path == (None if way == "new" else other)
    train(qtbot, window, 20)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    if way == "new":
        assert not window.files.save()  # it asks where to
    assert runs_in(first) == [40, 50]


def test_that_a_session_after_new_recovers_without_the_project_before(
    qtbot: QtBot,
    window: MainWindow,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tmp_path / "old.fanhua"
    train(qtbot, window, 40)
    save(qtbot, window, project)
    window.session.mark_saved()
    window.files.open_path(project)
    window.files.new()
    train(qtbot, window, 20)
    assert window.runs.flush()
    qtbot.waitUntil(lambda: 20 in window.session.book.timeline.steps)
    cut_off(window, tmp_path / "other" / "sessions")
    second = open_window(tmp_path / "other")
    answer(monkeypatch, BUTTONS.Open)
    second.recovery.offer()
    assert [run.step for run in second.session.book.run_list.runs] == [20]
    assert second.document.path is None
    assert runs_in(project) == [40]


def test_that_a_file_that_somebody_else_wrote_is_not_replaced_without_a_question(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = tmp_path / "a.fanhua", tmp_path / "theirs.fanhua"
    train(qtbot, window, 20)
    save(qtbot, window, theirs)
    train(qtbot, window, 30)
    save(qtbot, window, mine)
    save(qtbot, window, mine)  # our own file: nothing is asked
    os.replace(theirs, mine)  # a sync client
    asked = answer(monkeypatch, BUTTONS.Cancel, BUTTONS.Yes)
    assert not window.files.save()
    assert "changed by another program" in asked[0]
    assert runs_in(mine) == [20]
    with qtbot.waitSignal(window.session.book.archive.saved):
        assert window.files.save()
    assert runs_in(mine) == [20, 30]


def test_that_a_project_that_was_recovered_knows_its_file_of_before(
    qtbot: QtBot,
    window: MainWindow,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tmp_path / "a.fanhua"
    train(qtbot, window, 20)
    save(qtbot, window, project)
    cut_off(window, tmp_path / "other" / "sessions")
    second = open_window(tmp_path / "other")
    answer(monkeypatch, BUTTONS.Open)
    second.recovery.offer()
    assert second.document.path == project
    assert not second.document.was_changed_on_disk
    os.utime(project, ns=(1, 1))
    assert second.document.was_changed_on_disk


def test_that_runs_that_are_in_no_file_are_not_lost_with_an_experiment_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(qtbot, window, 20)
    alone, whole = tmp_path / "a.json", tmp_path / "a.fanhua"
    assert window.files.write(alone)
    assert window.session.is_modified  # its run is in no file
    suggested: list[str] = []

    def choose(_: object, __: str, where: str, ___: str) -> tuple[str, str]:
        suggested.append(Path(where).name)
        return str(whole), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    answer(monkeypatch, BUTTONS.Save)
    assert window.files.may_close()
    assert suggested == ["a.fanhua"]
    assert runs_in(whole) == [20]


def test_that_what_is_recorded_while_it_is_saved_stays_unsaved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    train(qtbot, window, 20)
    # A step more, after what is saved was chosen and before the answer comes.
    window.runs.flushed.connect(window.session.book.note_unsaved)
    save(qtbot, window, tmp_path / "a.fanhua")
    assert window.document.path == tmp_path / "a.fanhua"
    assert window.session.is_modified


def test_that_undo_starts_nothing_while_a_recording_is_replayed(
    qtbot: QtBot, window: MainWindow
) -> None:
    train(qtbot, window, 200)
    window.session.replace(small(trainer={"steps": 200, "learning_rate": 0.01}))
    shown(qtbot, window)
    window.actions_by_key["stop"].trigger()
    wait_for(qtbot, window, RunState.IDLE)
    window.session.book.open_run(window.session.book.shown, 50)
    window.document.undo_stack.undo()
    shown(qtbot, window)
    qtbot.wait(200)
    assert window.runs.state is RunState.IDLE
    assert window.session.book.timeline.horizon == 50


def test_that_undo_ends_no_run(qtbot: QtBot, window: MainWindow) -> None:
    window.session.replace(small(trainer={"steps": 1_000_000}))
    window.session.replace(small(trainer={"steps": 1_000_000, "seed": 7}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.RUNNING)
    first = window.session.book.present
    window.document.undo_stack.undo()  # another seed needs other weights
    shown(qtbot, window)
    qtbot.wait(200)
    assert window.session.book.present == first
    assert window.runs.state is RunState.RUNNING
    assert "goes on as it was" in window.transport.state_text.text()
    window.actions_by_key["stop"].trigger()
    wait_for(qtbot, window, RunState.IDLE)


def test_that_a_new_session_begins_without_what_was_done_and_said_before(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.keeper.set_lesson(
        Lesson.model_validate({"cues": [{"act": {"kind": "note", "text": "Look!"}}]})
    )
    window.actions_by_key["next_cue"].trigger()
    assert window.scene.caption == "Look!"
    train(qtbot, window, 20)
    window.session.mark_saved()
    window.files.new()
    assert window.scene.caption == ""
    window.actions_by_key["take_doings"].trigger()
    assert window.session.keeper.notebook.lesson.cues == ()


def test_that_the_journal_of_the_document_before_goes(qtbot: QtBot, window: MainWindow) -> None:
    folder = window.preferences.sessions_folder
    for _ in range(3):
        window.files.new()
    assert len([*folder.glob("*.journal")]) == 1
    assert [*left_over(folder)] == []


def test_that_a_run_that_begins_late_is_none_of_the_next_document(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.session.replace(small(trainer={"steps": 1_000_000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    assert window.runs.state is RunState.STARTING
    window.session.mark_saved()
    window.files.new()  # before the engine says that the run has begun
    wait_for(qtbot, window, RunState.IDLE)
    assert window.session.book.run_list.runs == ()
    assert not window.session.is_modified


def test_that_a_run_is_not_shown_among_data_of_another_kind(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Found by the random walk: its readings came into views of an outline."""
    train(qtbot, window)
    window.actions_by_key["stop"].trigger()
    wait_for(qtbot, window, RunState.IDLE)
    timeline = window.session.book.timeline
    qtbot.waitUntil(lambda: len(timeline.steps) > 2)
    steps = timeline.steps.tolist()
    window.session.replace(preset("elephant").experiment)
    shown(qtbot, window)
    for step in steps:
        timeline.go(step)
    assert not window.session.book.shown
    window.document.undo_stack.undo()
    shown(qtbot, window)
    window.session.book.show_run(window.session.book.run_list.runs[0].key)
    timeline.go(steps[1])
    assert window.session.book.shown


def test_that_what_is_done_again_drops_no_run_that_trains(qtbot: QtBot, window: MainWindow) -> None:
    """Found by the random walk: the window counted to a goal of no steps for ever."""
    book, runs = window.session.book, window.runs
    window.session.replace(small(trainer={"steps": 10_000_000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    qtbot.waitUntil(lambda: len(book.timeline.steps) > 5)
    key, engine = book.present, runs._engine._process.pid
    assert engine is not None
    os.kill(engine, signal.SIGKILL)
    wait_for(qtbot, window, RunState.IDLE)
    book.delete([key])
    window.document.undo_stack.undo()
    book.show_run(key)
    window.actions_by_key["run"].trigger()  # it goes on under its own name
    wait_for(qtbot, window, RunState.RUNNING)
    window.document.undo_stack.redo()
    assert book.present == key
    assert book.run_list.find(key) is not None
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.PAUSED)
    assert book.planned_steps == 10_000_000


def test_that_a_run_that_was_to_begin_next_does_not_begin_in_another_document(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Found by the random walk: it was asked for in the session before."""
    window.session.replace(small(trainer={"steps": 1_000_000}))
    shown(qtbot, window)
    window.actions_by_key["run"].trigger()
    wait_for(qtbot, window, RunState.RUNNING)
    window.session.reset()  # waits for the end of the run
    window.session.mark_saved()
    window.files.new()
    wait_for(qtbot, window, RunState.IDLE)
    qtbot.wait(100)
    assert window.runs.state is RunState.IDLE
    assert not window.session.book.run_list.runs
