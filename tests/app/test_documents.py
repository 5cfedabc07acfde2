"""What comes late, is undone or lies on the disk meets the document that it was made for."""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.program import Program
from app.recording.journal import left_over
from app.runs.run_states import RunState
from tests.app.conftest import OpenWindow
from tests.harness.desk import answer, cut_off, runs_in, save, shown, train, wait_for
from tests.samples import small
from training.catalog.lessons import Lesson
from training.catalog.presets import preset

BUTTONS = QMessageBox.StandardButton


@pytest.mark.parametrize("way", ["new", "open"])
def test_that_a_save_on_the_way_out_names_only_the_document_that_it_saved(
    qtbot: QtBot,
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    first, other = tmp_path / "race.fanhua", tmp_path / "other.json"
    other.write_text(small().model_dump_json())
    train(qtbot, program, 40)
    save(qtbot, program, first)
    train(qtbot, program, 50)
    answer(monkeypatch, BUTTONS.Save)
    if way == "new":
        program.files.new()
    else:
        program.files.open_path(other)
    qtbot.wait(100)  # the answer of the saving thread comes now
    assert runs_in(first) == [40, 50]
    assert program.document.path == (None if way == "new" else other)
    train(qtbot, program, 20)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    if way == "new":
        assert not program.saves.save()  # it asks where to
    assert runs_in(first) == [40, 50]


def test_that_a_session_after_new_recovers_without_the_project_before(
    qtbot: QtBot,
    program: Program,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tmp_path / "old.fanhua"
    train(qtbot, program, 40)
    save(qtbot, program, project)
    program.saving.mark_saved()
    program.files.open_path(project)
    program.files.new()
    train(qtbot, program, 20)
    assert program.runs.flush()
    qtbot.waitUntil(lambda: 20 in program.viewed.timeline.steps)
    cut_off(program, tmp_path / "other" / "sessions")
    second = open_window(tmp_path / "other")
    answer(monkeypatch, BUTTONS.Open)
    second.recovery.offer()
    assert [run.step for run in second.registry.run_list.runs] == [20]
    assert second.document.path is None
    assert runs_in(project) == [40]


def test_that_a_file_that_somebody_else_wrote_is_not_replaced_without_a_question(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = tmp_path / "a.fanhua", tmp_path / "theirs.fanhua"
    train(qtbot, program, 20)
    save(qtbot, program, theirs)
    train(qtbot, program, 30)
    save(qtbot, program, mine)
    save(qtbot, program, mine)  # our own file: nothing is asked
    os.replace(theirs, mine)  # a sync client
    asked = answer(monkeypatch, BUTTONS.Cancel, BUTTONS.Yes)
    assert not program.saves.save()
    assert "changed by another program" in asked[0]
    assert runs_in(mine) == [20]
    with qtbot.waitSignal(program.registry.archive.saved):
        assert program.saves.save()
    assert runs_in(mine) == [20, 30]


def test_that_a_project_that_was_recovered_knows_its_file_of_before(
    qtbot: QtBot,
    program: Program,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tmp_path / "a.fanhua"
    train(qtbot, program, 20)
    save(qtbot, program, project)
    cut_off(program, tmp_path / "other" / "sessions")
    second = open_window(tmp_path / "other")
    answer(monkeypatch, BUTTONS.Open)
    second.recovery.offer()
    assert second.document.path == project
    assert not second.document.was_changed_on_disk
    os.utime(project, ns=(1, 1))
    assert second.document.was_changed_on_disk


def test_that_runs_that_are_in_no_file_are_not_lost_with_an_experiment_alone(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(qtbot, program, 20)
    alone, whole = tmp_path / "a.json", tmp_path / "a.fanhua"
    assert program.saves.write(alone)
    assert program.saving.is_modified  # its run is in no file
    suggested: list[str] = []

    def choose(_: object, __: str, where: str, ___: str) -> tuple[str, str]:
        suggested.append(Path(where).name)
        return str(whole), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    answer(monkeypatch, BUTTONS.Save)
    assert program.saves.may_close()
    assert suggested == ["a.fanhua"]
    assert runs_in(whole) == [20]


def test_that_what_is_recorded_while_it_is_saved_stays_unsaved(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    train(qtbot, program, 20)
    # A step more, after what is saved was chosen and before the answer comes.
    program.runs.flushed.connect(program.registry.unsaved.note)
    save(qtbot, program, tmp_path / "a.fanhua")
    assert program.document.path == tmp_path / "a.fanhua"
    assert program.saving.is_modified


def test_that_undo_starts_nothing_while_a_recording_is_replayed(
    qtbot: QtBot, program: Program
) -> None:
    train(qtbot, program, 200)
    program.document.change(small(trainer={"steps": 200, "learning_rate": 0.01}))
    shown(qtbot, program)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    program.viewed.open(program.viewed.key, 50)
    program.document.undo_stack.undo()
    shown(qtbot, program)
    qtbot.wait(200)
    assert program.runs.state is RunState.IDLE
    assert program.viewed.timeline.replay_limit == 50


def test_that_undo_ends_no_run(qtbot: QtBot, program: Program) -> None:
    program.document.change(small(trainer={"steps": 1_000_000}))
    program.document.change(small(trainer={"steps": 1_000_000, "seed": 7}))
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.RUNNING)
    first = program.registry.keys.present
    program.document.undo_stack.undo()  # another seed needs other weights
    shown(qtbot, program)
    qtbot.wait(200)
    assert program.registry.keys.present == first
    assert program.runs.state is RunState.RUNNING
    assert "goes on as it was" in program.transport.state_text.text()
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)


def test_that_a_new_session_begins_without_what_was_done_and_said_before(
    qtbot: QtBot, program: Program
) -> None:
    program.session.keeper.set_lesson(
        Lesson.model_validate({"cues": [{"act": {"kind": "note", "text": "Look!"}}]})
    )
    program.actions["next_cue"].trigger()
    assert program.scene.caption == "Look!"
    train(qtbot, program, 20)
    program.saving.mark_saved()
    program.files.new()
    assert program.scene.caption == ""
    program.actions["take_recorded"].trigger()
    assert program.session.keeper.notebook.lesson.cues == ()


def test_that_the_journal_of_the_document_before_goes(qtbot: QtBot, program: Program) -> None:
    folder = program.preferences.sessions_folder
    for _ in range(3):
        program.files.new()
    assert len([*folder.glob("*.journal")]) == 1
    assert [*left_over(folder)] == []


def test_that_a_run_that_begins_late_is_none_of_the_next_document(
    qtbot: QtBot, program: Program
) -> None:
    program.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, program)
    program.actions["run"].trigger()
    assert program.runs.state is RunState.STARTING
    program.saving.mark_saved()
    program.files.new()  # before the engine says that the run has begun
    wait_for(qtbot, program, RunState.IDLE)
    assert program.registry.run_list.runs == ()
    assert not program.saving.is_modified


def test_that_a_run_is_not_shown_among_data_of_another_kind(qtbot: QtBot, program: Program) -> None:
    """Found by the random walk: its readings came into views of an outline."""
    train(qtbot, program)
    program.actions["stop"].trigger()
    wait_for(qtbot, program, RunState.IDLE)
    timeline = program.viewed.timeline
    qtbot.waitUntil(lambda: len(timeline.steps) > 2)
    steps = timeline.steps.tolist()
    program.document.change(preset("elephant").experiment)
    shown(qtbot, program)
    for step in steps:
        timeline.seek(step)
    assert not program.viewed.key
    program.document.undo_stack.undo()
    shown(qtbot, program)
    program.viewed.show(program.registry.run_list.runs[0].key)
    timeline.seek(steps[1])
    assert program.viewed.key


def test_that_what_is_done_again_drops_no_run_that_trains(qtbot: QtBot, program: Program) -> None:
    """Found by the random walk: the window counted to a goal of no steps for ever."""
    registry, runs = program.registry, program.runs
    program.document.change(small(trainer={"steps": 10_000_000}))
    shown(qtbot, program)
    program.actions["run"].trigger()
    qtbot.waitUntil(lambda: len(registry.viewed.timeline.steps) > 5)
    key, engine = registry.keys.present, runs._engine._process.pid
    assert engine is not None
    os.kill(engine, signal.SIGKILL)
    wait_for(qtbot, program, RunState.IDLE)
    registry.delete([key])
    program.document.undo_stack.undo()
    registry.viewed.show(key)
    program.actions["run"].trigger()  # it goes on under its own name
    wait_for(qtbot, program, RunState.RUNNING)
    program.document.undo_stack.redo()
    assert registry.keys.present == key
    assert registry.run_list.find(key) is not None
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.PAUSED)
    assert registry.viewed.planned_steps == 10_000_000


def test_that_a_run_that_was_to_begin_next_does_not_begin_in_another_document(
    qtbot: QtBot, program: Program
) -> None:
    """Found by the random walk: it was asked for in the session before."""
    program.document.change(small(trainer={"steps": 1_000_000}))
    shown(qtbot, program)
    program.actions["run"].trigger()
    wait_for(qtbot, program, RunState.RUNNING)
    program.session.starter.reset()  # waits for the end of the run
    program.saving.mark_saved()
    program.files.new()
    wait_for(qtbot, program, RunState.IDLE)
    qtbot.wait(100)
    assert program.runs.state is RunState.IDLE
    assert not program.registry.run_list.runs
