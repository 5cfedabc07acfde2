"""Engines that are killed, files that go away, sessions that are left: what is there is kept."""

import os
import shutil
import signal
from pathlib import Path

import apsw
import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.program import Program
from app.recording.journal import left_over
from app.recording.recordings import found_steps
from app.runs.run_states import RunState
from tests.app.conftest import OpenDesk
from tests.harness.desk import BUTTONS, Behind, Desk, answer, runs_in, save, shown, train, wait_for
from tests.samples import small
from tests.training.store.samples import KEYS, write_project
from training.catalog.lessons import Lesson
from training.store import Notebook, Reader, Writer, create_journal, open_to_write


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *arguments: found.append(str(arguments[-1])))
    return found


# --- the engine ---


def test_that_a_run_whose_engine_is_killed_keeps_its_steps_and_goes_on(
    qtbot: QtBot, desk: Desk
) -> None:
    registry = desk.registry
    desk.document.change(small(trainer={"steps": 10_000_000}))
    shown(qtbot, desk)
    desk.run()
    qtbot.waitUntil(lambda: len(registry.viewed.timeline.steps) > 20)
    key = registry.keys.present
    engine = desk.runs._engine._process.pid
    assert engine is not None
    os.kill(engine, signal.SIGKILL)
    wait_for(qtbot, desk, RunState.IDLE)
    reader, run = registry.archive.reader_of(key), registry.run_list.find(key)
    assert reader is not None
    assert run is not None
    assert run.step == found_steps(reader, key)[0] > 20
    assert "goes on from what was recorded" in str(run.detail)
    desk.run()
    wait_for(qtbot, desk, RunState.RUNNING)
    desk.run()
    wait_for(qtbot, desk, RunState.PAUSED)
    assert [each.key for each in registry.run_list.runs] == [key]
    assert registry.run_list.runs[0].step >= run.step


# --- the file of the open project ---


def opened(qtbot: QtBot, program: Behind, project: Path) -> None:
    train(qtbot, program, 40)
    save(qtbot, program, project)
    program.saving.mark_saved()
    program.files.open_path(project)
    train(qtbot, program, 25, seed=1)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="files keep no link elsewhere")
@pytest.mark.parametrize("way", ["removed", "replaced"])
def test_that_a_project_whose_file_lost_its_name_is_saved_whole(
    qtbot: QtBot, desk: Desk, tmp_path: Path, way: str
) -> None:
    project, target = tmp_path / "a.fanhua", tmp_path / "b.fanhua"
    opened(qtbot, desk, project)
    if way == "removed":
        project.unlink()
    else:
        write_project(tmp_path / "other.fanhua")
        os.replace(tmp_path / "other.fanhua", project)
    save(qtbot, desk, target)
    assert runs_in(target) == [40, 25]
    desk.files.open_path(target)
    assert [run.step for run in desk.registry.run_list.runs] == [40, 25]


@pytest.mark.parametrize("content", [b"", b"something else" * 1000])
def test_that_what_cannot_be_read_any_more_is_named_and_the_rest_is_saved(
    qtbot: QtBot, unseen: Program, tmp_path: Path, said: list[str], content: bytes
) -> None:
    project, target = tmp_path / "a.fanhua", tmp_path / "b.fanhua"
    opened(qtbot, unseen, project)
    with project.open("rb+") as file:  # in its place, as some programs write
        file.write(content)
        file.truncate()
    save(qtbot, unseen, target)
    assert runs_in(target) == [25]
    assert "Run 1" in said[-1]
    assert unseen.saving.is_modified


# --- sessions that are left over ---


def leave(folder: Path, name: str) -> Path:
    """Make a journal in the sessions of a window that is not open yet."""
    path = folder / "sessions" / f"{name * 32}.journal"
    path.parent.mkdir(parents=True, exist_ok=True)
    create_journal(path)
    return path


def leave_notes(folder: Path) -> Path:
    path = leave(folder, "a")
    connection = open_to_write(path)
    cues = [{"act": {"kind": "note", "text": "x"}}] * 40
    notebook = Notebook(notes="Ask first.", lesson=Lesson.model_validate({"cues": cues}))
    with Writer(connection) as writer:
        writer.set_meta("notebook", notebook.model_dump_json())
    connection.close()
    return path


def leave_damaged(folder: Path) -> Path:
    path = folder / "sessions" / f"{'b' * 32}.journal"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_project(path)
    connection = apsw.Connection(str(path))
    connection.execute("DELETE FROM run WHERE id = ?", (KEYS[1],))
    connection.execute("UPDATE curve SET crc = crc + 1 WHERE series = 'batch_loss' AND first > 0")
    connection.close()
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (leave_notes, ["notes", "cues of a lesson: 40"]),
        (leave_damaged, ["damaged in part: 1"]),
    ],
)
def test_that_what_is_worth_something_is_offered_and_deleted_only_when_told(
    quiet_desks: OpenDesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
    make: object,
    words: list[str],
) -> None:
    left = make(tmp_path)  # type: ignore[operator]
    desk = quiet_desks(tmp_path)
    asked = answer(monkeypatch, BUTTONS.Cancel, BUTTONS.Open)
    desk.recovery.offer()
    assert left.exists()
    assert all(word in asked[0] for word in words)
    desk.recovery.offer()
    registry, notebook = desk.registry, desk.session.keeper.notebook
    if make is leave_notes:
        assert notebook.notes == "Ask first."
        assert len(notebook.lesson.cues) == 40
    else:
        (run,) = registry.run_list.runs
        assert run.step == 150
        assert "opened with what is whole: run 0" in said[-1]
    assert left.exists()  # the session goes on in it


def test_that_a_left_session_can_be_kept_as_a_project(
    quiet_desks: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, kept = leave_damaged(tmp_path), tmp_path / "kept.fanhua"
    desk = quiet_desks(tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    answer(monkeypatch, BUTTONS.Save, BUTTONS.Save)
    desk.recovery.offer()
    assert left.exists()  # no file was chosen
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kept), ""))
    desk.recovery.offer()
    assert not left.exists()
    reader = Reader.open(kept)
    assert [run.name for run in reader.runs()[0]] == ["run 0"]
    reader.close()


def test_that_two_windows_do_not_ask_for_the_same_session(
    quiet_desks: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = leave_damaged(tmp_path)
    first, second = quiet_desks(tmp_path), quiet_desks(tmp_path)
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: None)
    asked: list[str] = []

    def question(*arguments: object) -> QMessageBox.StandardButton:
        asked.append(str(arguments[2]))
        if len(asked) == 1:
            second.recovery.offer()  # the other window starts while this one asks
        return BUTTONS.Open if len(asked) == 1 else BUTTONS.Discard

    monkeypatch.setattr(QMessageBox, "question", question)
    first.recovery.offer()
    assert len(asked) == 1
    assert left.exists()
    assert first.registry.archive.journal.path == left
    second.recovery.offer()  # nor when it is in use
    assert len(asked) == 1


def test_that_a_session_without_anything_is_not_asked_about(
    quiet_desks: OpenDesk, tmp_path: Path
) -> None:
    left = leave(tmp_path, "c")
    quiet_desks(tmp_path).recovery.offer()
    assert not left.exists()


# --- saving over what was left out ---


def test_that_a_project_that_was_damaged_is_replaced_after_a_question_and_a_copy_is_kept(
    qtbot: QtBot,
    quiet_desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
) -> None:
    project = tmp_path / "a.fanhua"
    shutil.copy(leave_damaged(tmp_path / "other"), project)
    before = project.read_bytes()
    quiet_desk.files.open_path(project)
    assert "run 0" in said[-1]
    asked = answer(monkeypatch, BUTTONS.Cancel, BUTTONS.Save)
    assert not quiet_desk.saves.save()
    assert project.read_bytes() == before
    with qtbot.waitSignal(quiet_desk.registry.archive.saved):
        assert quiet_desk.saves.save()
    assert "a.damaged.fanhua" in asked[-1]
    assert (tmp_path / "a.damaged.fanhua").read_bytes() == before
    with qtbot.waitSignal(quiet_desk.registry.archive.saved):
        assert quiet_desk.saves.save()  # nothing is left out of this one
    assert [*left_over(tmp_path)] == []


# --- found by the random walk ---


def test_that_a_saved_file_lists_no_step_that_is_not_in_it(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """The list knows what a Frame told; the engine may have been killed before it was written."""
    key = train(qtbot, desk, 40)
    registry = desk.registry
    registry.figures._known[key] = {"step": 70}
    save(qtbot, desk, tmp_path / "a.fanhua")
    assert runs_in(tmp_path / "a.fanhua") == [40]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="files keep no link elsewhere")
def test_that_the_link_to_a_project_leads_to_it_as_long_as_a_run_may_read_it(
    quiet_desk: Desk, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.fanhua", tmp_path / "b.fanhua"
    write_project(first)
    write_project(second)
    archive = quiet_desk.registry.archive
    archive.open(first)
    link = archive.path_of(KEYS[0])
    archive.open(second)
    assert link.resolve() == first
    assert archive.path_of(KEYS[0]).resolve() == second
    archive.delete_retired()
    assert link.resolve() != first
