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
from tests.app.conftest import OpenDesk
from tests.harness.desk import Desk, answer, begin, cut_off, runs_in, save, shown, train, wait_for
from tests.harness.scripted import ScriptedEngine
from tests.samples import small
from training.catalog.lessons import Lesson
from training.catalog.presets import preset

BUTTONS = QMessageBox.StandardButton


@pytest.mark.parametrize("way", ["new", "open"])
def test_that_a_save_on_the_way_out_names_only_the_document_that_it_saved(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    first, other = tmp_path / "race.fanhua", tmp_path / "other.json"
    other.write_text(small().model_dump_json())
    train(qtbot, desk, 40)
    save(qtbot, desk, first)
    train(qtbot, desk, 50)
    answer(monkeypatch, BUTTONS.Save)
    if way == "new":
        desk.files.new()
    else:
        desk.files.open_path(other)
    qtbot.wait(100)  # the answer of the saving thread comes now
    assert runs_in(first) == [40, 50]
    assert desk.document.path == (None if way == "new" else other)
    train(qtbot, desk, 20)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    if way == "new":
        assert not desk.saves.save()  # it asks where to
    assert runs_in(first) == [40, 50]


def test_that_a_session_after_new_recovers_without_the_project_before(
    qtbot: QtBot,
    desk: Desk,
    open_desk: OpenDesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tmp_path / "old.fanhua"
    train(qtbot, desk, 40)
    save(qtbot, desk, project)
    desk.saving.mark_saved()
    desk.files.open_path(project)
    desk.files.new()
    train(qtbot, desk, 20)
    assert desk.runs.flush()
    qtbot.waitUntil(lambda: 20 in desk.viewed.timeline.steps)
    cut_off(desk, tmp_path / "other" / "sessions")
    second = open_desk(tmp_path / "other")
    answer(monkeypatch, BUTTONS.Open)
    second.recovery.offer()
    assert [run.step for run in second.registry.run_list.runs] == [20]
    assert second.document.path is None
    assert runs_in(project) == [40]


def test_that_a_file_that_somebody_else_wrote_is_not_replaced_without_a_question(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = tmp_path / "a.fanhua", tmp_path / "theirs.fanhua"
    train(qtbot, desk, 20)
    save(qtbot, desk, theirs)
    train(qtbot, desk, 30)
    save(qtbot, desk, mine)
    save(qtbot, desk, mine)  # our own file: nothing is asked
    os.replace(theirs, mine)  # a sync client
    asked = answer(monkeypatch, BUTTONS.Cancel, BUTTONS.Yes)
    assert not desk.saves.save()
    assert "changed by another program" in asked[0]
    assert runs_in(mine) == [20]
    with qtbot.waitSignal(desk.registry.archive.saved):
        assert desk.saves.save()
    assert runs_in(mine) == [20, 30]


def test_that_a_project_that_was_recovered_knows_its_file_of_before(
    qtbot: QtBot,
    desk: Desk,
    open_desk: OpenDesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tmp_path / "a.fanhua"
    train(qtbot, desk, 20)
    save(qtbot, desk, project)
    cut_off(desk, tmp_path / "other" / "sessions")
    second = open_desk(tmp_path / "other")
    answer(monkeypatch, BUTTONS.Open)
    second.recovery.offer()
    assert second.document.path == project
    assert not second.document.was_changed_on_disk
    os.utime(project, ns=(1, 1))
    assert second.document.was_changed_on_disk


def test_that_runs_that_are_in_no_file_are_not_lost_with_an_experiment_alone(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(qtbot, desk, 20)
    alone, whole = tmp_path / "a.json", tmp_path / "a.fanhua"
    assert desk.saves.write(alone)
    assert desk.saving.is_modified  # its run is in no file
    suggested: list[str] = []

    def choose(_: object, __: str, where: str, ___: str) -> tuple[str, str]:
        suggested.append(Path(where).name)
        return str(whole), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    answer(monkeypatch, BUTTONS.Save)
    assert desk.saves.may_close()
    assert suggested == ["a.fanhua"]
    assert runs_in(whole) == [20]


def test_that_what_is_recorded_while_it_is_saved_stays_unsaved(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    train(qtbot, desk, 20)
    # A step more, after what is saved was chosen and before the answer comes.
    desk.runs.flushed.connect(desk.registry.unsaved.note)
    save(qtbot, desk, tmp_path / "a.fanhua")
    assert desk.document.path == tmp_path / "a.fanhua"
    assert desk.saving.is_modified


def test_that_undo_starts_nothing_while_a_recording_is_replayed(qtbot: QtBot, desk: Desk) -> None:
    train(qtbot, desk, 200)
    desk.document.change(small(trainer={"steps": 200, "learning_rate": 0.01}))
    shown(qtbot, desk)
    desk.runs.stop()
    wait_for(qtbot, desk, RunState.IDLE)
    desk.viewed.open(desk.viewed.key, 50)
    desk.document.undo_stack.undo()
    shown(qtbot, desk)
    qtbot.wait(200)
    assert desk.runs.state is RunState.IDLE
    assert desk.viewed.timeline.replay_limit == 50


def test_that_undo_ends_no_run(qtbot: QtBot, unseen: Program) -> None:
    unseen.document.change(small(trainer={"steps": 1_000_000}))
    unseen.document.change(small(trainer={"steps": 1_000_000, "seed": 7}))
    shown(qtbot, unseen)
    unseen.actions["run"].trigger()
    wait_for(qtbot, unseen, RunState.RUNNING)
    first = unseen.registry.keys.present
    unseen.document.undo_stack.undo()  # another seed needs other weights
    shown(qtbot, unseen)
    qtbot.wait(200)
    assert unseen.registry.keys.present == first
    assert unseen.runs.state is RunState.RUNNING
    assert "goes on as it was" in unseen.transport.state_text.text()
    unseen.actions["stop"].trigger()
    wait_for(qtbot, unseen, RunState.IDLE)


def test_that_a_new_session_begins_without_what_was_done_and_said_before(
    qtbot: QtBot, unseen: Program
) -> None:
    unseen.session.keeper.set_lesson(
        Lesson.model_validate({"cues": [{"act": {"kind": "note", "text": "Look!"}}]})
    )
    unseen.actions["next_cue"].trigger()
    assert unseen.scene.caption == "Look!"
    train(qtbot, unseen, 20)
    unseen.saving.mark_saved()
    unseen.files.new()
    assert unseen.scene.caption == ""
    unseen.actions["take_recorded"].trigger()
    assert unseen.session.keeper.notebook.lesson.cues == ()


def test_that_the_journal_of_the_document_before_goes(qtbot: QtBot, quiet_desk: Desk) -> None:
    folder = quiet_desk.preferences.sessions_folder
    for _ in range(3):
        quiet_desk.files.new()
    assert len([*folder.glob("*.journal")]) == 1
    assert [*left_over(folder)] == []


def test_that_a_run_that_begins_late_is_none_of_the_next_document(
    qtbot: QtBot, quiet_desk: Desk, engine: ScriptedEngine
) -> None:
    begin(qtbot, quiet_desk, small(trainer={"steps": 1_000_000}))
    assert quiet_desk.runs.state is RunState.STARTING
    engine.begin()  # it is on the way
    quiet_desk.saving.mark_saved()
    quiet_desk.files.new()  # before anybody hears that the run has begun
    wait_for(qtbot, quiet_desk, RunState.IDLE)
    assert quiet_desk.registry.run_list.runs == ()
    assert not quiet_desk.saving.is_modified


def test_that_a_run_is_not_shown_among_data_of_another_kind(qtbot: QtBot, desk: Desk) -> None:
    """Found by the random walk: its readings came into views of an outline."""
    train(qtbot, desk)
    desk.runs.stop()
    wait_for(qtbot, desk, RunState.IDLE)
    timeline = desk.viewed.timeline
    qtbot.waitUntil(lambda: len(timeline.steps) > 2)
    steps = timeline.steps.tolist()
    desk.document.change(preset("elephant").experiment)
    shown(qtbot, desk)
    for step in steps:
        timeline.seek(step)
    assert not desk.viewed.key
    desk.document.undo_stack.undo()
    shown(qtbot, desk)
    desk.viewed.show(desk.registry.run_list.runs[0].key)
    timeline.seek(steps[1])
    assert desk.viewed.key


def test_that_what_is_done_again_drops_no_run_that_trains(qtbot: QtBot, desk: Desk) -> None:
    """Found by the random walk: the window counted to a goal of no steps for ever."""
    registry, runs = desk.registry, desk.runs
    desk.document.change(small(trainer={"steps": 10_000_000}))
    shown(qtbot, desk)
    desk.run()
    qtbot.waitUntil(lambda: len(registry.viewed.timeline.steps) > 5)
    key, engine = registry.keys.present, runs._engine._process.pid
    assert engine is not None
    os.kill(engine, signal.SIGKILL)
    wait_for(qtbot, desk, RunState.IDLE)
    registry.delete([key])
    desk.document.undo_stack.undo()
    registry.viewed.show(key)
    desk.run()  # it goes on under its own name
    wait_for(qtbot, desk, RunState.RUNNING)
    desk.document.undo_stack.redo()
    assert registry.keys.present == key
    assert registry.run_list.find(key) is not None
    desk.run()
    wait_for(qtbot, desk, RunState.PAUSED)
    assert registry.viewed.planned_steps == 10_000_000


def test_that_a_run_that_was_to_begin_next_does_not_begin_in_another_document(
    qtbot: QtBot, quiet_desk: Desk, engine: ScriptedEngine
) -> None:
    """Found by the random walk: it was asked for in the session before."""
    begin(qtbot, quiet_desk, small(trainer={"steps": 1_000_000}))
    engine.begin()
    wait_for(qtbot, quiet_desk, RunState.RUNNING)
    quiet_desk.session.starter.reset()  # waits for the end of the run
    quiet_desk.saving.mark_saved()
    quiet_desk.files.new()
    wait_for(qtbot, quiet_desk, RunState.IDLE)
    qtbot.wait(100)
    assert quiet_desk.runs.state is RunState.IDLE
    assert not quiet_desk.registry.run_list.runs
    assert len(engine.requests) == 1
